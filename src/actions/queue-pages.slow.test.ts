import { beforeAll, describe, expect, it } from 'vitest';
import { deskOn, writtenOrder } from '../../test/support/desk.ts';
import { NOW, type TestStore, testServer } from '../../test/support/store.ts';
import { type HitQuery, listHits } from '../store/hit-lists.ts';
import { inSession, type Session } from '../store/transaction.ts';
import { loadActor } from './actor.ts';
import { draftOrder } from './draft-order.ts';

const newStore = testServer();
const ANALYST = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const HITS = 100_000;
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

let store: TestStore;
let low: Session;
let orderId: string;

/** 100,000 hits of one order, of which every other one is hidden from `low`; ten documents in a row tell one story. */
beforeAll(async () => {
  store = await newStore();
  low = await store.session({});
  const analyst = await store.session(ANALYST, ['analyst']);
  const actor = await loadActor(store.database, analyst.actorId, NOW);
  orderId = (await draftOrder(deskOn(store), actor, writtenOrder('many', 'U'))).id;
  const [open, secret] = [await store.label('U'), await store.label('S//NF')];
  const id = (kind: string): string => `md5('${kind} ' || n)::uuid`;
  const story = "md5('story ' || n / 10)::uuid";
  const rows = `select n, case when n % 2 = 0 then ${open} else ${secret} end as label, $1::timestamptz - n * interval '1 minute' as at
    from generate_series(1, ${HITS}) as n`;
  const at = [new Date(NOW)];
  const { owner } = store.database;
  await owner.query(
    `insert into vigie.document (id, label_id, content_hash, title, body, details, received_at, lexemes, transaction_id)
     select ${id('document')}, label, sha256(n::text::bytea), 'x', 'x', '{}', at, '', pg_current_xact_id() from (${rows}) as made`,
    at,
  );
  await owner.query(`insert into vigie.story select distinct ${story}, $1::timestamptz from (${rows}) as made`, at);
  await owner.query(
    `insert into vigie.story_member (document_id, story_id, label_id, received_at, joined_at)
     select ${id('document')}, ${story}, label, at, at from (${rows}) as made`,
    at,
  );
  await owner.query(
    `insert into vigie.hit (id, order_id, question_id, document_id, document_label_id, order_label_id, judgement, score, made_at, changed_at)
     select ${id('hit')}, $2, (select id from vigie.question where order_id = $2), ${id('document')}, label, ${open}, 'new',
       0.1 + n % 80 / 100.0, at, at
     from (${rows}) as made`,
    [...at, orderId],
  );
  await owner.query('analyze vigie.hit, vigie.story_member, vigie.document');
}, 120_000);

/** Returns pages from the middle of a list, and how many rows of tables the last of them went through. */
function pagesOf(query: Omit<HitQuery, 'most' | 'after'>, pages: number) {
  return inSession(store.database.app, low, async (client) => {
    const seen: string[] = [];
    let after: HitQuery['after'] = { madeAt: new Date(NOW - 40_000 * 60_000), id: LAST, score: 0.5 };
    let [before, now] = [0, 0];
    for (let page = 0; page < pages; page++) {
      const { items, next } = await listHits(client, { ...query, after, most: 50 });
      seen.push(...items.map((hit) => hit.id));
      after = next;
      const { rows } = await client.query<{ read: number }>(
        `select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as read from pg_stat_xact_user_tables
         where relname in ('hit', 'story_member')`,
      );
      [before, now] = [now, rows[0]!.read];
    }
    return { seen, read: now - before };
  });
}

describe('a page of a hundred thousand hits', () => {
  it.each([
    [{}, 1_000],
    [{ order: 'best' }, 1_000],
    [{ judgement: 'new', order: 'best' }, 1_000],
    [{ by: 'story' }, 10_000],
    [{ by: 'story', order: 'best' }, 10_000],
    [{ by: 'story', order: 'best', judgement: 'new' }, 10_000],
  ] as const)('from the middle on, as %j, goes through %i rows at most', async (query, most) => {
    for (const asked of [query, { ...query, orderId }]) {
      const { seen, read } = await pagesOf(asked, 3);
      expect(new Set(seen).size).toBe(150);
      expect(read).toBeLessThan(most);
    }
  });

  it('tells of each story once, and how many more hits it has', async () => {
    const { items } = await inSession(store.database.app, low, (client) => listHits(client, { by: 'story', most: 20 }));
    // Of ten documents five are for this reader; the first stretch begins with the first number, not with its ten.
    expect(items.slice(1).map(({ further }) => further)).toEqual(items.slice(1).map(() => 4));
  });
});
