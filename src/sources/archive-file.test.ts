import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { archiveOf } from '../../test/support/archives.ts';
import { NOWHERE } from '../../test/support/read-source.ts';
import { isArchiveName, readArchiveFile } from './archive-file.ts';

async function folderWith(files: Readonly<Record<string, Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vigie-archive-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
  return folder;
}

async function readAll(address: string, folder: string) {
  const found = readArchiveFile({ address }, { ...NOWHERE, folders: [folder] });
  const keys: string[] = [];
  for (;;) {
    const { done, value } = await found.next();
    if (done) return { keys, outcome: value.outcome, codes: value.findings.map(({ code }) => code) };
    keys.push(value.key);
  }
}

describe('an archive on this machine', () => {
  const files = [
    { name: 'a/1.xml', text: '<a/>' },
    { name: '../2.xml', text: '<a/>' },
    { name: 'a/3.xml', text: '<a/>' },
  ];

  it('gives its files, packed or not', async () => {
    const bytes = await archiveOf(files);
    const folder = await folderWith({ 'a.tar': bytes, 'a.tgz': gzipSync(bytes) });
    for (const name of ['a.tar', 'a.tgz']) {
      const read = await readAll(join(folder, name), folder);
      expect(read).toEqual({ keys: ['a/1.xml', 'a/3.xml'], outcome: 'items', codes: ['archive-bad-names'] });
    }
  });

  it('is read where the settings allow it alone, links followed', async () => {
    const folder = await folderWith({});
    const elsewhere = await folderWith({ 'a.tar': await archiveOf(files) });
    await symlink(join(elsewhere, 'a.tar'), join(folder, 'a.tar'));
    await expect(readAll(join(folder, 'a.tar'), folder)).rejects.toMatchObject({ code: 'source-path' });
    await expect(readAll(elsewhere, elsewhere)).rejects.toMatchObject({ code: 'source-file-unreadable' });
  });

  it('is known by its name', () => {
    const names = ['a.tar', 'a.TAR.GZ', 'a.tgz', 'a.gz', 'tar', 'a.tar.txt'];
    expect(names.map(isArchiveName)).toEqual([true, true, true, false, false, false]);
  });
});
