import { Refusal } from '../errors.ts';
import { base64, fromBase64 } from './bytes.ts';
import type { LineFinding } from './finding.ts';
import { openNote, printNote, signNote, type TrustedKeys } from './note.ts';
import { HASH_BYTES, type Hasher, type Signer } from './primitives.ts';
import { isKeyName, type VerifierKey } from './verifier-key.ts';

/** What a log says of itself at one moment (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** Which log: a URL without its scheme, such as `vigie.example/audit`. */
  readonly origin: string;
  /** How many entries the tree has. */
  readonly size: number;
  /** The root hash at that size, 32 bytes. */
  readonly root: Uint8Array;
}

/** What reading makes of a text: the checkpoint, unless there is an error among the findings. */
export interface CheckpointReading {
  readonly checkpoint?: Checkpoint;
  readonly findings: readonly LineFinding[];
}

/** A checkpoint with the trusted keys that signed it. */
export interface OpenedCheckpoint extends CheckpointReading {
  readonly signedBy: readonly VerifierKey[];
}

/** Whom to believe about which log. */
export interface TrustedLog extends TrustedKeys {
  readonly origin: string;
}

/**
 * Returns the text that is signed: origin, size and root, a line each. Refuses an origin that is empty or holds white
 * space or a plus (`audit-checkpoint-bad-origin`); a size or root that cannot be is a bug of the caller (RangeError).
 */
export function printCheckpoint({ origin, size, root }: Checkpoint): string {
  if (!isKeyName(origin)) {
    const message = 'The origin of a log must not be empty or hold white space or a plus.';
    throw new Refusal('invalid', 'audit-checkpoint-bad-origin', message);
  }
  if (!Number.isSafeInteger(size) || size < 0 || root.length !== HASH_BYTES) {
    throw new RangeError('A checkpoint has a whole number of entries and a root of 32 bytes.');
  }
  return `${origin}\n${size}\n${base64(root)}\n`;
}

/**
 * Reads the text of a checkpoint (C2SP tlog-checkpoint, “Note text”). Lines after the third are allowed by the format
 * and mean nothing to this program: a warning.
 */
export function readCheckpoint(text: string): CheckpointReading {
  if (!text.endsWith('\n')) {
    return { findings: [textError('audit-checkpoint-lines', LINES, text.split('\n').length)] };
  }
  const lines = text.slice(0, -1).split('\n');
  const empty = lines.indexOf('');
  if (lines.length < 3 || empty >= 0) {
    return { findings: [textError('audit-checkpoint-lines', LINES, empty >= 0 ? empty + 1 : lines.length + 1)] };
  }
  const [origin = '', decimal = '', encoded = ''] = lines;
  const findings: LineFinding[] = [];
  const size = /^(?:0|[1-9]\d*)$/.test(decimal) ? Number(decimal) : Number.NaN;
  if (!Number.isSafeInteger(size)) {
    const message = 'The second line of a checkpoint must be its size: decimal, no leading zeros, less than 2^53.';
    findings.push(textError('audit-checkpoint-size', message, 2));
  }
  const root = fromBase64(encoded);
  if (root?.length !== HASH_BYTES) {
    const message = 'The third line of a checkpoint must be its root: 32 bytes in base64.';
    findings.push(textError('audit-checkpoint-root', message, 3));
  }
  if (findings.length > 0) return { findings };
  if (lines.length > 3) {
    const message = 'The checkpoint has lines after its root; this program writes none and does not read them.';
    findings.push({ code: 'audit-checkpoint-extension', severity: 'warning', message, line: 4 });
  }
  return { checkpoint: { origin, size, root: root! }, findings };
}

const LINES = 'A checkpoint must have at least three lines, none of them empty: origin, size and root.';

/** Returns a checkpoint as a signed note, with the signatures of all signers; refuses as its parts do. */
export function signCheckpoint(hasher: Hasher, checkpoint: Checkpoint, signers: readonly Signer[]): string {
  return printNote(signNote(hasher, printCheckpoint(checkpoint), signers));
}

/** Reads the bytes of a signed checkpoint, and returns it only where a trusted key signed it for the trusted origin. */
export function openCheckpoint(trusted: TrustedLog, bytes: Uint8Array): OpenedCheckpoint {
  const { text, signedBy, findings } = openNote(trusted, bytes);
  if (text === undefined) return { signedBy, findings };
  const reading = readCheckpoint(text);
  if (reading.checkpoint && reading.checkpoint.origin !== trusted.origin) {
    const message = `The checkpoint is of another log; its first line must be ${trusted.origin}.`;
    return { signedBy, findings: [textError('audit-checkpoint-origin', message, 1)] };
  }
  return { ...reading, signedBy };
}

function textError(code: string, message: string, line: number): LineFinding {
  return { code, severity: 'error', message, line };
}
