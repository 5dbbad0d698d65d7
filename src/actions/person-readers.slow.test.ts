import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newKey, sequenceAll, signLog, verifyStore } from '../../test/support/audit-log.ts';
import { entriesOf, writtenOrder } from '../../test/support/desk.ts';
import { ANALYST, addCopy, addOrders, addPerson, peopleDesk } from '../../test/support/people.ts';
import { filesWith, placesOf } from '../../test/support/places.ts';
import { NOW, testServer, uuid } from '../../test/support/store.ts';
import { commit } from '../audit/entry.ts';
import { loadActor } from './actor.ts';
import { askErasure } from './ask-erasure.ts';
import { changeAccount } from './change-account.ts';
import { changeClearance } from './change-clearance.ts';
import { correctPerson } from './correct-person.ts';
import { draftOrder } from './draft-order.ts';
import { erasePerson } from './erase-person.ts';
import { exportPerson } from './export-person.ts';
import { makeSealingKey } from './make-sealing-key.ts';
import { nameInformant } from './name-informant.ts';
import { openIdentity } from './open-identity.ts';
import { keepFilter } from './own-filters.ts';
import { readOrder } from './read-order.ts';
import { sweepErased } from './sweep-erased.ts';

const newStore = testServer();
const desk = async () => peopleDesk(await newStore());
const MAC = {
  hmacSha256: (key: Uint8Array, value: Uint8Array) => createHmac('sha256', key).update(value).digest(),
};
const PASSPHRASE = 'plain words in a row';

describe('what is held on a reader', () => {
  it('is exported whole, to an administrator who may know of the person and read it', async () => {
    const all = await desk();
    const { store, desk: on, analyst, cleared, uncleared } = all;
    await addPerson(store);
    const { id, hits } = await addOrders(all);
    await store.database.work.query('update vigie.hit set assignee_id = $1', [analyst.id]);
    const [question] = (await readOrder(on, analyst, id)).questions;
    for (const [name, search] of [
      ['all of mine', { mine: 'yes' }],
      ['of the order', { orderId: id, questionId: question!.id }],
      ['of what is gone', { orderId: uuid() }],
    ] as const) {
      await keepFilter(on, analyst, { name, search });
    }
    const person = { noun: 'reader', id: analyst.id } as const;
    const exported = await exportPerson(on, cleared, person);
    expect(exported).toMatchObject({
      noun: 'reader',
      reader: { id: analyst.id, name: 'somebody', held: ANALYST },
      account: [{ roles: ['editor', 'analyst'], state: 'active' }],
      tasks: [{ orderId: id, instruction: 'Ask Quarble.' }],
      orders: [{ id }],
      orderVersions: [
        { orderId: id, version: 1 },
        { orderId: id, version: 2 },
      ],
      hitsAssigned: hits.toSorted().map((hit) => ({ id: hit, judgement: 'relevant' })),
      hitsJudged: hits.toSorted().map((hit) => ({ hitId: hit, change: { note: 'so says Quarble' } })),
      copies: [],
    });
    expect(exported).toHaveProperty('filters.length', 2);
    expect(exported).toMatchObject({
      filters: expect.arrayContaining([expect.objectContaining({ name: 'of the order' })]),
    });
    const { log } = exported;
    expect(log.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['order-draft', 'hit-judge', 'document-receive']),
    );
    expect(JSON.stringify(exported)).not.toMatch(/labelId|label_id|clearance/);
    const seen = await exportPerson(on, uncleared, person);
    expect(seen).toMatchObject({ orders: [], tasks: [], hitsJudged: [], hitsAssigned: [] });
    expect(seen).toMatchObject({ filters: [{ name: 'all of mine' }] });
    // Of all acts by the person and on them, only keeping filters and the export before name nothing that is marked.
    expect(seen.log.map(({ action }) => action)).toEqual([
      ...['filter-keep', 'filter-keep', 'filter-keep', 'person-export'],
    ]);
  });

  it('tells of copies that were sent, within what the administrator may read', async () => {
    const { store, desk: on, cleared, uncleared } = await desk();
    const { actorId: id } = await store.session(ANALYST, ['recipient']);
    await addCopy(store, id, 'S');
    const person = { noun: 'reader', id } as const;
    expect(await exportPerson(on, cleared, person)).toMatchObject({
      recipient: [{ state: 'active' }],
      channels: expect.arrayContaining([expect.objectContaining({ address: 'zo@quarble.example' })]),
      copies: [{ state: 'current' }],
      deliveries: [{ state: 'accepted' }],
      receipts: [{ detail: { to: 'zo@quarble.example' } }],
    });
    expect(await exportPerson(on, uncleared, person)).toMatchObject({ copies: [], deliveries: [], receipts: [] });
  });

  it('is put right, and only commitments tell that it was', async () => {
    const { store, desk: on, cleared, analyst } = await desk();
    await store.database.work.query("update vigie.reader set name = 'Zo Quarbel' where id = $1", [analyst.id]);
    const correction = { noun: 'reader', id: analyst.id, name: 'Zo Right', reason: 'she wrote to us' } as const;
    expect(await correctPerson(on, cleared, correction)).toEqual({ noun: 'reader', id: analyst.id, isSwept: true });
    expect(await placesOf(store, 'Quarbel')).toEqual([]);
    expect(await placesOf(store, 'Zo Right')).toEqual(['reader.name']);
    expect(await placesOf(store, 'she wrote')).toEqual([]);
    const entry = (await entriesOf(store)).find(({ action }) => action === 'person-correct')!;
    expect(Object.keys(entry.commitments).sort()).toEqual(['after', 'before', 'reason']);
    const { rows } = await store.database.owner.query<{ salt: Buffer }>(
      "select salt from vigie.audit_salt where name = 'before'",
    );
    expect(entry.commitments['before']).toBe(commit(MAC, rows[0]!.salt, Buffer.from('{"name":"Zo Quarbel"}')));
    for (const wrong of [{ name: undefined }, { reason: '' }, { role: 'mayor' }, { aliases: [] }]) {
      await expect(correctPerson(on, cleared, { ...correction, ...wrong })).rejects.toMatchObject({
        code: 'person-correction',
      });
    }
    for (const name of [' ', 'x'.repeat(201)]) {
      await expect(correctPerson(on, cleared, { ...correction, name })).rejects.toMatchObject({ code: 'reader-name' });
    }
  });

  it('is put right over what somebody else wrote meanwhile, and the log commits to that', async () => {
    const { store, desk: on, cleared, analyst } = await desk();
    const { owner } = store.database;
    const holder = await owner.connect();
    await holder.query('begin');
    await holder.query("update vigie.reader set name = 'Zo Meanwhile' where id = $1", [analyst.id]);
    const correction = { noun: 'reader', id: analyst.id, name: 'Zo Right', reason: 'a letter' } as const;
    const corrected = correctPerson(on, cleared, correction);
    for (let waits = 0; waits === 0; ) {
      waits = (await owner.query('select from pg_locks where not granted')).rowCount ?? 0;
    }
    await holder.query('commit');
    holder.release();
    await corrected;
    const entry = (await entriesOf(store)).find(({ action }) => action === 'person-correct')!;
    const { rows } = await owner.query<{ salt: Buffer }>("select salt from vigie.audit_salt where name = 'before'");
    expect(entry.commitments['before']).toBe(commit(MAC, rows[0]!.salt, Buffer.from('{"name":"Zo Meanwhile"}')));
    // The clock of the tests stands still.
    expect(await exportPerson(on, cleared, correction)).toMatchObject({
      reader: { name: 'Zo Right', changedAt: new Date(NOW + 1) },
    });
  });

  it('is erased, and leaves an id that means nobody', async () => {
    const { store, desk: on, cleared, second, analyst } = await desk();
    const { actorId: id } = await store.session({ ...ANALYST, nationality: 'FRA' }, ['editor']);
    await store.database.work.query("update vigie.reader set name = 'Zoquarble Person' where id = $1", [id]);
    await addCopy(store, id, 'U');
    const groupId = uuid();
    const labelId = await store.label('U');
    await store.database.work.query(
      `insert into vigie.reader_group values ($1, 'circle', 'c', 'c', $2, 'active', $3, $3)`,
      [groupId, labelId, new Date(NOW)],
    );
    await store.database.work.query('insert into vigie.group_member values ($1, $2, $3, $4, null)', [
      groupId,
      id,
      labelId,
      new Date(NOW),
    ]);
    const person = await loadActor(store.database, id, NOW);
    for (const holder of [person, analyst]) await makeSealingKey(on, holder, { passphrase: PASSPHRASE });
    const named = { codeName: 'WILLOW', scheme: 'us-capco', marking: 'U', identity: 'a porter' };
    const informant = await nameInformant(on, analyst, { ...named, editorId: id });
    const written = writtenOrder('harbour', 'U');
    const recipients = [{ name: 'Zoquarble Person', address: 'zo@quarble.example' }, { name: 'other' }];
    const order = await draftOrder(on, analyst, {
      ...written,
      order: { ...written.order, requestedBy: 'Zoquarble Person', recipients },
    });
    await correctPerson(on, cleared, { noun: 'reader', id, name: 'Zoquarble Person', reason: 'as it was' });
    const key = await newKey();
    await sequenceAll(store);
    const before = await signLog(store, key);
    await askErasure(on, second, { noun: 'reader', id });
    expect(await erasePerson(on, cleared, { noun: 'reader', id })).toEqual({
      ...{ noun: 'reader', id, stillCited: [], mentioned: [order.id], isSwept: true },
    });
    for (const word of ['Zoquarble', 'quarble.example']) {
      // What an order says by words alone is for its owner to amend.
      expect(await placesOf(store, word)).toEqual(['order_version.content', 'watch_order.content']);
    }
    // Nobody else had what this person held.
    for (const bytes of ['"nationality":"FRA"', '"FRA"']) {
      expect(await placesOf(store, bytes)).toEqual([]);
      expect(await filesWith(store, Buffer.from(bytes))).toEqual([]);
    }
    expect((await readOrder(on, analyst, order.id)).order).toMatchObject({
      requestedBy: 'Zoquarble Person',
      recipients,
    });
    await store.database.work.query("update vigie.order_version set content = '{}'");
    await store.database.work.query("update vigie.watch_order set content = '{}'");
    expect(await sweepErased(on, cleared)).toEqual({ isSwept: true });
    for (const word of ['Zoquarble', 'quarble.example']) expect(await filesWith(store, Buffer.from(word))).toEqual([]);
    for (const revive of [
      () => changeAccount(on, cleared, { id, roles: ['editor'], state: 'active' }),
      () => changeClearance(on, cleared, { id, clearance: ANALYST }),
      () => correctPerson(on, cleared, { noun: 'reader', id, name: 'x', reason: 'y' }),
      () => askErasure(on, second, { noun: 'reader', id }),
      () => erasePerson(on, cleared, { noun: 'reader', id }),
    ]) {
      await expect(revive()).rejects.toMatchObject({ code: 'reader-not-found' });
    }
    const { rows } = await store.database.owner.query(
      `select reader.name, held, state, roles, reader.clearance_id = (select min(id) from vigie.clearance where key like '%"levels":{}%'
         and key not like '%nationality%') as nobody,
         (select count(*)::int from vigie.group_member where reader_id = $1) as groups,
         (select count(*)::int from vigie.sealing_secret where account_id = $1) as secrets,
         (select count(*)::int from vigie.audit_salt) as salts
       from vigie.reader join vigie.account using (id) where id = $1`,
      [id],
    );
    expect(rows).toEqual([
      { name: 'erased', held: {}, state: 'closed', roles: [], nobody: true, groups: 0, secrets: 0, salts: 0 },
    ]);
    await expect(loadActor(store.database, id, NOW)).rejects.toMatchObject({ code: 'actor-not-active' });
    expect(await openIdentity(on, analyst, { id: informant.id, passphrase: PASSPHRASE })).toMatchObject({
      identity: 'a porter',
    });
    await sequenceAll(store);
    await signLog(store, key);
    expect(await verifyStore(store, key, [before])).toMatchObject({ isSound: true, findings: [] });
    await askErasure(on, second, { noun: 'reader', id: analyst.id });
    await erasePerson(on, cleared, { noun: 'reader', id: analyst.id });
    expect((await store.database.owner.query('select from vigie.informant_identity')).rowCount).toBe(0);
    expect((await store.database.owner.query('select from vigie.informant')).rowCount).toBe(1);
    await expect(erasePerson(on, cleared, { noun: 'reader', id: cleared.id })).rejects.toMatchObject({
      code: 'person-self',
    });
  });
});
