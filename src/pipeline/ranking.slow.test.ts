import { describe, expect, it } from 'vitest';
import { actorOf, deskOn } from '../../test/support/desk.ts';
import { hitsOn, rankAll } from '../../test/support/ranking.ts';
import { type TestStore, testServer } from '../../test/support/store.ts';
import { SYSTEM } from '../actions/actor.ts';
import { amendOrder } from '../actions/amend-order.ts';
import { expireDocuments } from '../actions/expire-documents.ts';
import { explainSuggestion } from '../actions/explain-suggestion.ts';
import { judgeHit } from '../actions/judge-hit.ts';
import { type HitListRequest, listHits } from '../actions/list-hits.ts';
import { readOrder } from '../actions/read-order.ts';
import { undoJudgement } from '../actions/undo-judgement.ts';

const newStore = testServer();
const ANALYST = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };

const GOOD = ['harbour', 'dredging', 'quay', 'cranes', 'minister'];
const BAD = ['striker', 'season', 'goal', 'club', 'transfer'];

/** Every third text is about a harbour, the others about football; all speak of a contract. */
function stream(length: number) {
  return Array.from({ length }, (_, index) => {
    const isGood = index % 3 === 0;
    const words = isGood ? GOOD : BAD;
    const [one, other] = [words[index % 5], words[(index >> 2) % 5]];
    return { isGood, title: `News ${index}`, body: `The ${one} contract of the ${other} was signed, number ${index}.` };
  });
}

async function scene() {
  const store = await newStore();
  return { store, desk: deskOn(store), analyst: await actorOf(store, ANALYST), nobody: await actorOf(store, {}) };
}

async function modelOf({ database }: TestStore) {
  const { rows } = await database.owner.query<{ model: string; relevant: number; not_relevant: number }>(
    `select encode(model, 'hex') as model, relevant, not_relevant from vigie.ranking_model`,
  );
  return rows;
}

describe('the queue', () => {
  it('is ordered anew by what was judged, suggests, and hides nothing', async () => {
    const { store, desk, analyst } = await scene();
    const texts = stream(150);
    const { hits, orderId } = await hitsOn({ store, desk, analyst }, 'harbours', texts);
    const best = async (request: HitListRequest = {}) =>
      (await listHits(desk, analyst, { orderId, order: 'best', most: 200, ...request })).items;
    expect((await best()).map(({ score }) => score)).toEqual(hits.map(() => null));
    await rankAll(desk);
    // All have the same evidence: the newest first.
    expect((await best()).map(({ id }) => id)).toEqual(hits);
    expect((await best()).some(({ suggestion }) => suggestion)).toBe(false);
    const isGood = (id: string): boolean => texts[hits.indexOf(id)]!.isGood;
    const judge = async (ids: readonly string[]) => {
      for (const id of ids) {
        const judgement = isGood(id) ? 'relevant' : 'not-relevant';
        await judgeHit({ ...desk, now: () => desk.now() + hits.indexOf(id) }, analyst, { id, judgement });
      }
      await rankAll(desk);
      return best({ judgement: 'new' });
    };
    const after30 = await judge(hits.slice(0, 30));
    expect(after30).toHaveLength(120);
    expect(after30.slice(0, 40).every(({ id }) => isGood(id))).toBe(true);
    const waiting = await judge(hits.slice(30, 120));
    const suggested = waiting.flatMap(({ id, suggestion }) => (suggestion ? [{ id, suggestion }] : []));
    expect(suggested.length).toBeGreaterThan(10);
    for (const { id, suggestion } of suggested) expect(suggestion === 'relevant').toBe(isGood(id));
    expect((await best()).map(({ id }) => id).sort()).toEqual([...hits].sort());
    const explained = await explainSuggestion(desk, analyst, waiting[0]!.id);
    expect(explained).toMatchObject({ relevant: 40, notRelevant: 80 });
    expect(explained.score).toBeCloseTo(waiting[0]!.score!, 5);
    const [heaviest] = explained.parts.filter(({ kind }) => kind === 'word');
    expect(GOOD).toContain(heaviest!.name);
    expect(heaviest!.weight).toBeGreaterThan(0);
  });

  it('goes page by page, the best first, to the last hit', async () => {
    const { store, desk, analyst } = await scene();
    const { hits, orderId } = await hitsOn({ store, desk, analyst }, 'harbours', stream(11));
    await judgeHit(desk, analyst, { id: hits[3]!, judgement: 'relevant' });
    await rankAll(desk);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await listHits(desk, analyst, { orderId, order: 'best', most: 4, after });
      seen.push(...page.items.map(({ id }) => id));
      after = page.next;
    } while (after !== undefined);
    expect([...seen].sort()).toEqual([...hits].sort());
    const newest = await listHits(desk, analyst, { orderId, most: 4 });
    await expect(listHits(desk, analyst, { orderId, order: 'best', after: newest.next })).rejects.toMatchObject({
      code: 'cursor-invalid',
    });
  });
});

describe('a model', () => {
  it('is the same bytes for the same judgements, whatever was judged and undone between', async () => {
    const { store, desk, analyst } = await scene();
    const { hits } = await hitsOn({ store, desk, analyst }, 'harbours', stream(6));
    const judge = (index: number, judgement: 'relevant' | 'not-relevant', at: number) =>
      judgeHit({ ...desk, now: () => desk.now() + at }, analyst, { id: hits[index]!, judgement });
    await judge(0, 'relevant', 1);
    await judge(1, 'not-relevant', 2);
    await rankAll(desk);
    const first = await modelOf(store);
    expect(first).toMatchObject([{ relevant: 1, not_relevant: 1 }]);
    await judge(2, 'relevant', 3);
    await rankAll(desk);
    expect(await modelOf(store)).not.toEqual(first);
    await undoJudgement(desk, analyst, { id: hits[2]!, place: 1 });
    await rankAll(desk);
    expect(await modelOf(store)).toEqual(first);
    await judge(1, 'relevant', 2);
    await rankAll(desk);
    expect(await modelOf(store)).toMatchObject([{ relevant: 2, not_relevant: 0 }]);
    await store.database.owner.query('delete from vigie.ranking_model');
    await judge(1, 'not-relevant', 2);
    await rankAll(desk);
    expect(await modelOf(store)).toEqual(first);
  });

  it('learns nothing from documents that not everybody may read who may read the order', async () => {
    const { store, desk, analyst, nobody } = await scene();
    const texts = [
      { title: 'a', body: 'The open contract.' },
      { title: 'b', body: 'The secret contract.', marking: 'S//NF' },
      { title: 'c', body: 'Another secret contract.' },
    ];
    const { hits } = await hitsOn({ store, desk, analyst }, 'harbours', texts);
    await rankAll(desk);
    const before = await listHits(desk, nobody, { order: 'best' });
    await judgeHit(desk, analyst, { id: hits[1]!, judgement: 'not-relevant' });
    await rankAll(desk);
    expect(await listHits(desk, nobody, { order: 'best' })).toEqual(before);
    expect(await modelOf(store)).toMatchObject([{ relevant: 0, not_relevant: 0 }]);
    expect(await explainSuggestion(desk, nobody, hits[2]!)).toMatchObject({ notRelevant: 0, parts: [] });
    await expect(explainSuggestion(desk, nobody, hits[1]!)).rejects.toMatchObject({ code: 'hit-not-found' });
    // One whose label the order's covers counts.
    await judgeHit(desk, analyst, { id: hits[0]!, judgement: 'not-relevant' });
    await rankAll(desk);
    expect(await modelOf(store)).toMatchObject([{ relevant: 0, not_relevant: 1 }]);
  });

  it('forgets what it learnt from documents that went', async () => {
    const { store, desk, analyst } = await scene();
    const { hits } = await hitsOn({ store, desk, analyst }, 'harbours', stream(3));
    await judgeHit(desk, analyst, { id: hits[0]!, judgement: 'relevant' });
    await judgeHit(desk, analyst, { id: hits[1]!, judgement: 'not-relevant' });
    await rankAll(desk);
    const later = { ...desk, now: () => desk.now() + 40 * 86_400_000 };
    expect(await expireDocuments(later, SYSTEM)).toMatchObject({ deleted: 1 });
    expect(await modelOf(store)).toEqual([]);
    await rankAll(desk);
    expect(await modelOf(store)).toMatchObject([{ relevant: 1, not_relevant: 0 }]);
    const { rows } = await store.database.owner.query('select hit_id from vigie.hit_features');
    expect(rows).toHaveLength(2);
  });

  it('is learnt anew, and hits are read anew, where the order asks for something else', async () => {
    const { store, desk, analyst } = await scene();
    const body = `The contract of the harbour. ${'Filler here. '.repeat(60)} A striker scored.`;
    const { hits, orderId } = await hitsOn({ store, desk, analyst }, 'harbours', [{ title: 'a', body }]);
    await judgeHit(desk, analyst, { id: hits[0]!, judgement: 'relevant' });
    await rankAll(desk);
    const before = await modelOf(store);
    const { order, scheme, version } = await readOrder(desk, analyst, orderId);
    const questions = order.questions.map((question) => ({
      ...question,
      expressions: [{ language: 'en', source: 'striker' }],
    }));
    await amendOrder(desk, analyst, { id: orderId, version, scheme, order: { ...order, questions } });
    await rankAll(desk);
    const [after] = await modelOf(store);
    expect(after).toMatchObject({ relevant: 1 });
    expect(after!.model).not.toBe(before[0]!.model);
  });
});
