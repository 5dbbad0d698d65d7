import { tellsNothing } from '../domain/channel.ts';
import type { HitNotice, NoticedHit, NoticedOrder } from '../domain/notice.ts';
import type { Label } from '../markings/label.ts';
import { bannerInWords, portionMarks } from '../markings/label-in-words.ts';
import type { Reader } from '../markings/reader.ts';
import type { SchemeSet } from '../markings/scheme-set.ts';
import { snippetOf } from '../matcher/snippet.ts';
import { replayNotice } from '../reports/report.ts';
import { readLabels } from '../store/labels.ts';
import { noticedHits, type SendableNotice, type StoredNoticedHit } from '../store/notices.ts';
import type { Deed } from './act.ts';
import { withClearance } from './as-actor.ts';
import type { Desk } from './desk.ts';
import { type ExplainedHit, HitExplaining } from './hit-explaining.ts';
import { tellable } from './tellable.ts';

/** Stories that a notice tells with their reason; the others are counted. */
const MOST_LISTED = 20;
/** Characters of a reason. */
const REASON = 240;

type ToldTo = Omit<SendableNotice, 'reader'> & { readonly reader: Reader };

/**
 * Returns what a notice tells at this moment, as its reader: what they may not read by now, what its channel may not carry,
 * and what was judged or snoozed meanwhile is not in it. Nothing where nothing is left. By a channel that tells nothing no order is told.
 */
export async function readNotice(desk: Desk, deliveryId: string, to: ToldTo): Promise<HitNotice | undefined> {
  const now = desk.now();
  const actor = { id: to.accountId, roles: [], clearanceId: '' };
  return withClearance(desk.database.app, actor, new Date(now), async (client) => {
    const stored = await noticedHits(client, deliveryId, new Date(now));
    const isSilent = tellsNothing(to);
    const { hits, labels } = isSilent ? { hits: stored, labels: new Map() } : await tellable(desk, to, stored, now);
    const shared = { language: to.language, hasMore: !to.isWhole };
    if (hits.length === 0) return undefined;
    if (isSilent) return { ...shared, count: hits.length, banner: '', notice: null, orders: [] };
    const { listed, ended } = await explained(client, hits, labels);
    const namesSource = await sourcesNamed(desk, listed);
    if (listed.length === 0) return undefined;
    const whole = desk.schemes.join(listed.flatMap(({ documentLabel, orderLabel }) => [documentLabel, orderLabel]));
    return {
      ...shared,
      count: hits.length - ended,
      banner: bannerInWords(desk.schemes, whole),
      notice: replayNotice(whole.parts.map(({ scheme }) => scheme)),
      orders: ordersOf(desk.schemes, listed, namesSource),
    };
  });
}

interface Listed extends ExplainedHit {
  readonly sourceLabelId: number | null;
  readonly letters: readonly string[];
  readonly documentLabel: Label;
  readonly orderLabel: Label;
}

/** Of what an order does not ask any more nothing is told; `ended` is how much of that stood before the last one listed. */
async function explained(
  client: Deed['client'],
  hits: readonly StoredNoticedHit[],
  labels: ReadonlyMap<number, Label>,
): Promise<{ readonly listed: readonly Listed[]; readonly ended: number }> {
  const explaining = new HitExplaining(client);
  const listed: Listed[] = [];
  let ended = 0;
  for (const { id, letters, sourceLabelId, documentLabelId, orderLabelId } of hits) {
    if (listed.length === MOST_LISTED) break;
    const one = await explaining.explain(id);
    const [documentLabel, orderLabel] = [labels.get(documentLabelId)!, labels.get(orderLabelId)!];
    if (one) listed.push({ ...one, letters, sourceLabelId, documentLabel, orderLabel });
    else ended++;
  }
  return { listed, ended };
}

/**
 * Returns whether the source of a hit is named: that it is read may be marked above what it gives, and then the mark of the
 * document, the banner and the ceiling of the channel would not cover its name.
 */
async function sourcesNamed({ database, schemes }: Desk, listed: readonly Listed[]): Promise<(hit: Listed) => boolean> {
  const labels = await readLabels(database.work, [
    ...new Set(listed.flatMap(({ sourceLabelId }) => sourceLabelId ?? [])),
  ]);
  return ({ sourceLabelId, documentLabel }) => {
    const label = sourceLabelId === null ? undefined : labels.get(sourceLabelId);
    return label !== undefined && schemes.dominates(documentLabel, label);
  };
}

function ordersOf(
  schemes: SchemeSet,
  listed: readonly Listed[],
  namesSource: (hit: Listed) => boolean,
): readonly NoticedOrder[] {
  const orders = new Map<string, NoticedOrder & { readonly hits: NoticedHit[] }>();
  for (const one of listed) {
    const { title } = one.order;
    const known = orders.get(one.hit.orderId) ?? {
      id: one.hit.orderId,
      title,
      mark: printed(schemes, one.orderLabel),
      hits: [],
    };
    orders.set(one.hit.orderId, known);
    known.hits.push(noticedOf(schemes, one, namesSource(one)));
  }
  return [...orders.values()];
}

function noticedOf(schemes: SchemeSet, one: Listed, isSourceNamed: boolean): NoticedHit {
  const { hit, question, document, spans, letters, documentLabel } = one;
  return {
    id: hit.id,
    mark: printed(schemes, documentLabel),
    letter: question.letter,
    question: question.wording,
    alsoAnswers: letters.filter((letter) => letter !== question.letter),
    title: document.title,
    source: isSourceNamed ? (document.source ?? null) : null,
    publishedOn: document.date ?? null,
    reason: snippetOf(document, spans, REASON),
  };
}

function printed(schemes: SchemeSet, label: Label): string {
  return portionMarks(schemes, label)
    .map(({ mark }) => mark)
    .join(' and ');
}
