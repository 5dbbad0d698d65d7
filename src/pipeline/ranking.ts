import type pg from 'pg';
import type { Deed } from '../actions/act.ts';
import { coverage } from '../actions/coverage.ts';
import type { Desk } from '../actions/desk.ts';
import { hitEvidence } from '../actions/hit-evidence.ts';
import { HitExplaining } from '../actions/hit-explaining.ts';
import { AMENDED, JUDGED, tellOf } from '../actions/keep-judgement.ts';
import { type Features, featuresOf, sharedValue } from '../ranking/features.ts';
import { emptyModel, learnAll, type RankingModel, score } from '../ranking/model.ts';
import { packModel, RANKING_VERSION, unpackModel } from '../ranking/packed-model.ts';
import { packSlots, unpackSlots } from '../ranking/packed-slots.ts';
import {
  addFeatures,
  type HitLabels,
  type JudgedHitRow,
  judgedHits,
  type StoredFeatures,
  setScores,
  unreadHits,
  waitingFeatures,
} from '../store/hit-features.ts';
import { takeFromOutbox } from '../store/outbox.ts';
import {
  forgetOrder,
  forgetOtherVersions,
  keepModel,
  moveRound,
  nextRound,
  readModel,
} from '../store/ranking-models.ts';
import { inTransaction } from '../store/transaction.ts';

const EVENTS_AT_ONCE = 100;
const READ_AT_ONCE = 20;
const SCORED_AT_ONCE = 1000;
/** A model learns from the last judgements of its question: so many are learnt anew in about a second. */
const MOST_LEARNT = 10_000;
const IDLE = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Learns a model for each question from the judgements that stand, reads new hits for it, and scores those that wait. A
 * model is learnt anew from all of them each time, so that equal judgements give equal bytes, and only from those of
 * documents whose label the order's covers: whoever may read the order may read them all.
 */
export class Ranking {
  readonly #desk: Desk;
  #lastRound = FIRST;
  #hasBegun = false;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Does what is next: judgements, then new hits, then a stretch of scores. Returns how long to wait. */
  async step(): Promise<number> {
    if (!this.#hasBegun) await this.#within((client) => this.#begin(client));
    this.#hasBegun = true;
    for (const work of [this.#amend, this.#learn, this.#read, this.#score]) {
      if (await this.#within((client) => work.call(this, client))) return 0;
    }
    return IDLE;
  }

  #within<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    return inTransaction(this.#desk.database.work, work);
  }

  async #begin(client: Deed['client']): Promise<void> {
    const learnt = await forgetOtherVersions(client, RANKING_VERSION);
    await tellOf(this.#desk, { client, now: new Date(this.#desk.now()) }, JUDGED, learnt);
  }

  /** What an order asks decides what of a document is read. */
  async #amend(client: Deed['client']): Promise<boolean> {
    const orders = await takeFromOutbox(client, AMENDED, EVENTS_AT_ONCE);
    for (const orderId of new Set(orders.map(({ objectId }) => objectId))) {
      const learnt = await forgetOrder(client, orderId);
      await tellOf(this.#desk, { client, now: new Date(this.#desk.now()) }, JUDGED, learnt);
    }
    return orders.length > 0;
  }

  async #learn(client: Deed['client']): Promise<boolean> {
    const judged = await takeFromOutbox(client, JUDGED, EVENTS_AT_ONCE);
    for (const questionId of [...new Set(judged.map(({ objectId }) => objectId))].sort()) {
      const model = await this.#learnt(client, questionId);
      const { relevant, notRelevant } = model;
      await keepModel(client, { questionId, model: packModel(model), relevant, notRelevant });
    }
    return judged.length > 0;
  }

  async #learnt(client: Deed['client'], questionId: string): Promise<RankingModel> {
    const judged = await judgedHits(client, questionId, MOST_LEARNT);
    if (judged.length === 0) return emptyModel();
    const among = judged.map(({ documentLabelId }) => documentLabelId);
    const covers = await coverage(this.#desk, client, { by: judged[0]!.orderLabelId, among });
    const known = judged.filter(({ documentLabelId }) => covers([documentLabelId]));
    const read = await this.#readAll(
      client,
      known.filter(({ slots }) => slots === null),
    );
    return learnAll(
      known.flatMap((hit) => {
        const features = featuresIn(hit) ?? read.get(hit.id);
        return features ? [{ features, relevant: hit.judgement === 'relevant' }] : [];
      }),
    );
  }

  async #read(client: Deed['client']): Promise<boolean> {
    const hits = await unreadHits(client, READ_AT_ONCE);
    if (hits.length === 0) return false;
    const read = await this.#readAll(client, hits);
    const models = new Map<string, RankingModel>();
    for (const { questionId } of hits) {
      if (!models.has(questionId)) models.set(questionId, await modelOf(client, questionId));
    }
    await setScores(
      client,
      hits.flatMap(({ id, questionId }) => {
        const features = read.get(id);
        return features ? [{ hitId: id, score: score(models.get(questionId)!, features) }] : [];
      }),
    );
    return true;
  }

  /** Reads hits for their models, and keeps what was read. */
  async #readAll(client: Deed['client'], hits: readonly HitLabels[]): Promise<ReadonlyMap<string, Features>> {
    const evidence = await hitEvidence(this.#desk, client, { explaining: new HitExplaining(client), hits });
    const read = new Map([...evidence].map(([id, one]) => [id, featuresOf(one)]));
    const stored = [...read].map(([hitId, { slots, evidence: odds }]) => ({
      ...{ hitId, slots: packSlots(slots), evidence: odds },
    }));
    if (stored.length > 0) await addFeatures(client, stored, RANKING_VERSION);
    return read;
  }

  async #score(client: Deed['client']): Promise<boolean> {
    const round = await nextRound(client, this.#lastRound);
    if (!round) return false;
    const { questionId, after } = round;
    this.#lastRound = questionId;
    const model = unpackModel(round.model) ?? emptyModel();
    const waiting = await waitingFeatures(client, { questionId, after, most: SCORED_AT_ONCE });
    await setScores(
      client,
      waiting.map((hit) => ({ hitId: hit.hitId, score: score(model, unpacked(hit)) })),
    );
    await moveRound(client, round, waiting.length < SCORED_AT_ONCE ? undefined : waiting.at(-1)!.hitId);
    return true;
  }
}

async function modelOf(client: Deed['client'], questionId: string): Promise<RankingModel> {
  const stored = await readModel(client, questionId);
  return (stored && unpackModel(stored.model)) ?? emptyModel();
}

function featuresIn({ slots, evidence }: JudgedHitRow): Features | undefined {
  return slots === null || evidence === null ? undefined : unpacked({ slots, evidence });
}

function unpacked({ slots: bytes, evidence }: Pick<StoredFeatures, 'slots' | 'evidence'>): Features {
  const slots = unpackSlots(bytes);
  return { slots, value: sharedValue(slots), evidence };
}
