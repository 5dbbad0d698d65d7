import { appendFile, mkdir, mkdtemp, realpath, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOWHERE, namesOf, type ReadOnce, readToEnd, textOf } from '../../test/support/read-source.ts';
import { LONGEST_LINE } from '../extract/limits.ts';
import { readJsonLines } from './json-lines.ts';
import type { SourceCursor } from './source.ts';

let root = '';
let path = '';

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'vigie-lines-')));
  path = join(root, 'in.jsonl');
});

afterEach(() => rm(root, { recursive: true }));

const read = (cursor: SourceCursor = {}, address = path) =>
  readToEnd(readJsonLines, { address, cursor }, { folders: [root] });
const next = ({ reading }: ReadOnce) => read(reading.cursor);
const lines = (...numbers: number[]) => numbers.map((number) => `{"n":${number}}\n`).join('');
const texts = ({ items }: ReadOnce) => items.map(textOf);

describe('readJsonLines', () => {
  it('gives each line as an item that is called by its place, in order, and no blank one', async () => {
    await writeFile(path, '{"n":1}\n\n \t\r\n{"n":2}\r\n');
    const { items, reading } = await read();
    expect(items).toMatchObject([
      { name: 'in.jsonl:1.json', mediaType: 'application/json', given: {} },
      { name: 'in.jsonl:4.json' },
    ]);
    expect(items.map(textOf)).toEqual(['{"n":1}', '{"n":2}\r']);
    expect(reading).toMatchObject({ outcome: 'items', findings: [] });
  });

  it('gives only what was appended, and goes on counting', async () => {
    await writeFile(path, lines(1, 2));
    const first = await read();
    const still = await next(first);
    expect([namesOf(still), still.reading]).toEqual([[], { ...first.reading, outcome: 'unchanged' }]);
    await appendFile(path, lines(3));
    const then = await next(still);
    expect([namesOf(then), texts(then)]).toEqual([['in.jsonl:3.json'], ['{"n":3}']]);
  });

  it('gives the same again when the reading was thrown away', async () => {
    await writeFile(path, lines(1, 2));
    expect((await read()).items).toEqual((await read()).items);
  });

  it('waits for the end of a last line that is no whole value, and says so', async () => {
    await writeFile(path, `${lines(1)}{"n":`);
    const first = await read();
    expect([namesOf(first), first.reading.findings]).toMatchObject([
      ['in.jsonl:1.json'],
      [{ code: 'source-line-open' }],
    ]);
    await appendFile(path, '2}\n{"n":3}\n');
    const then = await next(first);
    expect([namesOf(then), texts(then)]).toEqual([
      ['in.jsonl:2.json', 'in.jsonl:3.json'],
      ['{"n":2}', '{"n":3}'],
    ]);
    expect(then.reading.findings).toEqual([]);
  });

  it('gives a last line without its end where it is a whole value, always as the same item', async () => {
    await writeFile(path, `${lines(1)}{"n":2}`);
    const first = await read();
    expect([namesOf(first), first.reading.findings]).toEqual([['in.jsonl:1.json', 'in.jsonl:2.json'], []]);
    const again = await next(first);
    expect(texts(again)).toEqual(['{"n":2}']);
    expect(again.items[0]!.key).toBe(first.items[1]!.key);
    expect(first.items[0]!.key).not.toBe(first.items[1]!.key);
    await appendFile(path, `\n${lines(3)}`);
    expect(namesOf(await next(again))).toEqual(['in.jsonl:2.json', 'in.jsonl:3.json']);
  });

  it('takes no number for a whole value, which could go on', async () => {
    await writeFile(path, '12');
    const { items, reading } = await read();
    expect([items, reading.outcome]).toEqual([[], 'unchanged']);
  });

  it('begins again where another file was put in its place', async () => {
    await writeFile(path, lines(1, 2));
    const first = await read();
    await writeFile(join(root, 'other'), lines(7, 8, 9));
    await rename(join(root, 'other'), path);
    expect(texts(await next(first))).toEqual(['{"n":7}', '{"n":8}', '{"n":9}']);
  });

  it('begins again where only what lies behind the first thousands of bytes is another', async () => {
    const head = `{"head":"${'x'.repeat(5_000)}"}\n`;
    await writeFile(path, head + lines(1));
    const first = await read();
    await writeFile(path, head + lines(2) + lines(3));
    expect(namesOf(await next(first))).toHaveLength(3);
  });

  it('begins again where the file shrank, even to the beginning of what it was', async () => {
    await writeFile(path, lines(1, 2, 3));
    const first = await read();
    await truncate(path, lines(1).length);
    const shrunk = await next(first);
    expect(texts(shrunk)).toEqual(['{"n":1}']);
    await truncate(path, 0);
    const empty = await next(shrunk);
    expect([empty.items, empty.reading.outcome]).toEqual([[], 'empty']);
    await appendFile(path, lines(5));
    expect(texts(await next(empty))).toEqual(['{"n":5}']);
  });

  it('is empty only where the file is', async () => {
    await writeFile(path, '');
    expect((await read()).reading.outcome).toBe('empty');
    await writeFile(path, '\n\n');
    expect((await read()).reading.outcome).toBe('unchanged');
  });

  it('passes over a line that is too long, counts it and says so', async () => {
    const long = Buffer.alloc(LONGEST_LINE + 1, 0x78);
    await writeFile(path, Buffer.concat([Buffer.from(lines(1)), long, Buffer.from(`\n${lines(3)}`)]));
    const first = await read();
    expect(namesOf(first)).toEqual(['in.jsonl:1.json', 'in.jsonl:3.json']);
    expect(first.reading.findings).toMatchObject([{ code: 'source-line-too-long', severity: 'error' }]);
    expect((await next(first)).reading.findings).toEqual([]);
  });

  it('says that a line is too long even before it ends, and gives what comes behind it', async () => {
    await writeFile(path, Buffer.alloc(LONGEST_LINE + 1, 0x78));
    const first = await read();
    expect([first.items, first.reading.findings]).toMatchObject([[], [{ code: 'source-line-too-long' }]]);
    await appendFile(path, `\n${lines(2)}`);
    expect(namesOf(await next(first))).toEqual(['in.jsonl:2.json']);
  });

  it('takes a line of the longest length', async () => {
    const line = `{"n":"${'x'.repeat(LONGEST_LINE - 8)}"}`;
    await writeFile(path, `${line}\n`);
    const { items } = await read();
    expect(items.map(({ bytes }) => bytes.length)).toEqual([LONGEST_LINE]);
  });

  it.each([
    { offset: -1, line: 0, mark: '' },
    { offset: 8, line: 1, mark: 'x' },
    { offset: 'a', line: {}, mark: 7 },
    { offset: 0.5, line: 0, mark: '' },
    { offset: 1e300, line: 1, mark: '' },
    { offset: 8, line: 9, mark: '' },
    { offset: 2 ** 40, line: 1, mark: '' },
    { offset: null, line: [], mark: null },
    { scannedAt: 1 },
  ])('takes the cursor %j, which it did not write, for none', async (cursor) => {
    await writeFile(path, lines(1, 2));
    expect(namesOf(await read(cursor))).toEqual(['in.jsonl:1.json', 'in.jsonl:2.json']);
  });

  it('fails for what is not there, is not allowed, or is no file', async () => {
    await mkdir(join(root, 'folder'));
    await writeFile(path, lines(1));
    await expect(read({}, join(root, 'nothing'))).rejects.toMatchObject({ code: 'source-path' });
    await expect(read({}, join(root, 'folder'))).rejects.toMatchObject({ code: 'source-file-unreadable' });
    const elsewhere = readToEnd(readJsonLines, { address: path }, { folders: [join(root, 'folder')] });
    await expect(elsewhere).rejects.toMatchObject({ code: 'source-path' });
  });

  it('does not follow a link out of what is allowed', async () => {
    await mkdir(join(root, 'in'));
    await writeFile(path, lines(1));
    await symlink(path, join(root, 'in', 'link.jsonl'));
    const reading = readToEnd(
      readJsonLines,
      { address: join(root, 'in', 'link.jsonl') },
      { folders: [join(root, 'in')] },
    );
    await expect(reading).rejects.toMatchObject({ code: 'source-path' });
  });

  it('ends in the middle when it is told to', async () => {
    await writeFile(path, lines(1, 2));
    const stop = new AbortController();
    const place = { address: path, options: {}, cursor: {} };
    const source = readJsonLines(place, {
      ...NOWHERE,
      folders: [root],
      now: () => 0,
      signal: stop.signal,
    });
    expect((await source.next()).done).toBe(false);
    stop.abort(new Error('enough'));
    await expect(source.next()).rejects.toThrow('enough');
  });
});
