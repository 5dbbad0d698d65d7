import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, realpath, rename, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keysOf as keys, NOWHERE, type ReadOnce, readToEnd, textOf } from '../../test/support/read-source.ts';
import { LARGEST_FILE } from '../extract/limits.ts';
import { readFolder } from './folder.ts';
import type { SourceCursor } from './source.ts';

let root = '';
let secret = '';
const MINUTE = 60_000;

beforeEach(async () => {
  const made = await realpath(await mkdtemp(join(tmpdir(), 'vigie-folder-')));
  [root, secret] = [join(made, 'in'), join(made, 'secret')];
  await mkdir(root);
  await mkdir(secret);
});

afterEach(() => rm(dirname(root), { recursive: true }));

async function put(name: string, text = name): Promise<void> {
  await mkdir(dirname(join(root, name)), { recursive: true });
  await writeFile(join(root, name), text);
}

/** Reads at so many minutes from now. */
const read = (minutes: number, cursor: SourceCursor = {}, address = root) =>
  readToEnd(readFolder, { address, cursor }, { folders: [root], now: () => Date.now() + minutes * MINUTE });
const next = (minutes: number, { reading }: ReadOnce) => read(minutes, reading.cursor);
const codes = ({ reading }: ReadOnce) => reading.findings.map(({ code }) => code);

describe('readFolder', () => {
  it('gives all files below a folder in the order of their names, called by their paths', async () => {
    for (const name of ['z.txt', 'b/é.html', 'b/a.pdf', 'A.txt', '.hidden', 'b/.git/x']) await put(name);
    const first = await read(0);
    expect(first.items.map(({ key, name, mediaType }) => [key, name, mediaType])).toEqual([
      ['A.txt', 'A.txt', 'text/plain'],
      ['b/a.pdf', 'b/a.pdf', 'application/pdf'],
      ['b/é.html', 'b/é.html', 'text/html'],
      ['z.txt', 'z.txt', 'text/plain'],
    ]);
    expect(first.items.map(textOf)).toEqual(keys(first));
    expect(first.reading).toMatchObject({ outcome: 'items', findings: [] });
    expect(keys(await read(0))).toEqual(keys(first));
  });

  it('gives a single file by its own name', async () => {
    await put('b/a.txt');
    const first = await read(5, {}, join(root, 'b', 'a.txt'));
    expect(keys(first)).toEqual(['a.txt']);
    expect(keys(await read(10, first.reading.cursor, join(root, 'b', 'a.txt')))).toEqual([]);
  });

  it('is empty only where there is nothing at all', async () => {
    expect((await read(0)).reading).toMatchObject({ outcome: 'empty', findings: [] });
    await put('a.txt');
    const first = await read(5);
    expect((await next(10, first)).reading.outcome).toBe('unchanged');
    await rm(join(root, 'a.txt'));
    expect((await next(15, first)).reading.outcome).toBe('empty');
  });

  it('gives what was just written at the next reading once more, even if nothing changes any more', async () => {
    await put('a.txt');
    const first = await read(0);
    const second = await next(5, first);
    const third = await next(10, second);
    expect([first, second, third].map(keys)).toEqual([['a.txt'], ['a.txt'], []]);
  });

  it('gives what was written while it read, however long that took', async () => {
    for (const name of ['a.txt', 'b.txt']) await put(name);
    const place = { address: root, options: {}, cursor: {} };
    const world = {
      ...NOWHERE,
      folders: [root],
      now: () => Date.now(),
    };
    const source = readFolder(place, world);
    await source.next();
    await put('a.txt', 'changed behind its back');
    await source.next();
    const { value } = await source.next();
    const then = await read(60, (value as ReadOnce['reading']).cursor);
    expect(then.items.map(textOf)).toContain('changed behind its back');
  });

  it('gives a file again that changed, was called otherwise, or was put in the place of another', async () => {
    for (const name of ['same.txt', 'changed.txt', 'old.txt', 'replaced.txt']) await put(name);
    const cursor = { ...(await read(5)).reading.cursor, scannedAt: Date.now() + MINUTE };
    await new Promise((resolve) => setTimeout(resolve, 20));
    await put('changed.txt', 'now longer');
    await rename(join(root, 'old.txt'), join(root, 'new.txt'));
    await writeFile(join(secret, 'other'), 'another');
    // A file that is moved brings its instants along, but that of its entry.
    await utimes(join(secret, 'other'), 1, 1);
    await rename(join(secret, 'other'), join(root, 'replaced.txt'));
    expect(keys(await read(5, cursor))).toEqual(['changed.txt', 'new.txt', 'replaced.txt']);
  });

  it('gives all of a folder that was moved there, whose files kept their instants', async () => {
    await put('a.txt');
    await mkdir(join(secret, 'day'));
    await writeFile(join(secret, 'day', 'b.txt'), 'b');
    const first = await read(5);
    await rename(join(secret, 'day'), join(root, 'day'));
    const second = await next(10, first);
    expect(keys(second)).toEqual(['day/b.txt']);
    expect(keys(await next(15, second))).toEqual([]);
    await rename(join(root, 'day'), join(secret, 'day'));
    await mkdir(join(secret, 'other'));
    await writeFile(join(secret, 'other', 'b.txt'), 'other');
    await rename(join(secret, 'other'), join(root, 'day'));
    expect((await next(15, second)).items.map(textOf)).toEqual(['other']);
  });

  it('says that it cannot see folders moved where there are more than it remembers, and reads none for ever', async () => {
    for (let index = 0; index < 502; index++) await put(`${index}/a.txt`, 'x');
    const first = await read(5);
    expect([first.items.length, codes(first)]).toEqual([502, ['source-many-folders']]);
    expect(JSON.stringify(first.reading.cursor).length).toBeLessThan(8_000);
    const second = await next(10, first);
    expect([keys(second), codes(second)]).toEqual([[], ['source-many-folders']]);
  });

  it('gives a file whose content claims to be of another age once', async () => {
    await put('past.txt');
    await put('future.txt');
    await utimes(join(root, 'past.txt'), 1, 1);
    await utimes(join(root, 'future.txt'), 4_000_000_000, 4_000_000_000);
    const first = await read(5);
    expect([first.items.length, keys(await next(10, first))]).toEqual([2, []]);
  });

  it.each([{ scannedAt: 'x' }, { scannedAt: null }, { folders: 7 }, { scannedAt: 9e15 }, { given: 'a' }])(
    'takes the cursor %j, which it did not write or which a clock put back belies, for none',
    async (cursor) => {
      await put('a.txt');
      expect(keys(await read(60, cursor))).toEqual(['a.txt']);
    },
  );

  it('says nothing of files that are gone by the time that they are come to', async () => {
    const names = Array.from({ length: 50 }, (_, index) => `${String(index).padStart(2, '0')}.txt`);
    for (const name of [...names, 'zz/deep.txt']) await put(name);
    const world = {
      ...NOWHERE,
      folders: [root],
      now: () => 0,
    };
    const source = readFolder({ address: root, options: {}, cursor: {} }, world);
    expect((await source.next()).value).toMatchObject({ key: '00.txt' });
    // What was not given yet was not read yet either: no more than one file is held.
    for (const name of names.slice(1)) await rm(join(root, name));
    await rm(join(root, 'zz'), { recursive: true });
    expect(await source.next()).toMatchObject({ done: true, value: { outcome: 'items', findings: [] } });
  });

  it('tells what is too large as long as it is there, and not what it is called', async () => {
    await put('huge.txt', '');
    await truncate(join(root, 'huge.txt'), LARGEST_FILE + 1);
    await put('largest.txt', '');
    await truncate(join(root, 'largest.txt'), LARGEST_FILE);
    const first = await read(5);
    expect(first.items.map(({ key, bytes }) => [key, bytes.length])).toEqual([['largest.txt', LARGEST_FILE]]);
    const second = await next(10, first);
    for (const { reading } of [first, second]) {
      expect(reading.findings).toMatchObject([{ code: 'source-file-too-large', severity: 'error' }]);
      expect(JSON.stringify(reading.findings)).not.toContain('huge');
    }
    expect(second.reading.outcome).toBe('unchanged');
  });

  it('follows links to what the settings allow, and tells of others without a name', async () => {
    await put('day/a.txt');
    await writeFile(join(secret, 'c.txt'), 'the secret');
    await symlink(join(root, 'day'), join(root, 'today'));
    await symlink(join(root, 'day', 'a.txt'), join(root, 'link.txt'));
    await symlink(secret, join(root, 'leads-out'));
    await symlink(join(secret, 'c.txt'), join(root, 'leads-out.txt'));
    await symlink(join(root, 'nowhere'), join(root, 'nowhere.txt'));
    await symlink(join(root, 'round'), join(root, 'round'));
    const first = await read(0);
    expect(keys(first)).toEqual(['day/a.txt', 'link.txt']);
    expect(first.reading.findings).toEqual([
      {
        code: 'source-link-elsewhere',
        severity: 'error',
        message: 'Files or folders at the source that are links to where no setting allows to read: 2.',
      },
    ]);
  });

  it('does not wait for a pipe', async () => {
    if (process.platform !== 'win32') execFileSync('mkfifo', [join(root, 'pipe.txt')]);
    await put('a.txt');
    expect(keys(await read(0))).toEqual(['a.txt']);
  });

  it('fails for what is not there or not allowed, and does not say where a link leads', async () => {
    await symlink(secret, join(root, 'out'));
    for (const address of [join(root, 'nothing'), join(root, 'out'), secret, 'in']) {
      const failed = await read(0, {}, address).catch((error: unknown) => error);
      expect(failed).toMatchObject({ name: 'SourceFailure', code: 'source-path' });
      if (address !== secret) expect((failed as Error).message).not.toContain('secret');
    }
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'tells what may not be read, reads the rest, and all of it once it may',
    async () => {
      for (const name of ['a.txt', 'b/no.txt', 'shut/c.txt', 'shut/d.txt']) await put(name);
      await chmod(join(root, 'b/no.txt'), 0o000);
      await chmod(join(root, 'shut'), 0o000);
      const first = await read(5);
      await chmod(join(root, 'b/no.txt'), 0o600);
      await chmod(join(root, 'shut'), 0o700);
      expect(keys(first)).toEqual(['a.txt']);
      expect(first.reading.findings).toMatchObject([
        { code: 'source-file-unreadable', message: expect.stringMatching(/: 2\.$/) },
      ]);
      expect(keys(await next(10, first))).toEqual(['b/no.txt', 'shut/c.txt', 'shut/d.txt']);
    },
  );

  it('ends in the middle when it is told to', async () => {
    for (const name of ['a.txt', 'b.txt']) await put(name);
    const stop = new AbortController();
    const world = { ...NOWHERE, folders: [root], now: () => 0, signal: stop.signal };
    const source = readFolder({ address: root, options: {}, cursor: {} }, world);
    await source.next();
    stop.abort(new Error('enough'));
    await expect(source.next()).rejects.toThrow('enough');
  });
});
