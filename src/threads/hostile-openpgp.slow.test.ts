import { createHash } from 'node:crypto';
import { createMessage, generateKey, sign } from 'openpgp';
import { describe, expect, it } from 'vitest';
import { extractPools } from '../../test/support/extract-pools.ts';
import { brief } from '../../test/support/extracted.ts';

const poolOf = extractPools();
const NOW = Date.parse('2020-06-01T00:00:00Z');
const TIME = Buffer.of(0x5e, 0x0b, 0xe1, 0x00);
/** Octets of the numbers of a key: the most that its form has room for. */
const OCTETS = 8191;

const packet = (tag: number, body: Buffer) => {
  const header = Buffer.of(0xc0 | tag, 0xff, 0, 0, 0, 0);
  header.writeUInt32BE(body.length, 2);
  return Buffer.concat([header, body]);
};
/** An odd number of that many octets. */
const number = (fill: number) => Buffer.concat([Buffer.of(0xff, 0xf8), Buffer.alloc(OCTETS, fill)]);
const sized = (body: Buffer) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
};

/** A DSA key, and a certificate of itself, whose numbers have 65,528 bits: to see that it is wrong takes minutes. */
function slowKey(): { readonly bytes: Buffer; readonly fingerprint: string } {
  const body = Buffer.concat([
    Buffer.of(4),
    TIME,
    Buffer.of(17),
    number(0xfb),
    number(0xf7),
    number(0xe5),
    number(0xe3),
  ]);
  const hashed = Buffer.concat([Buffer.of(0x99, body.length >> 8, body.length & 0xff), body]);
  const fingerprint = createHash('sha1').update(hashed).digest('hex').toUpperCase();
  const user = Buffer.from('Vendor');
  const issuer = Buffer.concat([Buffer.of(9, 16), Buffer.from(fingerprint.slice(-16), 'hex')]);
  const flags = Buffer.of(2, 27, 3);
  const stated = Buffer.concat([Buffer.of(5, 2), TIME, flags, issuer]);
  const head = Buffer.concat([Buffer.of(4, 0x13, 17, 8, 0, stated.length), stated]);
  const trailer = Buffer.concat([Buffer.of(4, 0xff), sized(head).subarray(0, 4)]);
  const all = Buffer.concat([hashed, Buffer.of(0xb4), sized(user), head, trailer]);
  const left = createHash('sha256').update(all).digest().subarray(0, 2);
  const certificate = Buffer.concat([head, Buffer.of(0, 0), left, number(0xe1), Buffer.of(0, 2, 2)]);
  return { bytes: Buffer.concat([packet(6, body), packet(13, user), packet(2, certificate)]), fingerprint };
}

describe('OpenPGP in a pool', () => {
  it('tells a file that was signed from another one', { timeout: 60_000 }, async () => {
    const pool = poolOf({ threads: 1 });
    for (const type of ['curve25519', 'rsa'] as const) {
      const date = new Date(NOW - 1000);
      const { privateKey } = await generateKey({ type, userIDs: [{ name: 'Vendor' }], date, format: 'object' });
      const fingerprint = privateKey.getFingerprint().toUpperCase();
      const read = await pool.takeApart('openpgp-key', privateKey.toPublic().write(), { fingerprint, now: NOW });
      expect(read).toMatchObject({ state: 'sound' });
      const keys = 'key' in read && read.key !== undefined ? [read.key] : [];
      const message = await createMessage({ binary: Buffer.from('advisory') });
      const signature = await sign({ message, signingKeys: privateKey, detached: true, date, format: 'binary' });
      const asked = { signature: signature as Uint8Array, keys, now: NOW };
      expect(await pool.takeApart('openpgp-signature', Buffer.from('advisory'), asked)).toEqual({ verdict: 'valid' });
      expect(await pool.takeApart('openpgp-signature', Buffer.from('Advisory'), asked)).toEqual({ verdict: 'wrong' });
    }
  });

  it('gives up a key that takes too long', { timeout: 120_000 }, async () => {
    const pool = poolOf({ threads: 1, longest: 3_000 });
    const { bytes, fingerprint } = slowKey();
    const end = await pool.takeApart('openpgp-key', bytes, { fingerprint, now: NOW });
    expect(end).toMatchObject({ problem: true, code: 'extract-took-too-long' });
    expect(brief(await pool.extract(Buffer.from('text'), { path: 'a.txt' }))).toEqual(['text']);
  });
});
