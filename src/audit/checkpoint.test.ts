import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { base64, utf8 } from './bytes.ts';
import { openCheckpoint, printCheckpoint, readCheckpoint, signCheckpoint } from './checkpoint.ts';
import { printNote, signNote } from './note.ts';
import type { Hasher, Signer, Verifier } from './primitives.ts';
import { verifierKey } from './verifier-key.ts';

const hasher: Hasher = { sha256: (data) => new Uint8Array(createHash('sha256').update(data).digest()) };

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const signer: Signer = {
  name: 'vigie.example/audit',
  publicKey: new Uint8Array(Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')),
  sign: (message) => new Uint8Array(sign(null, message, privateKey)),
};
const verifier: Verifier = { verify: (_key, message, signature) => verify(null, message, publicKey, signature) };

const origin = 'vigie.example/audit';
const root = new Uint8Array(32).fill(5);
const ROOT_LINE = base64(root);
const trusted = { verifier, origin, keys: [verifierKey(hasher, signer.name, signer.publicKey)] };
const codesOf = ({ findings }: { findings: readonly { code: string; line: number }[] }) =>
  findings.map(({ code, line }) => `${code} ${line}`);
/** Opens a text that the trusted key signed, whatever it says. */
const openText = (text: string) => openCheckpoint(trusted, utf8(printNote(signNote(hasher, text, [signer]))));

describe('a checkpoint', () => {
  it('is three lines, signed, and is read back', () => {
    const note = signCheckpoint(hasher, { origin, size: 20852163, root }, [signer]);
    expect(note).toMatch(/^vigie\.example\/audit\n20852163\n[^\n]{44}\n\n— vigie\.example\/audit [^\n]{92}\n$/);
    expect(openCheckpoint(trusted, utf8(note))).toEqual({
      checkpoint: { origin, size: 20852163, root },
      findings: [],
      signedBy: trusted.keys,
    });
  });

  it.each([0, 1, Number.MAX_SAFE_INTEGER])('may have the size %s', (size) => {
    expect(readCheckpoint(printCheckpoint({ origin, size, root }))).toEqual({
      checkpoint: { origin, size, root },
      findings: [],
    });
  });

  it.each([
    ['an empty origin', `\n5\n${ROOT_LINE}\n`, 'audit-checkpoint-lines 1'],
    ['no root', `${origin}\n5\n`, 'audit-checkpoint-lines 3'],
    ['an empty line after it', `${origin}\n5\n${ROOT_LINE}\n\n`, 'audit-checkpoint-lines 4'],
    ['another origin', `vigie.example/other\n5\n${ROOT_LINE}\n`, 'audit-checkpoint-origin 1'],
    ['a longer origin', `${origin}x\n5\n${ROOT_LINE}\n`, 'audit-checkpoint-origin 1'],
    ['leading zeros', `${origin}\n05\n${ROOT_LINE}\n`, 'audit-checkpoint-size 2'],
    ['two zeros', `${origin}\n00\n${ROOT_LINE}\n`, 'audit-checkpoint-size 2'],
    ['a sign', `${origin}\n+5\n${ROOT_LINE}\n`, 'audit-checkpoint-size 2'],
    ['a size that is negative', `${origin}\n-5\n${ROOT_LINE}\n`, 'audit-checkpoint-size 2'],
    ['a size in hexadecimal', `${origin}\n0x5\n${ROOT_LINE}\n`, 'audit-checkpoint-size 2'],
    ['a space after the size', `${origin}\n5 \n${ROOT_LINE}\n`, 'audit-checkpoint-size 2'],
    ['digits of another script', `${origin}\n٥\n${ROOT_LINE}\n`, 'audit-checkpoint-size 2'],
    ['a size of 2^53', `${origin}\n9007199254740992\n${ROOT_LINE}\n`, 'audit-checkpoint-size 2'],
    ['a size without end', `${origin}\n${'9'.repeat(400)}\n${ROOT_LINE}\n`, 'audit-checkpoint-size 2'],
    ['a short root', `${origin}\n5\n${base64(root.subarray(1))}\n`, 'audit-checkpoint-root 3'],
    ['a long root', `${origin}\n5\n${base64(new Uint8Array(33))}\n`, 'audit-checkpoint-root 3'],
    ['a root in the alphabet of URLs', `${origin}\n5\n${'_'.repeat(43)}=\n`, 'audit-checkpoint-root 3'],
    ['a space after the root', `${origin}\n5\n${ROOT_LINE} \n`, 'audit-checkpoint-root 3'],
  ])('is not read with %s', (_name, text, code) => {
    const opened = openText(text);
    expect(codesOf(opened)).toEqual([code]);
    expect(opened.checkpoint).toBeUndefined();
  });

  it('tells all that is wrong with its lines', () => {
    expect(codesOf(openText(`${origin}\n05\nroot\n`))).toEqual(['audit-checkpoint-size 2', 'audit-checkpoint-root 3']);
  });

  it('is read with lines that the format allows after it, with a warning', () => {
    const opened = openText(`${origin}\n5\n${ROOT_LINE}\nextension\n`);
    expect(opened.checkpoint?.size).toBe(5);
    expect(opened.findings).toEqual([
      expect.objectContaining({ code: 'audit-checkpoint-extension', severity: 'warning', line: 4 }),
    ]);
  });

  it('is not looked at before a trusted key has signed it', () => {
    const note = printNote(signNote(hasher, `${origin}\n05\n${ROOT_LINE}\n`, [signer]));
    expect(codesOf(openCheckpoint({ ...trusted, keys: [] }, utf8(note)))).toEqual(['audit-note-untrusted 5']);
    expect(codesOf(openCheckpoint(trusted, utf8(note.replace('\n05\n', '\n5\n'))))).toEqual([
      'audit-note-signature-wrong 5',
    ]);
    expect(codesOf(openCheckpoint(trusted, utf8(`${note}trailing\n`)))).toEqual(['audit-note-signature-line 6']);
  });

  it.each(['', 'two words', 'a+b', 'a\n6'])('is not made for the origin %j', (wrong) => {
    expect(() => printCheckpoint({ origin: wrong, size: 1, root })).toThrow(
      expect.objectContaining({ code: 'audit-checkpoint-bad-origin' }),
    );
  });

  it.each([
    [-1, root],
    [0.5, root],
    [2 ** 53, root],
    [1, root.subarray(1)],
  ])('is not made for the size %s and such a root', (size, wrong) => {
    expect(() => printCheckpoint({ origin, size, root: wrong })).toThrow(RangeError);
  });

  it('is not read without a line feed at the end of its text', () => {
    expect(codesOf(readCheckpoint(`${origin}\n5\n${ROOT_LINE}`))).toEqual(['audit-checkpoint-lines 3']);
  });
});
