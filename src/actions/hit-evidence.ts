import type { MatchDocument } from '../matcher/document.ts';
import { type Explanation, type FoundSpan, reasonSpans } from '../matcher/explain.ts';
import type { HitEvidence } from '../ranking/features.ts';
import { databaseCode } from '../store/database/login.ts';
import { readDocument } from '../store/documents.ts';
import type { HitLabels } from '../store/hit-features.ts';
import type { Deed } from './act.ts';
import { asMatched } from './as-matched.ts';
import { coverage } from './coverage.ts';
import type { Desk } from './desk.ts';
import type { HitExplaining } from './hit-explaining.ts';

/** Units of text that are read on each side of a place. */
const AROUND = 300;
const MOST_PASSAGES = 3;

/**
 * Reads of hits what their models go by. The source counts only where whoever may read the hit may know of it: else a score
 * would tell which documents came from one that is hidden. What cannot be explained, whatever the reason, is known by how
 * it begins: a hit waits in the queue all the same.
 */
export async function hitEvidence(
  desk: Desk,
  client: Deed['client'],
  { explaining, hits }: { readonly explaining: HitExplaining; readonly hits: readonly HitLabels[] },
): Promise<ReadonlyMap<string, HitEvidence>> {
  const isKnown = await sourceRule(desk, client, hits);
  const evidence = new Map<string, HitEvidence>();
  for (const hit of hits) {
    const explained = await explaining.explain(hit.id).catch(unlessOfDatabase);
    const document = explained?.document ?? (await readText(client, hit.documentId));
    if (!document) continue;
    const spans = explained?.explanation.holds ? spansOf(explained.explanation) : [];
    const source = isKnown(hit) ? document.source : undefined;
    evidence.set(hit.id, { ...readAround(document, spans), source, language: document.lang });
  }
  return evidence;
}

/** After an error of the database nothing more can be read: that one is told. */
function unlessOfDatabase(error: unknown): undefined {
  if (databaseCode(error) !== undefined) throw error;
  return undefined;
}

async function readText(client: Deed['client'], id: string): Promise<MatchDocument | undefined> {
  const document = await readDocument(client, id);
  return document && asMatched(document);
}

function spansOf(explanation: Explanation): readonly FoundSpan[] {
  return reasonSpans(explanation);
}

function readAround(
  { title, text }: Pick<MatchDocument, 'title' | 'text'>,
  spans: readonly FoundSpan[],
): Pick<HitEvidence, 'title' | 'passages' | 'matchedSpans' | 'inTitle'> {
  const places = spans.filter(({ field }) => field === 'text').map(({ start }) => start);
  const passages: string[] = [];
  let reached = 0;
  for (const place of places.length > 0 ? places : [0]) {
    if (place < reached || passages.length === MOST_PASSAGES) continue;
    passages.push(text.slice(Math.max(reached, place - AROUND), place + AROUND));
    reached = place + AROUND;
  }
  return { title, passages, matchedSpans: spans.length, inTitle: places.length < spans.length };
}

async function sourceRule(
  desk: Desk,
  client: Deed['client'],
  hits: readonly HitLabels[],
): Promise<(hit: HitLabels) => boolean> {
  const among = [...new Set(hits.flatMap(({ sourceLabelId }) => sourceLabelId ?? []))];
  const covering = [...new Set(hits.flatMap(({ documentLabelId, orderLabelId }) => [documentLabelId, orderLabelId]))];
  const covers = new Map<number, (labelIds: readonly number[]) => boolean>();
  for (const by of covering) covers.set(by, await coverage(desk, client, { by, among }));
  return ({ documentLabelId, orderLabelId, sourceLabelId }) =>
    sourceLabelId !== null && [documentLabelId, orderLabelId].some((by) => covers.get(by)!([sourceLabelId]));
}
