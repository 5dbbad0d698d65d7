import { canonicalJson } from '../audit/canonical-json.ts';
import type { Copy } from '../domain/copy.ts';
import type { Label } from '../markings/label.ts';
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

/**
 * Cuts a report for recipients, as each may read at this moment; once for all who may read the same, who get the same object.
 * Recipients who are nobody any more get nothing.
 */
export async function cutCopies(
  desk: Desk,
  whole: CuttableReport,
  recipientIds: readonly string[],
  now: Date,
): Promise<readonly RecipientCut[]> {
  for (const id of recipientIds) await settleOwn(desk, { id }, now);
  const readers = await allHeldNow(desk.database.work, recipientIds);
  const cuts = new Map<string, CutOnce>();
  return recipientIds.map((recipientId): RecipientCut => {
    const reader = readers.get(recipientId);
    if (!reader) return { recipientId, kind: 'nothing' };
    const key = canonicalJson({ ...reader, id: '' });
    const cut = cuts.get(key) ?? cutOnce(desk, whole, reader, now);
    cuts.set(key, cut);
    return { recipientId, ...cut };
  });
}

type CutOnce =
  | Exclude<CopyOutcome, { kind: 'copy' }>
  | (Extract<CopyOutcome, { kind: 'copy' }> & { readonly hash: Buffer });

function cutOnce({ schemes }: Desk, whole: CuttableReport, reader: Reader, now: Date): CutOnce {
  const outcome = copyFor(whole, { schemes, reader, now: now.getTime() });
  return outcome.kind === 'copy' ? { ...outcome, hash: sha256(canonicalJson(outcome.copy)) } : outcome;
}
