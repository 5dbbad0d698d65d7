import type pg from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { actorOf, deskOn, entriesOf } from '../../test/support/desk.ts';
import { gatherAll, hitsOn } from '../../test/support/ranking.ts';
import { type TestStore, testServer, uuid } from '../../test/support/store.ts';
import { setScores } from '../store/hit-features.ts';
import { lockStoryHits } from '../store/story-hits.ts';
import { countHits, countHitWeeks, countOrderHits } from './count-hits.ts';
import { judgeHit } from './judge-hit.ts';
import { judgeStory } from './judge-story.ts';
import { type HitListRequest, listHits } from './list-hits.ts';
import { readHit } from './read-hit.ts';
import { splitStory } from './split-story.ts';
import { undoJudgements } from './undo-judgements.ts';

const newStore = testServer();
const ANALYST = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const TEXTS = [
  `The minister of transport signed the contract for the new harbour on Tuesday after two years of talks with three firms,
   and the work on the quays and the cranes is to begin before the summer if the council of the city agrees to it.`,
  `Nine candidates stand for the first round of the election that the country holds in spring, and the court has published
   the list of those whose sponsors it found to be enough in number and to come from as many departments as needed.`,
] as const;

/** Hits on three copies of one text, of which the first one is secret, and on one of another. */
async function scene() {
  const store = await newStore();
  const [desk, analyst, nobody] = [deskOn(store), await actorOf(store, ANALYST), await actorOf(store, {})];
  let minutes = 0;
  const later = { ...desk, now: () => desk.now() + minutes++ * 60_000 };
  const marked = [
    { title: 'a', body: TEXTS[0] },
    { title: 'b', body: TEXTS[0] },
    { title: 'c', body: TEXTS[1] },
    { title: 'd', body: TEXTS[0], marking: 'S//NF' },
  ];
  const found = await hitsOn({ store, desk: later, analyst }, 'harbours', marked);
  await gatherAll(desk);
  return { store, desk, analyst, nobody, ...found };
}

describe('hits by story', () => {
  it('are one line for each order and story, led by that on the earliest document that one may read', async () => {
    const { desk, analyst, nobody, hits, documents, orderId, questionId } = await scene();
    const [a, b, c, d] = hits as [string, string, string, string];
    const lines = async (actor: typeof analyst, request: HitListRequest = {}) =>
      (await listHits(desk, actor, { by: 'story', ...request })).items.map(({ id, further }) => [id, further]);
    expect(await lines(nobody)).toEqual([
      [a, 1],
      [c, 0],
    ]);
    expect(await lines(analyst)).toEqual([
      [a, 2],
      [c, 0],
    ]);
    for (const request of [{ orderId }, { questionId }, { order: 'best' } as const]) {
      expect(await lines(analyst, request)).toEqual([
        [a, 2],
        [c, 0],
      ]);
    }
    // What is asked for decides who leads: no hit that waits is hidden behind one that was judged.
    await judgeHit(desk, analyst, { id: a, judgement: 'relevant' });
    expect(await lines(analyst, { judgement: 'new' })).toEqual([
      [b, 1],
      [c, 0],
    ]);
    expect(await lines(nobody, { judgement: 'new' })).toEqual([
      [b, 0],
      [c, 0],
    ]);
    await splitStory(desk, analyst, [documents[3]!]);
    expect(await lines(analyst)).toEqual([
      [a, 1],
      [c, 0],
      [d, 0],
    ]);
    const first = await listHits(desk, analyst, { by: 'story', most: 2 });
    const rest = await listHits(desk, analyst, { by: 'story', most: 2, after: first.next });
    expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual([a, c, d]);
    expect(rest.next).toBeUndefined();
  });

  it('are counted by hit, document and story, for each reader', async () => {
    const { desk, analyst, nobody, orderId, questionId } = await scene();
    const counted = { questionId, judgement: 'new' };
    expect(await countHits(desk, nobody, orderId)).toEqual([{ ...counted, hits: 3, documents: 3, stories: 2 }]);
    expect(await countHits(desk, analyst, orderId)).toEqual([{ ...counted, hits: 4, documents: 4, stories: 2 }]);
    const byWeek = async (actor: typeof nobody) => {
      const weeks = await countHitWeeks(desk, actor, orderId);
      return {
        hits: weeks.reduce((sum, { count }) => sum + count, 0),
        mondays: weeks.map(({ monday }) => new Date(monday).getUTCDay()),
      };
    };
    expect(await byWeek(nobody)).toMatchObject({ hits: 3 });
    expect(await byWeek(analyst)).toMatchObject({ hits: 4 });
    expect(new Set((await byWeek(analyst)).mondays)).toEqual(new Set([1]));
    expect(await countOrderHits(desk, nobody, { orderIds: [orderId, uuid(), 'x'] })).toMatchObject([
      { orderId, letter: 'A', hits: 3, waiting: 3, fresh: 0 },
    ]);
    expect(await countOrderHits(desk, analyst, { orderIds: [orderId], since: new Date(0) })).toMatchObject([
      { hits: 4, fresh: 4 },
    ]);
    const later = { orderIds: [orderId], since: new Date(Date.UTC(2100, 0)) };
    expect(await countOrderHits(desk, analyst, later)).toMatchObject([{ hits: 4, fresh: 0 }]);
    await expect(countHits(desk, nobody, uuid())).rejects.toMatchObject({ code: 'order-not-found' });
  });

  it('are judged in one decision that is undone in one, and leaves what was judged or is hidden', async () => {
    const { store, desk, analyst, nobody, hits } = await scene();
    const [a, b, c, d] = hits as [string, string, string, string];
    const { places, left } = await judgeStory(desk, nobody, { hitId: b, judgement: 'not-relevant', note: 'old news' });
    expect({ places, left }).toEqual({
      places: [
        { id: b, place: 1 },
        { id: a, place: 1 },
      ],
      left: 0,
    });
    const judgements = async () => Promise.all(hits.map(async (id) => (await readHit(desk, analyst, id)).judgement));
    expect(await judgements()).toEqual(['not-relevant', 'not-relevant', 'new', 'new']);
    const entry = (await entriesOf(store)).find(({ action }) => action === 'hit-judge-story')!;
    expect(entry.objects.map(({ id }) => id).sort()).toEqual([a, b].sort());
    await judgeHit(desk, analyst, { id: d, judgement: 'relevant' });
    await undoJudgements(desk, nobody, places);
    expect(await judgements()).toEqual(['new', 'new', 'new', 'relevant']);
    await expect(undoJudgements(desk, nobody, places)).rejects.toMatchObject({ code: 'hit-nothing-to-undo' });
    for (const id of [d, uuid(), 'x']) {
      await expect(judgeStory(desk, nobody, { hitId: id, judgement: 'relevant' })).rejects.toMatchObject({
        code: 'hit-not-found',
      });
    }
    expect((await judgeStory(desk, analyst, { hitId: c, judgement: 'relevant' })).places).toEqual([
      { id: c, place: 1 },
    ]);
  });

  it('are locked in the order in which they are scored anew, so that neither waits for the other in a circle', async () => {
    const { store, hits } = await scene();
    const ofStory = [hits[0]!, hits[1]!, hits[3]!].sort();
    const clients = await Promise.all([1, 2, 3].map(() => store.database.work.connect()));
    const [holding, judging, scoring] = clients as [pg.PoolClient, pg.PoolClient, pg.PoolClient];
    try {
      for (const client of clients) await client.query('begin');
      await holding.query('select from vigie.hit where id = $1 for update', [ofStory[1]]);
      // The named one is the last by its id: whoever locked it first would meet the other in the middle.
      const locked = lockStoryHits(judging, ofStory[2]!, 200);
      await vi.waitUntil(async () => (await waiting(store)) === 1, { timeout: 10_000 });
      const scores = ofStory.map((hitId) => ({ hitId, score: 0.5 }));
      const scored = setScores(scoring, scores).then(() => scoring.query('commit'));
      await vi.waitUntil(async () => (await waiting(store)) === 2, { timeout: 10_000 });
      await holding.query('rollback');
      expect(await locked).toEqual([ofStory[2], ...[hits[0]!, hits[1]!, hits[3]!].filter((id) => id !== ofStory[2])]);
      await judging.query('commit');
      await scored;
    } finally {
      for (const client of clients) client.release();
    }
  });
});

/** How many wait for a lock; the owner does not see what others wait for. */
async function waiting({ database }: TestStore): Promise<number> {
  const { database: name } = await database.status();
  const { rows } = await database.administer((client) =>
    client.query<{ count: number }>(
      "select count(*)::int from pg_stat_activity where datname = $1 and wait_event_type = 'Lock'",
      [name],
    ),
  );
  return rows[0]!.count;
}
