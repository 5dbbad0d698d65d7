import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extractFile } from './extract-file.ts';
import { listFiles } from './list-files.ts';

let root = '';

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'vigie-extract-'));
  for (const folder of ['b', '.hidden', 'node_modules']) await mkdir(join(root, folder));
  for (const name of ['z.txt', 'a.txt', '.dot', 'b/c.jsonl', '.hidden/x.txt', 'node_modules/x.txt']) {
    await writeFile(join(root, name), '{"text":"x"}\n');
  }
  await symlink(root, join(root, 'b', 'loop'));
  await symlink(join(root, 'nowhere'), join(root, 'b', 'dangling'));
});

afterAll(() => rm(root, { recursive: true }));

async function listed(...paths: string[]): Promise<string[]> {
  const found: string[] = [];
  for await (const path of listFiles(paths)) found.push(path.replace(`${root}/`, ''));
  return found;
}

describe('listFiles', () => {
  it('lists files and folders in order, without hidden ones, and is not caught in a loop', async () => {
    expect(await listed(root)).toEqual(['a.txt', 'b/c.jsonl', 'z.txt']);
    expect(await listed(join(root, 'z.txt'), join(root, 'b'))).toEqual([
      'z.txt',
      'b/c.jsonl',
      'b/loop/a.txt',
      'b/loop/z.txt',
    ]);
  });

  it('takes a hidden file that is named', async () => {
    expect(await listed(join(root, '.dot'))).toEqual(['.dot']);
  });

  it('refuses a path that does not exist', async () => {
    await expect(listed(join(root, 'nothing'))).rejects.toMatchObject({
      kind: 'not-found',
      code: 'extract-no-such-file',
    });
  });
});

describe('extractFile', () => {
  async function codes(path: string): Promise<string[]> {
    const found: string[] = [];
    for await (const item of extractFile({ path })) found.push('problem' in item ? item.code : item.id);
    return found;
  }

  it('reads a file, and JSONL line by line', async () => {
    expect(await codes(join(root, 'z.txt'))).toEqual([join(root, 'z.txt')]);
    expect(await codes(join(root, 'b/c.jsonl'))).toEqual([`${join(root, 'b/c.jsonl')}:1`]);
  });

  it('reports what cannot be read', async () => {
    expect(await codes(join(root, 'nothing.txt'))).toEqual(['extract-unreadable']);
    expect(await codes(join(root, 'nothing.jsonl'))).toEqual(['extract-unreadable']);
  });
});
