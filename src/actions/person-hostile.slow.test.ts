import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { describe, expect, it } from 'vitest';
import { actorOf, entriesOf, writtenOrder } from '../../test/support/desk.ts';
import { addOrders, addPerson, type PeopleDesk, peopleDesk } from '../../test/support/people.ts';
import { placesOf } from '../../test/support/places.ts';
import { type TestStore, testServer } from '../../test/support/store.ts';
import { askErasure } from './ask-erasure.ts';
import { changeAccount } from './change-account.ts';
import { correctPerson } from './correct-person.ts';
import { createAccount } from './create-account.ts';
import { createTarget } from './create-target.ts';
import { draftOrder } from './draft-order.ts';
import { erasePerson, ORDERS_AT_ONCE } from './erase-person.ts';
import { exportPerson } from './export-person.ts';
import { sweepErased } from './sweep-erased.ts';

const newStore = testServer();
const desk = async () => peopleDesk(await newStore());
const KNOWN = { scheme: 'us-capco', marking: 'U' };

/** All that orders say, and how many hits there are. */
async function orders({ database }: TestStore): Promise<unknown> {
  const { rows } = await database.owner.query(
    `select id, name, content, array(select content from vigie.order_version where order_id = watch_order.id order by version) as versions,
       (select array_agg(note order by id) from vigie.hit where order_id = watch_order.id) as hits
     from vigie.watch_order order by id`,
  );
  return rows;
}

/** A target under no marking, made by somebody who may read nothing else. */
async function openPerson({ store, desk: on }: PeopleDesk, name: string, aliases: readonly { text: string }[] = []) {
  const writer = await actorOf(store, {});
  const target = { ...KNOWN, name, title: 'Ann Other', kind: 'person', role: 'mayor', aliases } as const;
  return (await createTarget(on, writer, target)).id;
}

/** Takes all connections of a pool. */
function taken(pool: pg.Pool): Promise<pg.PoolClient[]> {
  return Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
}

function giveBack(clients: readonly pg.PoolClient[]): void {
  for (const client of clients) client.release();
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (await isSo()) return;
    await pause(20);
  }
  throw new Error('It did not come to that.');
}

describe('an administrator who may read nothing', () => {
  it('learns nothing of a hidden order by a target of the same name, and changes nothing in it', async () => {
    const all = await desk();
    const { store, desk: on, uncleared } = all;
    await addPerson(store);
    await addOrders(all);
    const before = await orders(store);
    const id = await openPerson(all, 'zo-quarble', [{ text: 'harbour' }]);
    const person = { noun: 'target', id } as const;
    expect(await exportPerson(on, uncleared, person)).toMatchObject({ orders: [], hits: [] });
    await askErasure(on, await actorOf(store, {}, ['administrator']), person);
    expect(await erasePerson(on, uncleared, person)).toMatchObject({ stillCited: [] });
    expect(await orders(store)).toEqual(before);
  });

  it('strikes out no words of a hidden order that a correction brought in', async () => {
    const all = await desk();
    const { store, desk: on, uncleared, analyst } = all;
    const id = await openPerson(all, 'ann-other', [{ text: 'Annie' }]);
    const written = writtenOrder('harbours', 'S', 'Which harbour does Annie watch?');
    const targets = [{ letter: 'A', target: 'ann-other', marking: 'U' }];
    const drafted = await draftOrder(on, analyst, { ...written, order: { ...written.order, targets } });
    await store.database.work.query("update vigie.watch_order set status = 'expired', ended_at = changed_at");
    const correction = { noun: 'target', id, name: 'Which', aliases: [{ text: 'harbour' }], reason: 'x' } as const;
    await correctPerson(on, uncleared, correction);
    await askErasure(on, await actorOf(store, {}, ['administrator']), correction);
    await erasePerson(on, uncleared, { noun: 'target', id });
    const { rows } = await store.database.owner.query(
      "select name, content #>> '{order,questions,0,wording}' as wording from vigie.watch_order",
    );
    expect(rows).toEqual([{ name: drafted.order.id, wording: 'Which harbour does [erased] watch?' }]);
    expect(await placesOf(store, 'ann-other')).toEqual([]);
  });

  it('rewrites no hidden order by the name that a reader was given, and is not told of it', async () => {
    const { store, desk: on, uncleared, analyst } = await desk();
    const written = writtenOrder('asked', 'S');
    await draftOrder(on, analyst, { ...written, order: { ...written.order, requestedBy: 'The Minister' } });
    const before = await orders(store);
    const account = { ...KNOWN, name: 'x', roles: ['analyst'] as const, clearance: {} };
    const { id } = await createAccount(on, uncleared, account);
    await correctPerson(on, uncleared, { noun: 'reader', id, name: 'The Minister', reason: 'x' });
    await askErasure(on, await actorOf(store, {}, ['administrator']), { noun: 'reader', id });
    expect(await erasePerson(on, uncleared, { noun: 'reader', id })).toMatchObject({ mentioned: [] });
    expect(await orders(store)).toEqual(before);
  });
});

describe('an erasure', () => {
  it('is done alone where there is no other administrator, and its entry says so', async () => {
    const all = await desk();
    const { store, desk: on, cleared, second, uncleared } = all;
    const person = { noun: 'target', id: await openPerson(all, 'ann-other') } as const;
    await askErasure(on, second, person);
    // Whoever is no administrator any more has not asked.
    await changeAccount(on, cleared, { id: second.id, roles: ['inspector'] });
    await expect(erasePerson(on, cleared, person)).rejects.toMatchObject({ code: 'person-erasure-unasked' });
    await changeAccount(on, cleared, { id: uncleared.id, roles: ['inspector'] });
    await erasePerson(on, cleared, person);
    const done = (await entriesOf(store)).filter(
      ({ action, outcome }) => action === 'person-erase' && outcome === 'done',
    );
    expect(done.map(({ reasons }) => reasons)).toEqual([['desk-of-one']]);
  });

  it('goes in batches that the log can hold, and goes on where it stopped', async () => {
    const { store, desk: on, cleared, second, analyst } = await desk();
    const id = await addPerson(store);
    const written = writtenOrder('first', 'S', 'What does Quarble plan?');
    const targets = [{ letter: 'A', target: 'zo-quarble', marking: 'S' }];
    await draftOrder(on, analyst, { ...written, order: { ...written.order, targets } });
    const { work } = store.database;
    await work.query("update vigie.watch_order set status = 'closed', ended_at = changed_at");
    await work.query(
      `insert into vigie.watch_order select md5(n::text)::uuid, 'copy-' || n, version, status, label_id, owner_id, content,
         made_at, changed_at, ended_at from vigie.watch_order, generate_series(1, 1100) as n`,
    );
    const copies =
      "from vigie.watch_order cross join lateral (select * from vigie.%t% limit 1) as one where name like 'copy-%'";
    await work.query(
      `insert into vigie.order_version select watch_order.id, one.version, one.label_id, one.content, author_id, one.made_at
       ${copies.replace('%t%', 'order_version')}`,
    );
    await work.query(
      `insert into vigie.order_version_target select watch_order.id, one.version, target_id, one.label_id, names
       ${copies.replace('%t%', 'order_version_target')}`,
    );
    const person = { noun: 'target', id } as const;
    await askErasure(on, second, person);
    // The third batch fails: there is no id for its entry.
    const ids = [on.newId('x'), on.newId('x')];
    const stops = { ...on, newId: () => (ids.length > 0 ? ids.shift()! : 'none') };
    await expect(erasePerson(stops, cleared, person)).rejects.toThrow();
    expect(
      (await entriesOf(store)).filter(({ action, outcome }) => action === 'person-erase' && outcome === 'done'),
    ).toHaveLength(2);
    await expect(
      draftOrder(on, analyst, { ...writtenOrder('late', 'S'), order: { ...writtenOrder('late', 'S').order, targets } }),
    ).rejects.toMatchObject({ code: 'target-not-found' });
    await erasePerson(on, cleared, person);
    expect(await placesOf(store, 'Quarble')).toEqual([]);
    const done = (await entriesOf(store)).filter(
      ({ action, outcome }) => action === 'person-erase' && outcome === 'done',
    );
    expect(done.map(({ objects }) => objects.length).sort()).toEqual([
      1101 - 2 * ORDERS_AT_ONCE + 1,
      ORDERS_AT_ONCE + 1,
      ORDERS_AT_ONCE + 1,
    ]);
  }, 120_000);

  it('holds no connection of one pool while it waits for one of the other, and neither does an export', async () => {
    const all = await desk();
    const { store, desk: on, cleared, second } = all;
    const { app, work, owner } = store.database;
    const person = { noun: 'target', id: await openPerson(all, 'ann-other') } as const;
    await askErasure(on, second, person);
    const workers = await taken(work);
    const exported = exportPerson(on, second, person);
    await until(() => work.waitingCount === 1);
    expect(app.totalCount - app.idleCount).toBe(0);
    giveBack(workers);
    await exported;
    const holder = await owner.connect();
    await holder.query('begin');
    await holder.query('select from vigie.target for update');
    const erased = erasePerson(on, cleared, person);
    await until(async () => {
      const { rows } = await owner.query<{ waits: boolean }>(
        'select exists (select from pg_locks where not granted) as waits',
      );
      return rows[0]!.waits;
    });
    const surfaces = await taken(app);
    await holder.query('rollback');
    holder.release();
    // What it still asks of surfaces comes after its own transaction.
    await until(async () => (await owner.query('select from vigie.target')).rowCount === 0);
    giveBack(surfaces);
    expect(await erased).toMatchObject({ isSwept: true });
  }, 60_000);

  it('is done where the sweep meets a lock, says so, and is swept later', async () => {
    const all = await desk();
    const { store, desk: on, cleared, second, analyst } = all;
    const person = { noun: 'target', id: await openPerson(all, 'ann-other') } as const;
    await askErasure(on, second, person);
    const holder = await store.database.owner.connect();
    try {
      await holder.query('begin');
      // Stronger than what erasing itself needs, and too strong for any vacuum.
      await holder.query('lock table vigie.report_citation in share row exclusive mode');
      expect(await erasePerson(on, cleared, person)).toMatchObject({ ...person, isSwept: false });
    } finally {
      await holder.query('rollback');
      holder.release();
    }
    await expect(sweepErased(on, analyst)).rejects.toMatchObject({ code: 'action-not-your-role' });
    expect(await sweepErased(on, cleared)).toEqual({ isSwept: true });
    expect(
      (await entriesOf(store)).some(({ action, outcome }) => action === 'sweep-erased' && outcome === 'done'),
    ).toBe(true);
  }, 60_000);
});
