import { afterEach, describe, expect, it } from 'vitest';
import { apiScene, type Opened, send } from '../../test/support/api.ts';
import { actorOf, addHit, deskOn } from '../../test/support/desk.ts';
import { testServer } from '../../test/support/store.ts';
import type { Actor } from '../actions/actor.ts';
import { receiveDocument } from '../actions/receive-document.ts';

const freshStore = testServer();
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

interface Event {
  readonly id: string;
  readonly event: string;
  readonly data: { readonly noun?: string; readonly id?: string };
}

async function scene() {
  const desk = await apiScene(await freshStore(), { pace: { look: 20, sign: 60_000 } });
  ends.push(() => desk.api.close());
  await desk.api.listen({ host: '127.0.0.1', port: 0 });
  const { port } = desk.api.server.address() as { port: number };
  return { ...desk, address: `http://127.0.0.1:${port}` };
}

/** Looks on as somebody; gives events as they come, and all text of the stream. */
async function lookOn({ as, address }: Opened & { readonly address: string }, who: Actor, lastId?: string) {
  const { cookie } = (await as(who)) as { cookie: string };
  const headers = { cookie, ...(lastId && { 'last-event-id': lastId }) };
  const controller = new AbortController();
  const answer = await fetch(`${address}/api/events`, { headers, signal: controller.signal });
  ends.unshift(async () => controller.abort());
  if (!answer.ok) return { status: answer.status, problem: await answer.json() };
  const seen = { text: '', isOver: false };
  const reading = (async () => {
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) seen.text += chunk;
  })();
  reading.catch(() => undefined).finally(() => (seen.isOver = true));
  const events = (): Event[] =>
    [...seen.text.matchAll(/id: (.*)\nevent: (.*)\ndata: (.*)\n\n/g)].map(([, id, event, data]) => ({
      id: id!,
      event: event!,
      data: JSON.parse(data!),
    }));
  await expect.poll(() => seen.text).toContain(': open');
  return { status: 200, events, seen, close: () => controller.abort() };
}

type Looking = Extract<Awaited<ReturnType<typeof lookOn>>, { events: unknown }>;

const told = (looking: Looking) =>
  looking.events().map(({ event, data }) => `${event} ${data.noun ?? ''} ${data.id ?? ''}`);

describe('whoever looks on', () => {
  it('is told of a hit when it is made and when it is judged', async () => {
    const desk = await scene();
    const looking = (await lookOn(desk, desk.ann)) as Looking;
    const { id: documentId } = await receiveDocument(deskOn(desk.store), desk.ann, {
      title: 'New',
      body: 'new',
      scheme: 'us-capco',
      marking: 'U',
    });
    const hit = await addHit(desk.store, { orderId: desk.orders[0]!, documentId });
    await expect.poll(() => told(looking)).toEqual([`change hit ${hit}`]);
    await send(desk, desk.ann, 'POST /hits/judgements', { ids: [hit], judgement: 'relevant' });
    await expect.poll(() => told(looking)).toEqual([`change hit ${hit}`, `change hit ${hit}`]);
  });

  it('is told nothing of what they may not read, while somebody else is', async () => {
    const desk = await scene();
    const [low, high] = [await lookOn(desk, desk.ann), await lookOn(desk, desk.insider)] as [Looking, Looking];
    const hit = desk.hits[3]!;
    await send(desk, desk.insider, 'POST /hits/judgements', { ids: [hit], judgement: 'relevant' });
    await send(desk, desk.insider, `POST /orders/${desk.orders[1]}/moves`, { move: 'submit' });
    await expect.poll(() => told(high).sort()).toEqual([`change hit ${hit}`, `change order ${desk.orders[1]}`]);
    await send(desk, desk.insider, `POST /orders/${desk.orders[0]}/moves`, { move: 'submit' });
    await expect.poll(() => told(low)).toEqual([`change order ${desk.orders[0]}`]);
    expect(low.seen.text.startsWith(': open\n\nid: ')).toBe(true);
  });

  it('goes on behind the last event, and reads all anew behind one that is not known', async () => {
    const desk = await scene();
    const first = (await lookOn(desk, desk.ann)) as Looking;
    await send(desk, desk.ann, 'POST /hits/judgements', { ids: [desk.hits[0]!], judgement: 'relevant' });
    await expect.poll(() => told(first)).toHaveLength(1);
    first.close();
    await send(desk, desk.insider, `POST /orders/${desk.orders[0]}/moves`, { move: 'submit' });
    const lastId = first.events()[0]!.id;
    const again = (await lookOn(desk, desk.ann, lastId)) as Looking;
    await expect.poll(() => told(again)).toEqual([`change order ${desk.orders[0]}`]);
    const lost = (await lookOn(desk, desk.ann, '00000000-0000-4000-8000-000000000000')) as Looking;
    await expect.poll(() => told(lost)).toEqual(['reload  ']);
    const others = (await lookOn(desk, desk.insider, lastId)) as Looking;
    await expect.poll(() => told(others)).toEqual(['reload  ']);
  });

  it('misses nothing that is committed late', async () => {
    const desk = await scene();
    const looking = (await lookOn(desk, desk.ann)) as Looking;
    const client = await desk.store.database.work.connect();
    try {
      await client.query('begin');
      await client.query(`update vigie.hit set note = 'late' where id = $1`, [desk.hits[0]]);
      await send(desk, desk.insider, `POST /orders/${desk.orders[0]}/moves`, { move: 'submit' });
      await client.query('commit');
    } finally {
      client.release();
    }
    await expect
      .poll(() => told(looking).sort())
      .toEqual([`change hit ${desk.hits[0]}`, `change order ${desk.orders[0]}`]);
  });

  it('reads all anew where more changed than can be told', async () => {
    const desk = await scene();
    const looking = (await lookOn(desk, desk.ann)) as Looking;
    await desk.store.database.owner.query(
      `insert into vigie.task (id, order_id, question_id, label_id, instruction, member_id, status, offered_by, made_at, changed_at)
       select gen_random_uuid(), order_id, id, label_id, 'x', $2, 'offered', $2, $3, $3
       from vigie.question cross join generate_series(1, 300) where order_id = $1`,
      [desk.orders[0], desk.ann.id, new Date()],
    );
    await expect.poll(() => told(looking)).toEqual(['reload  ']);
  });

  it('is not told any more when they lose the roles for it, nor let on again by an event of before', async () => {
    const desk = await scene();
    const looking = (await lookOn(desk, desk.ann)) as Looking;
    await send(desk, desk.ann, 'POST /hits/judgements', { ids: [desk.hits[0]!], judgement: 'relevant' });
    await expect.poll(() => told(looking)).toHaveLength(1);
    await desk.store.database.work.query(`update vigie.account set roles = '{inspector}' where id = $1`, [desk.ann.id]);
    await expect.poll(() => looking.seen.isOver).toBe(true);
    const again = await lookOn(desk, desk.ann, looking.events()[0]!.id);
    expect(again).toMatchObject({ status: 403, problem: { code: 'action-not-your-role' } });
  });

  it('is not told any more when their account is locked', async () => {
    const desk = await scene();
    const looking = (await lookOn(desk, desk.ann)) as Looking;
    await desk.store.database.work.query(`update vigie.account set state = 'locked' where id = $1`, [desk.ann.id]);
    await expect.poll(() => looking.seen.isOver).toBe(true);
  });

  it('does so from a dozen windows at most', async () => {
    const desk = await scene();
    for (let window = 0; window < 12; window++) await lookOn(desk, desk.ann);
    expect(await lookOn(desk, desk.ann)).toMatchObject({ status: 409, problem: { code: 'events-too-many' } });
    const other = await actorOf(desk.store, {});
    expect(await lookOn(desk, other)).toMatchObject({ status: 200 });
  });
});

describe('a desk that closes', () => {
  it('ends every stream, and those that are just beginning', async () => {
    const desk = await scene();
    const looking = (await lookOn(desk, desk.ann)) as Looking;
    const beginning = lookOn(desk, desk.insider).catch(() => undefined);
    await desk.api.close();
    await expect.poll(() => looking.seen.isOver).toBe(true);
    await beginning;
  });
});

describe('what changed', () => {
  it('is found by its index, under policy', async () => {
    const { store, ann } = await apiScene(await freshStore());
    const client = await store.database.app.connect();
    try {
      await client.query('begin');
      await client.query('set local enable_seqscan = off');
      await client.query(`select set_config('vigie.clearance', $1, true), set_config('vigie.actor', $2, true)`, [
        ann.clearanceId,
        ann.id,
      ]);
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(
        `explain (costs off) select id from vigie.hit where transaction_id >= '1'::xid8 and transaction_id < '2'::xid8`,
      );
      expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index Cond: .*transaction_id/);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});
