import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readDkimKey } from './read-dkim-key.ts';

function fileOf(text: string, rights: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-dkim-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'key.pem');
  writeFileSync(path, text);
  chmodSync(path, rights);
  return path;
}

const named = { domain: 'example.org', selector: 'one' };

it('the key of mails is a private RSA key in a file of its owner', () => {
  const format = { type: 'pkcs8', format: 'pem' } as const;
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export(format).toString();
  const other = generateKeyPairSync('ed25519').privateKey.export(format).toString();
  expect(readDkimKey({ ...named, keyFile: fileOf(rsa, 0o600) })).toEqual({ ...named, key: rsa });
  for (const keyFile of [fileOf(rsa, 0o644), fileOf(other, 0o600), fileOf('secret', 0o600), '/nowhere/key.pem']) {
    const refused = expect.objectContaining({ code: 'mail-dkim-key', message: expect.not.stringContaining('secret') });
    expect(() => readDkimKey({ ...named, keyFile })).toThrow(refused);
  }
});
