import type { AuditEntry } from '../audit/entry.ts';

/** The version of the rules by which acts are allowed and refused; entries of the log name it. */
const POLICY = 'labels-1';

/** What an entry says of an act; labels, reasons and objects where there are any. */
export type EntrySaying = Pick<AuditEntry, 'actor' | 'action' | 'outcome'> &
  Partial<Pick<AuditEntry, 'objects' | 'labels' | 'reasons'>>;

/** Returns an entry of now. */
export function entryAt(now: Date, saying: EntrySaying): Omit<AuditEntry, 'commitments'> {
  return { v: 1, at: now.toISOString(), objects: [], labels: [], reasons: [], policy: POLICY, ...saying };
}
