import { Refusal } from '../errors.ts';
import { base64, concatenate, fromBase64, fromUtf8, hex, isWellFormed, utf8 } from './bytes.ts';
import type { LineFinding } from './finding.ts';
import { type Hasher, SIGNATURE_BYTES, type Signer, type Verifier } from './primitives.ts';
import { isKeyName, type VerifierKey, verifierKey } from './verifier-key.ts';

/** One signature of a note: whose it claims to be, and its bytes, 64 for Ed25519. */
export interface NoteSignature {
  readonly name: string;
  /** Eight lower-case hexadecimal digits. */
  readonly keyId: string;
  readonly signature: Uint8Array;
}

/** A text that ends with a line feed, and its signatures; nothing is verified yet. */
export interface SignedNote {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** What `readNote` makes of bytes: the note, or at least one error. */
export interface NoteReading {
  readonly note?: SignedNote;
  readonly findings: readonly LineFinding[];
}

/** Whom to believe: the keys, and how a signature is verified. */
export interface TrustedKeys {
  readonly verifier: Verifier;
  readonly keys: readonly VerifierKey[];
}

/** What `openNote` makes of bytes: a text that trusted keys signed, or at least one error. */
export interface OpenedNote {
  readonly text?: string;
  readonly signedBy: readonly VerifierKey[];
  readonly findings: readonly LineFinding[];
}

/** The longest note that is read, in bytes, and the most signatures of one: a hostile file ends here. */
export const LONGEST_NOTE = 1_000_000;
export const MOST_SIGNATURES = 100;

/** Control characters but the line feed: those that C2SP signed-note forbids, U+0000 to U+001F. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;

const KEY_ID_BYTES = 4;

/** Reads a signed note strictly (C2SP signed-note, “Format”) without verifying it; the first error ends the reading. */
export function readNote(bytes: Uint8Array): NoteReading {
  if (bytes.length > LONGEST_NOTE) {
    return unread('audit-note-too-long', `A note may have ${LONGEST_NOTE} bytes at most.`, 1);
  }
  const whole = fromUtf8(bytes);
  if (whole === undefined) return unread('audit-note-not-utf8', 'A note must be UTF-8.', 1);
  const control = CONTROL.exec(whole);
  if (control) {
    const message = 'A note must hold no control character but line feeds; a carriage return is one.';
    return unread('audit-note-control', message, lineAt(whole, control.index));
  }
  const blank = whole.lastIndexOf('\n\n');
  if (blank < 0 || blank + 2 === whole.length) {
    const message = 'A note must end with a blank line and its signatures, and with nothing after them.';
    return unread('audit-note-no-signature', message, lineAt(whole, whole.length));
  }
  const text = whole.slice(0, blank + 1);
  const lines = whole.slice(blank + 2).split('\n');
  const firstLine = lineAt(whole, blank + 2);
  if (lines.pop() !== '') {
    return unread(
      'audit-note-unfinished',
      'The last line of a note must end with a line feed.',
      lineAt(whole, Infinity),
    );
  }
  if (lines.length > MOST_SIGNATURES) {
    const message = `A note may have ${MOST_SIGNATURES} signatures at most.`;
    return unread('audit-note-too-many-signatures', message, firstLine + MOST_SIGNATURES);
  }
  const signatures = lines.map(readSignature);
  const wrong = signatures.indexOf(undefined);
  if (wrong >= 0) {
    const message = 'After the blank line, each line must be “— name signature”, the signature in base64.';
    return unread('audit-note-signature-line', message, firstLine + wrong);
  }
  return { note: { text, signatures: signatures.filter((signature) => signature !== undefined) }, findings: [] };
}

function readSignature(line: string): NoteSignature | undefined {
  const [, name = '', encoded = ''] = /^— ([^ ]+) ([^ ]+)$/u.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  if (!isKeyName(name) || !bytes || bytes.length <= KEY_ID_BYTES) return undefined;
  return { name, keyId: hex(bytes.subarray(0, KEY_ID_BYTES)), signature: bytes.subarray(KEY_ID_BYTES) };
}

/** Returns the note as it is stored and sent; `readNote` is its inverse. */
export function printNote({ text, signatures }: SignedNote): string {
  const lines = signatures.map(({ name, keyId, signature }) => {
    const idBytes = Uint8Array.from(keyId.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
    return `— ${name} ${base64(concatenate(idBytes, signature))}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

/**
 * Returns the note of a text with the signatures of all signers in their order. Refuses a text that cannot stand in a
 * note (`audit-note-text`), no signer (`audit-note-no-signer`), and names and keys as `verifierKey` does.
 */
export function signNote(hasher: Hasher, text: string, signers: readonly Signer[]): SignedNote {
  if (!text.endsWith('\n') || CONTROL.test(text) || !isWellFormed(text)) {
    const message = 'The text of a note must end with a line feed and hold no other control character.';
    throw new Refusal('invalid', 'audit-note-text', message);
  }
  if (signers.length === 0) {
    throw new Refusal('invalid', 'audit-note-no-signer', 'A note needs at least one key to sign it.');
  }
  const message = utf8(text);
  const signatures = signers.map((signer) => {
    const { name, keyId } = verifierKey(hasher, signer.name, signer.publicKey);
    return { name, keyId, signature: signer.sign(message) };
  });
  return { text, signatures };
}

/**
 * Reads a note and returns its text only where a trusted key signed it. Signatures of unknown keys are passed over; one
 * of a known key that does not verify spoils the note (C2SP signed-note, “Signatures”).
 */
export function openNote(trusted: TrustedKeys, bytes: Uint8Array): OpenedNote {
  const { note, findings } = readNote(bytes);
  if (!note) return { signedBy: [], findings };
  const message = utf8(note.text);
  const signedBy: VerifierKey[] = [];
  const firstLine = note.text.split('\n').length + 1;
  for (const [place, { name, keyId, signature }] of note.signatures.entries()) {
    const known = trusted.keys.filter((key) => key.name === name && key.keyId === keyId);
    if (known.length === 0) continue;
    const isRight = ({ publicKey }: VerifierKey) => trusted.verifier.verify(publicKey, message, signature);
    const signer = signature.length === SIGNATURE_BYTES ? known.find(isRight) : undefined;
    if (!signer) {
      const sentence = 'A signature claims a trusted key but is not of this text; do not use the note.';
      return { ...unread('audit-note-signature-wrong', sentence, firstLine + place), signedBy: [] };
    }
    if (!signedBy.includes(signer)) signedBy.push(signer);
  }
  if (signedBy.length === 0) {
    const sentence = 'No trusted key has signed the note; only keys that this program was not told to trust.';
    return { ...unread('audit-note-untrusted', sentence, firstLine), signedBy };
  }
  return { text: note.text, signedBy, findings };
}

function unread(code: string, message: string, line: number): { findings: readonly LineFinding[] } {
  return { findings: [{ code, severity: 'error', message, line }] };
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
