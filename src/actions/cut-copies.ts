import { setImmediate } from 'node:timers/promises';
import { canonicalJson } from '../audit/canonical-json.ts';
import type { Copy } from '../domain/copy.ts';
import { type Label, labelKey } from '../markings/label.ts';
import type { Reader } from '../markings/reader.ts';
import { type CopyOutcome, type CopyRefusal, copyFor } from '../reports/copy-for.ts';
import type { CuttableReport } from '../reports/cuttable-report.ts';
import { allHeldNow } from '../store/readers.ts';
import { sha256 } from '../store/sha256.ts';
import type { Desk } from './desk.ts';
import { settleOwn } from './settle-own.ts';

/** What one recipient would get of a report. */
export type RecipientCut =
  | {
      readonly recipientId: string;
      readonly kind: 'copy';
      readonly copy: Copy;
      readonly label: Label;
      readonly hash: Buffer;
    }
  | { readonly recipientId: string; readonly kind: 'nothing' }
  | { readonly recipientId: string; readonly kind: 'refused'; readonly findings: readonly CopyRefusal[] };

/** For whom a report is cut. */
export interface CutFor {
  readonly recipientIds: readonly string[];
  /** The groups of which whoever asks may know: who is in another is not told by what they would get. */
  readonly groups: ReadonlySet<string>;
}

/**
 * Cuts a report for recipients, as each may read at this moment; once for all who may read the same, who get the same object.
 * Recipients who are nobody any more get nothing.
 */
export async function cutCopies(
  desk: Desk,
  whole: CuttableReport,
  { recipientIds, groups }: CutFor,
  now: Date,
): Promise<readonly RecipientCut[]> {
  for (const id of recipientIds) await settleOwn(desk, { id }, now);
  const readers = await allHeldNow(desk.database.work, recipientIds);
  const cuts = new Map<string, CutOnce>();
  const same = new Map<string, CutOnce>();
  const made: RecipientCut[] = [];
  for (const recipientId of recipientIds) {
    const held = readers.get(recipientId);
    if (!held) {
      made.push({ recipientId, kind: 'nothing' });
      continue;
    }
    const reader = { ...held, groups: (held.groups ?? []).filter((group) => groups.has(group)) };
    const key = canonicalJson({ ...reader, id: '' });
    let cut = cuts.get(key);
    if (!cut) {
      // Many who hold each something else are many cuts: others are answered in between.
      await setImmediate();
      cut = onceOnly(cutOnce(desk, whole, reader, now), same);
      cuts.set(key, cut);
    }
    made.push({ recipientId, ...cut });
  }
  return made;
}

/** Returns the cut that was made before where it is the same to the byte. */
function onceOnly(cut: CutOnce, same: Map<string, CutOnce>): CutOnce {
  if (cut.kind !== 'copy') return cut;
  const key = `${cut.hash.toString('hex')} ${labelKey(cut.label)}`;
  const known = same.get(key) ?? cut;
  same.set(key, known);
  return known;
}

type CutOnce =
  | Exclude<CopyOutcome, { kind: 'copy' }>
  | (Extract<CopyOutcome, { kind: 'copy' }> & { readonly hash: Buffer });

function cutOnce({ schemes }: Desk, whole: CuttableReport, reader: Reader, now: Date): CutOnce {
  const outcome = copyFor(whole, { schemes, reader, now: now.getTime() });
  return outcome.kind === 'copy' ? { ...outcome, hash: sha256(canonicalJson(outcome.copy)) } : outcome;
}
