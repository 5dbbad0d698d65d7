import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allowedPath } from './allowed-path.ts';

let root = '';
const at = (...names: string[]) => join(root, ...names);

beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'vigie-allowed-')));
  for (const folder of ['in', 'in/day', 'inside', 'secret']) await mkdir(at(folder));
  for (const file of ['in/day/a.txt', 'inside/b.txt', 'secret/c.txt']) await writeFile(at(file), 'x');
  await symlink(at('secret'), at('in', 'out'));
  await symlink(at('in', 'day'), at('in', 'today'));
  await symlink(at('in'), at('linked'));
});

afterAll(() => rm(root, { recursive: true }));

const refused = { name: 'SourceFailure', code: 'source-path' };

describe('allowedPath', () => {
  it('gives the real path of what lies in an allowed folder, which may be the folder itself', async () => {
    expect(await allowedPath(at('in'), [at('in')])).toMatchObject({ path: at('in') });
    expect(await allowedPath(at('in', 'today', 'a.txt'), [at('in')])).toMatchObject({ path: at('in', 'day', 'a.txt') });
    expect(await allowedPath(at('in', 'day', '..', 'day'), [at('in') + sep])).toMatchObject({ path: at('in', 'day') });
  });

  it('takes a folder of the settings that is itself a link for what it leads to', async () => {
    expect(await allowedPath(at('in', 'day'), [at('linked')])).toMatchObject({ path: at('in', 'day') });
    expect(await allowedPath(at('linked', 'day'), [at('in')])).toMatchObject({ path: at('in', 'day') });
  });

  it.each([
    ['a path that climbs out', () => `${at('in')}/../secret/c.txt`],
    ['a link that leads out', () => at('in', 'out')],
    ['a path through a link that leads out', () => at('in', 'out', 'c.txt')],
    ['a folder whose name begins alike', () => at('inside', 'b.txt')],
    ['the folder above', () => root],
    ['what is not there', () => at('in', 'nothing')],
    ['a path with a zero', () => `${at('in')}/\0`],
    ['a relative path', () => 'in'],
    ['an empty path', () => ''],
  ])('refuses %s', async (_what, path) => {
    await expect(allowedPath(path(), [at('in')])).rejects.toMatchObject(refused);
  });

  it('refuses everything where no setting allows anything, or where what it allows is not there', async () => {
    await expect(allowedPath(at('in'), [])).rejects.toMatchObject(refused);
    await expect(allowedPath(at('in'), [at('nothing')])).rejects.toMatchObject(refused);
  });

  it('says the same of what is not there as of what is not allowed, and not where a link leads', async () => {
    const said = async (path: string) => {
      const told = await allowedPath(path, [at('in')]).then(
        () => 'allowed',
        (error: Error) => error.message,
      );
      return told.replace(path, '…');
    };
    expect(await said(at('in', 'out'))).toBe(await said(at('in', 'nothing')));
    expect(await said(at('in', 'out'))).not.toContain('secret');
  });

  it('says of other paths whether links may lead to them', async () => {
    const { mayRead } = await allowedPath(at('in', 'day'), [at('in')]);
    expect([at('in', 'x'), at('in'), at('inside'), at('secret', 'c.txt')].map(mayRead)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
