import { Refusal } from '../errors.ts';
import { base64, fromBase64, utf8 } from './bytes.ts';
import { canonicalJson, readCanonicalJson } from './canonical-json.ts';
import type { AuditFinding } from './finding.ts';
import { HASH_BYTES, type Mac } from './primitives.ts';

/** What an act was done to: a noun of the glossary, and an id. */
export interface AuditObject {
  readonly noun: string;
  readonly id: string;
}

/**
 * One act. An id is a UUID or 32 to 64 hexadecimal digits, both lower-case; a code is kebab-case of at most 64
 * characters. No field holds free text, so that nothing marked can stand here; what the act said is committed to.
 */
export interface AuditEntry {
  readonly v: 1;
  /** When, in UTC with milliseconds: `2026-11-20T08:15:00.000Z`. */
  readonly at: string;
  /** Who: the pseudonym id of a person or of a part of the program. */
  readonly actor: string;
  /** A code, such as `report-release`. */
  readonly action: string;
  readonly outcome: 'done' | 'refused' | 'failed';
  readonly objects: readonly AuditObject[];
  /** The labels of all that the entry names: SHA-256 in 64 lower-case hexadecimal digits, once each. */
  readonly labels: readonly string[];
  /** Codes of why it was allowed or refused, once each. */
  readonly reasons: readonly string[];
  /**
   * The version of the policy that decided: lower-case letters and digits, joined by `.` or `-`; at most 32 characters.
   */
  readonly policy: string;
  /** From a code to what `commit` returned. */
  readonly commitments: Readonly<Record<string, string>>;
}

/** What `readEntry` makes of bytes: the entry, or at least one error. */
export interface EntryReading {
  readonly entry?: AuditEntry;
  readonly findings: readonly AuditFinding[];
}

/** Entries travel in bundles that give two bytes to the length of each (C2SP tlog-tiles, “Log entries”). */
export const LONGEST_LEAF = 65_535;

/** The shortest salt of a commitment, in bytes: guessing it must be as hard as guessing a key. */
export const SHORTEST_SALT = 16;

const LONGEST_CODE = 64;
const LONGEST_POLICY = 32;
const CODE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const POLICY = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/;
const ID = /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32,64})$/;
const LABEL = /^[0-9a-f]{64}$/;
const INSTANT = /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
const OUTCOMES: readonly unknown[] = ['done', 'refused', 'failed'];

/** Field → what it must be, as a test and in words. */
const FIELDS: Readonly<Record<keyof AuditEntry, readonly [(value: unknown) => boolean, string]>> = {
  v: [(value) => value === 1, '1'],
  at: [isInstant, 'an instant in UTC with milliseconds, such as 2026-11-20T08:15:00.000Z'],
  actor: [isId, 'an id'],
  action: [isCode, 'a code'],
  outcome: [(value) => OUTCOMES.includes(value), 'done, refused or failed'],
  objects: [(value) => isListOf(value, isObject), 'a list of objects, each with a noun and an id and nothing else'],
  labels: [(value) => isSetOf(value, isLabel), 'a list of SHA-256 hashes in lower-case hexadecimal, once each'],
  reasons: [(value) => isSetOf(value, isCode), 'a list of codes, once each'],
  policy: [isPolicy, `a version of at most ${LONGEST_POLICY} lower-case letters, digits, dots and hyphens`],
  commitments: [isCommitments, 'an object from codes to commitments of 32 bytes in base64'],
};

/**
 * Returns what is wrong with a value that should be an entry, all of it; nothing where it is one. The sentences name
 * fields of the format and never quote a value or an unknown name.
 */
export function checkEntry(value: unknown): AuditFinding[] {
  if (!isRecord(value)) return [entryError('audit-entry-not-object', 'An audit entry must be an object.')];
  if (typeof value['v'] === 'number' && value['v'] > 1) {
    const message = 'The audit entry is of a later version than this program knows; use the program that wrote it.';
    return [entryError('audit-entry-version', message)];
  }
  const findings: AuditFinding[] = [];
  for (const [field, [isRight, shape]] of Object.entries(FIELDS)) {
    if (Object.hasOwn(value, field) && isRight(value[field])) continue;
    findings.push(entryError('audit-entry-field', `The field ${field} of an audit entry must be ${shape}.`));
  }
  if (Object.keys(value).some((field) => !Object.hasOwn(FIELDS, field))) {
    const message = `An audit entry has the fields ${Object.keys(FIELDS).join(', ')}, and no other.`;
    findings.push(entryError('audit-entry-unknown-field', message));
  }
  return findings;
}

/**
 * Returns the bytes that are hashed and stored: canonical JSON (RFC 8785) in UTF-8. Refuses what is no entry
 * (`audit-entry-invalid`) and more than `LONGEST_LEAF` bytes (`audit-entry-too-large`).
 */
export function leafBytes(entry: AuditEntry): Uint8Array {
  const [finding] = checkEntry(entry);
  if (finding) throw new Refusal('invalid', 'audit-entry-invalid', `${finding.message} (${finding.code})`);
  const leaf = utf8(canonicalJson(entry));
  if (leaf.length > LONGEST_LEAF) throw new Refusal('invalid', 'audit-entry-too-large', TOO_LARGE);
  return leaf;
}

const TOO_LARGE = `An audit entry may have ${LONGEST_LEAF} bytes at most; write an act on more objects as several.`;

/** Reads the bytes of an entry; they must be exactly what `leafBytes` would return. */
export function readEntry(leaf: Uint8Array): EntryReading {
  if (leaf.length > LONGEST_LEAF) return { findings: [entryError('audit-entry-too-large', TOO_LARGE)] };
  try {
    const value = readCanonicalJson(leaf);
    const findings = checkEntry(value);
    return findings.length > 0 ? { findings } : { entry: value as AuditEntry, findings };
  } catch (error) {
    if (error instanceof Refusal) return { findings: [entryError(error.code, error.message)] };
    throw error;
  }
}

/**
 * Returns the commitment to a value: HMAC-SHA-256 under the salt, in base64. The salt is random, kept beside the value
 * and erased with it: from then on nobody can tell what was committed to, and the log stays whole. Equal values under
 * one salt have equal commitments, so a salt serves one value. Refuses a salt of fewer than `SHORTEST_SALT` bytes
 * (`audit-salt-too-short`).
 */
export function commit(mac: Mac, salt: Uint8Array, value: Uint8Array): string {
  if (salt.length < SHORTEST_SALT) {
    throw new Refusal('invalid', 'audit-salt-too-short', `A salt must have ${SHORTEST_SALT} bytes at least.`);
  }
  return base64(mac.hmacSha256(salt, value));
}

function entryError(code: string, message: string): AuditFinding {
  return { code, severity: 'error', message };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isListOf(value: unknown, isRight: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isRight);
}

function isSetOf(value: unknown, isRight: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isRight) && new Set(value).size === value.length;
}

function isCode(value: unknown): boolean {
  return typeof value === 'string' && value.length <= LONGEST_CODE && CODE.test(value);
}

function isPolicy(value: unknown): boolean {
  return typeof value === 'string' && value.length <= LONGEST_POLICY && POLICY.test(value);
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && ID.test(value);
}

function isLabel(value: unknown): boolean {
  return typeof value === 'string' && LABEL.test(value);
}

function isObject(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).length === 2 && isCode(value['noun']) && isId(value['id']);
}

function isCommitments(value: unknown): boolean {
  return isRecord(value) && Object.entries(value).every(([name, hash]) => isCode(name) && isCommitment(hash));
}

function isCommitment(value: unknown): boolean {
  return typeof value === 'string' && fromBase64(value)?.length === HASH_BYTES;
}

/** There is no clock here, so the calendar is counted. */
function isInstant(value: unknown): boolean {
  const match = typeof value === 'string' ? INSTANT.exec(value) : null;
  if (!match) return false;
  const [year = 0, month = 0, day = 0] = match.slice(1, 4).map(Number);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
