import { runOnce } from 'graphile-worker';
import { describe, expect, it } from 'vitest';
import { NOW, type TestStore, testServer, uuid } from '../../test/support/store.ts';
import { enqueue, installJobs, JOBS_SCHEMA, TASKS } from './jobs.ts';
import { addToOutbox, type OutboxPlace, readOutbox } from './outbox.ts';
import { inSession, inTransaction } from './transaction.ts';

const newStore = testServer();

/** Does all jobs that wait, as the pipeline does, and returns what they were about. */
async function done({ database }: TestStore): Promise<unknown[]> {
  const payloads: unknown[] = [];
  const taskList = { deliver: async (payload: unknown) => void payloads.push(payload) };
  await runOnce({ pgPool: database.work, schema: JOBS_SCHEMA, taskList, noHandleSignals: true });
  return payloads;
}

describe('a job', () => {
  it('is there with the act that asked for it, once, and gone when it is done', async () => {
    const store = await newStore();
    const session = await store.session({});
    const [kept, lost] = [uuid(), uuid()];
    const ask = (id: string, fails = false) =>
      inSession(store.database.app, session, async (client) => {
        await enqueue(client, 'deliver', id);
        if (fails) throw new Error('taken back');
      });
    await ask(kept);
    await ask(kept);
    await expect(ask(lost, true)).rejects.toThrow('taken back');
    expect(await done(store)).toEqual([{ id: kept }]);
    expect(await done(store)).toEqual([]);
  });

  it('is of any kind that the program knows, by the list of the database too', async () => {
    const store = await newStore();
    const session = await store.session({});
    const id = uuid();
    for (const task of TASKS) await inSession(store.database.app, session, (client) => enqueue(client, task, id));
    const { rows } = await store.database.work.query<{ task: string }>(
      `select task_identifier as task from ${JOBS_SCHEMA}.jobs order by 1`,
    );
    expect(rows.map(({ task }) => task)).toEqual([...TASKS].sort());
  });

  it('is of a known kind, and hidden from surfaces', async () => {
    const store = await newStore();
    const session = await store.session({});
    const unknown = inSession(store.database.app, session, (client) => enqueue(client, 'rm' as never, uuid()));
    await expect(unknown).rejects.toMatchObject({ code: '22023' });
    for (const sql of [`select from ${JOBS_SCHEMA}.jobs`, `select ${JOBS_SCHEMA}.add_job('deliver')`]) {
      const peek = inSession(store.database.app, session, (client) => client.query(sql));
      await expect(peek).rejects.toMatchObject({ code: '42501' });
    }
    await installJobs(store.database);
  });
});

describe('the outbox', () => {
  it('passes over nothing that commits late', async () => {
    const store = await newStore();
    const now = new Date(NOW);
    const event = () => ({ id: uuid(), topic: 'document-received', objectId: uuid() });
    const [late, early] = [event(), event()];
    const read = (after?: OutboxPlace) => inTransaction(store.database.work, (client) => readOutbox(client, after, 10));
    const slow = await store.database.app.connect();
    try {
      await slow.query('begin');
      await addToOutbox(slow, [late], now);
      await inTransaction(store.database.app, (client) => addToOutbox(client, [early], now));
      expect(await read()).toEqual([]);
      await slow.query('commit');
    } finally {
      slow.release();
    }
    const events = await read();
    expect(events.map(({ id }) => id)).toEqual([late.id, early.id]);
    expect(await read(events[0]!.place)).toMatchObject([{ id: early.id }]);
    expect(await read(events[1]!.place)).toEqual([]);
  });
});
