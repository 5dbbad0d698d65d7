import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from './bytes.ts';
import { LONGEST_NOTE, MOST_SIGNATURES, openNote, printNote, readNote, signNote } from './note.ts';
import type { Hasher, Signer, Verifier } from './primitives.ts';
import { printVerifierKey, readVerifierKey, type VerifierKey, verifierKey } from './verifier-key.ts';

const hasher: Hasher = { sha256: (data) => new Uint8Array(createHash('sha256').update(data).digest()) };

const verifier: Verifier = {
  verify: (publicKey, message, signature) => {
    const x = Buffer.from(publicKey).toString('base64url');
    return verify(null, message, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }), signature);
  },
};

/** Returns the signer of an Ed25519 seed of 32 bytes. */
function signerOf(name: string, seed: Uint8Array): Signer {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  const publicKey = new Uint8Array(Buffer.from(x, 'base64url'));
  return { name, publicKey, sign: (message) => new Uint8Array(sign(null, message, key)) };
}

// Published keys and signatures of golang.org/x/mod, sumdb/note/note_test.go (BSD-3-Clause): two programs must agree.
const PETER_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const ENOCH_KEY = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop';
const PETER_SEED = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1);
const TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const PETER_LINE =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const ENOCH_LINE =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';
const PETER_NOTE = `${TEXT}\n${PETER_LINE}`;

const peter = readVerifierKey(hasher, PETER_KEY);
const enoch = readVerifierKey(hasher, ENOCH_KEY);
const open = (note: string, ...keys: VerifierKey[]) => openNote({ verifier, keys }, utf8(note));
const codesOf = ({ findings }: { findings: readonly { code: string; line: number }[] }) =>
  findings.map(({ code, line }) => `${code} ${line}`);

describe('a verifier key', () => {
  it('is read and printed as the published ones are', () => {
    expect([peter.name, peter.keyId, peter.publicKey.length]).toEqual(['PeterNeumann', 'c74f20a3', 32]);
    expect(printVerifierKey(peter)).toBe(PETER_KEY);
    expect(printVerifierKey(verifierKey(hasher, 'EnochRoot', enoch.publicKey))).toBe(ENOCH_KEY);
  });

  it('is refused when it was cut anywhere or any character is another', () => {
    for (let start = 0; start <= PETER_KEY.length; start++) {
      for (let end = start; end <= PETER_KEY.length; end++) {
        if (end - start === PETER_KEY.length) continue;
        expect(() => readVerifierKey(hasher, PETER_KEY.slice(start, end))).toThrow(/.* key/);
      }
    }
    for (let at = 0; at < PETER_KEY.length; at++) {
      const next = String.fromCharCode(PETER_KEY.charCodeAt(at) + 1);
      expect(() => readVerifierKey(hasher, PETER_KEY.slice(0, at) + next + PETER_KEY.slice(at + 1))).toThrow();
    }
  });

  it.each([
    ['another id', PETER_KEY.replace('c74f', 'c74e'), 'audit-key-id'],
    ['another name', PETER_KEY.replace('Neumann', 'Newmann'), 'audit-key-id'],
    ['an upper-case id', PETER_KEY.replace('c74f20a3', 'C74F20A3'), 'audit-key-invalid'],
    [
      'a key of another length',
      'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==',
      'audit-key-invalid',
    ],
    ['another kind of key', 'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', 'audit-key-invalid'],
    ['a line feed after it', `${PETER_KEY}\n`, 'audit-key-invalid'],
  ])('is refused with %s', (_name, text, code) => {
    expect(() => readVerifierKey(hasher, text)).toThrow(expect.objectContaining({ kind: 'invalid', code }));
  });

  it.each(['', 'a b', 'a+b', 'a\u0085b', 'a\u3000b', 'a\u0000b', 'a\ud800'])('has no name such as %j', (name) => {
    const refusal = expect.objectContaining({ code: 'audit-key-name' });
    expect(() => verifierKey(hasher, name, peter.publicKey)).toThrow(refusal);
  });
});

describe('a signed note', () => {
  it('is signed and printed as the published one', () => {
    const note = signNote(hasher, TEXT, [signerOf('PeterNeumann', PETER_SEED)]);
    expect(printNote(note)).toBe(PETER_NOTE);
    expect(readNote(utf8(PETER_NOTE)).note).toEqual(note);
  });

  it('is opened by either of the keys that signed it, and the unknown one is passed over', () => {
    const both = PETER_NOTE + ENOCH_LINE;
    expect(open(both, peter)).toEqual({ text: TEXT, signedBy: [peter], findings: [] });
    expect(open(both, enoch).signedBy).toEqual([enoch]);
    expect(open(both, peter, enoch).signedBy).toEqual([peter, enoch]);
    expect(open(PETER_NOTE + PETER_LINE, peter).signedBy).toEqual([peter]);
  });

  it('is not opened without a trusted key', () => {
    expect(open(PETER_NOTE)).toEqual({ signedBy: [], findings: [expect.objectContaining({ line: 4 })] });
    expect(codesOf(open(PETER_NOTE, enoch))).toEqual(['audit-note-untrusted 4']);
    expect(codesOf(open(PETER_NOTE.replace('PeterNeumann', 'CarmenSandiego'), peter))).toEqual([
      'audit-note-untrusted 4',
    ]);
    expect(codesOf(open(PETER_NOTE.replace('x08g', 'xxxx'), peter))).toEqual(['audit-note-untrusted 4']);
  });

  it('is spoilt by a wrong signature of a trusted key, even beside a right one', () => {
    const wrong = PETER_LINE.replace('ZJku', 'ZJkv');
    expect(codesOf(open(`${TEXT}\n${wrong}`, peter))).toEqual(['audit-note-signature-wrong 4']);
    expect(codesOf(open(PETER_NOTE + ENOCH_LINE + wrong, peter, enoch))).toEqual(['audit-note-signature-wrong 6']);
    expect(open(PETER_NOTE + wrong, peter).text).toBeUndefined();
    const short = `— PeterNeumann ${Buffer.from('c74f20a301', 'hex').toString('base64')}\n`;
    expect(codesOf(open(`${TEXT}\n${short}`, peter))).toEqual(['audit-note-signature-wrong 4']);
  });

  it('is spoilt by a signature of another length, which is not even verified', () => {
    const long = Buffer.concat([Buffer.from(peter.keyId, 'hex'), Buffer.alloc(65)]).toString('base64');
    const credulous = { verifier: { verify: () => true }, keys: [peter] };
    expect(codesOf(openNote(credulous, utf8(`${TEXT}\n— PeterNeumann ${long}\n`)))).toEqual([
      'audit-note-signature-wrong 4',
    ]);
  });

  it('is spoilt by any other text', () => {
    expect(codesOf(open(PETER_NOTE.replace('answer', 'Answer'), peter))).toEqual(['audit-note-signature-wrong 4']);
    expect(codesOf(open(`\n${PETER_NOTE}`, peter))).toEqual(['audit-note-signature-wrong 5']);
  });

  it('may have empty lines in its text: the last one parts the signatures', () => {
    const signer = signerOf('a.example', new Uint8Array(32));
    const note = signNote(hasher, 'one\n\ntwo\n', [signer, signerOf('PeterNeumann', PETER_SEED)]);
    expect(open(printNote(note), peter)).toMatchObject({ text: 'one\n\ntwo\n', findings: [] });
  });

  it.each([
    ['no signature', TEXT, 'audit-note-no-signature 3'],
    ['a blank line and nothing after it', `${TEXT}\n`, 'audit-note-no-signature 4'],
    ['a blank line at the end', `${PETER_NOTE}\n`, 'audit-note-no-signature 6'],
    ['nothing', '', 'audit-note-no-signature 1'],
    ['no line feed at the end', PETER_NOTE.slice(0, -1), 'audit-note-unfinished 4'],
    ['trailing data', `${PETER_NOTE}more\n`, 'audit-note-signature-line 5'],
    ['a carriage return', PETER_NOTE.replaceAll('\n', '\r\n'), 'audit-note-control 1'],
    ['a tab', PETER_NOTE.replace('then you', 'then\tyou'), 'audit-note-control 2'],
    ['a name with a plus', `${TEXT}\n— Peter+Neumann ${PETER_LINE.slice(15)}`, 'audit-note-signature-line 4'],
    ['a hyphen for the dash', PETER_NOTE.replace('— ', '- '), 'audit-note-signature-line 4'],
    ['two spaces', PETER_NOTE.replace('— ', '—  '), 'audit-note-signature-line 4'],
    ['a signature that is no base64', PETER_NOTE.replace('x08go', 'x08g*'), 'audit-note-signature-line 4'],
    ['unpadded base64', PETER_NOTE.replace('nAM=', 'nAM'), 'audit-note-signature-line 4'],
    ['a key id only', `${TEXT}\n— PeterNeumann x08gow==\n`, 'audit-note-signature-line 4'],
    ['too many signatures', `${TEXT}\n${PETER_LINE.repeat(MOST_SIGNATURES + 1)}`, 'audit-note-too-many-signatures 104'],
    ['too many bytes', `${'a'.repeat(LONGEST_NOTE)}\n\n${PETER_LINE}`, 'audit-note-too-long 1'],
  ])('is not read with %s', (_name, text, code) => {
    expect(codesOf(open(text, peter))).toEqual([code]);
    expect(readNote(utf8(text)).note).toBeUndefined();
  });

  it('is not read when it is no UTF-8', () => {
    const bytes = utf8(PETER_NOTE);
    bytes[0] = 0xff;
    expect(codesOf(readNote(bytes))).toEqual(['audit-note-not-utf8 1']);
  });

  it('is read with as many signatures as are allowed', () => {
    expect(open(`${TEXT}\n${PETER_LINE.repeat(MOST_SIGNATURES)}`, peter).text).toBe(TEXT);
  });

  it.each(['abc', 'a\r\n', 'a\tb\n', 'a\ud800\n', ''])('is not signed over the text %j', (text) => {
    expect(() => signNote(hasher, text, [signerOf('a.example', new Uint8Array(32))])).toThrow(
      expect.objectContaining({ code: 'audit-note-text' }),
    );
  });

  it('is not signed by nobody, nor by a key whose name is none', () => {
    expect(() => signNote(hasher, TEXT, [])).toThrow(expect.objectContaining({ code: 'audit-note-no-signer' }));
    expect(() => signNote(hasher, TEXT, [signerOf('a b', new Uint8Array(32))])).toThrow(
      expect.objectContaining({ code: 'audit-key-name' }),
    );
  });

  it('is printed in UTF-8 that reads back', () => {
    expect(fromUtf8(utf8(PETER_NOTE))).toBe(PETER_NOTE);
  });
});
