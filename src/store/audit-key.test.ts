import { generateKeyPairSync, sign } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { printVerifierKey } from '../audit/verifier-key.ts';
import { findVerifierKey, openAuditKey } from './audit-key.ts';
import { nodeVerifier, signerOf } from './signing.ts';

const outer = mkdtempSync(join(tmpdir(), 'vigie-audit-key-'));
afterAll(() => rmSync(outer, { recursive: true, force: true }));
const newFolder = () => mkdtempSync(join(outer, 'desk-'));
const refusedAs = (code: string) => expect.objectContaining({ code });

describe('a signature', () => {
  it('is that of RFC 8032, section 7.1, test 2', () => {
    const bytes = (digits: string) => Uint8Array.from(Buffer.from(digits, 'hex'));
    const signer = signerOf('a', bytes('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb'));
    expect(Buffer.from(signer.publicKey).toString('hex')).toBe(
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    );
    const signature = signer.sign(bytes('72'));
    expect(Buffer.from(signature).toString('hex')).toBe(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
        '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    );
    expect(nodeVerifier.verify(signer.publicKey, bytes('72'), signature)).toBe(true);
    expect(nodeVerifier.verify(signer.publicKey, bytes('73'), signature)).toBe(false);
  });

  it('is of nobody where the key is none', () => {
    const signature = new Uint8Array(sign(null, Buffer.from('a'), generateKeyPairSync('ed25519').privateKey));
    expect(nodeVerifier.verify(new Uint8Array(31), Buffer.from('a'), signature)).toBe(false);
    expect(nodeVerifier.verify(new Uint8Array(32).fill(255), Buffer.from('a'), signature)).toBe(false);
    expect(nodeVerifier.verify(new Uint8Array(32), Buffer.from('a'), new Uint8Array(3))).toBe(false);
  });
});

describe('the key of a log', () => {
  it('is made once, for its owner only, and stays', async () => {
    const folder = newFolder();
    expect(await findVerifierKey(folder)).toBeUndefined();
    const [one, two] = await Promise.all([openAuditKey(folder, true), openAuditKey(folder, true)]);
    expect(printVerifierKey(one.verifier)).toBe(printVerifierKey(two.verifier));
    if (process.platform !== 'win32') expect(statSync(join(folder, 'audit-key')).mode & 0o777).toBe(0o600);
    const again = await openAuditKey(folder, false);
    expect(printVerifierKey(again.verifier)).toBe(readFileSync(join(folder, 'audit-key.pub'), 'utf8').trimEnd());
    expect(await findVerifierKey(folder)).toEqual(one.verifier);
  });

  it('is another one for each log, under another name', async () => {
    const [one, two] = [await openAuditKey(newFolder(), true), await openAuditKey(newFolder(), true)];
    expect(one.verifier.name).not.toBe(two.verifier.name);
    expect(one.verifier.keyId).not.toBe(two.verifier.keyId);
  });

  it('is not made anew for a log that was signed', async () => {
    await expect(openAuditKey(newFolder(), false)).rejects.toThrow(refusedAs('audit-key-lost'));
  });

  it('is refused where others may read it, where it is damaged, and where its other half is of another', async () => {
    const folder = newFolder();
    await openAuditKey(folder, true);
    const path = join(folder, 'audit-key');
    if (process.platform !== 'win32') {
      chmodSync(path, 0o640);
      await expect(openAuditKey(folder, true)).rejects.toThrow(refusedAs('audit-key-exposed'));
      chmodSync(path, 0o600);
    }
    const stranger = newFolder();
    await openAuditKey(stranger, true);
    writeFileSync(join(folder, 'audit-key.pub'), readFileSync(join(stranger, 'audit-key.pub')));
    await expect(openAuditKey(folder, true)).rejects.toThrow(refusedAs('audit-key-pair'));
    const text = readFileSync(path, 'utf8');
    for (const damaged of [
      '',
      text.slice(0, -9),
      text.replace('PRIVATE', 'PUBLIC'),
      text.replace(/\+[0-9a-f]{8}\+/, '+00000000+'),
    ]) {
      writeFileSync(path, damaged);
      await expect(openAuditKey(folder, true)).rejects.toThrow(refusedAs('audit-key-damaged'));
    }
  });
});
