import { describe, expect, it } from 'vitest';
import { actorOf, hide } from '../../test/support/desk.ts';
import { ANALYST, addCopy, addOrders, addPerson, peopleDesk } from '../../test/support/people.ts';
import { testServer } from '../../test/support/store.ts';
import type { Actor } from './actor.ts';
import { askErasure } from './ask-erasure.ts';
import { assignHit } from './assign-hit.ts';
import { changeClearance } from './change-clearance.ts';
import { correctPerson } from './correct-person.ts';
import { erasePerson } from './erase-person.ts';
import { exportPerson } from './export-person.ts';
import { countDocuments } from './list-documents.ts';
import { readDocument } from './read-document.ts';
import { receiveDocument } from './receive-document.ts';

const newStore = testServer();
const desk = async () => peopleDesk(await newStore());

describe('an export', () => {
  it('names nobody else of whom the administrator may not know', async () => {
    const all = await desk();
    const { store, desk: on, cleared, analyst } = all;
    await addPerson(store);
    const { hits } = await addOrders(all);
    const member = await actorOf(store, ANALYST);
    await assignHit(on, analyst, { id: hits[0]!, memberId: member.id });
    await store.database.work.query('update vigie.task set offered_by = $1', [member.id]);
    const named = async () => {
      const exported = await exportPerson(on, cleared, { noun: 'reader', id: analyst.id });
      if (exported.noun !== 'reader') throw new Error('A reader was asked for.');
      const assigned = exported.hitsJudged
        .map(({ change }) => change)
        .filter((change) => 'assigneeId' in Object(change));
      return {
        offeredBy: exported.tasks[0]?.['offeredBy'],
        assigned,
        isNamed: JSON.stringify(exported).includes(member.id),
      };
    };
    expect(await named()).toEqual({ offeredBy: member.id, assigned: [{ assigneeId: member.id }], isNamed: true });
    await hide(store, member.id);
    expect(await named()).toEqual({ offeredBy: null, assigned: [{ assigneeId: null }], isNamed: false });
  });

  it('has the entries of the log that an inspector of this clearance could read, refused acts too', async () => {
    const { store, desk: on, cleared, uncleared, analyst } = await desk();
    const text = { title: 'plan', body: 'plan', scheme: 'us-capco', marking: 'S' };
    const secret = await receiveDocument(on, analyst, text);
    const reader = await actorOf(store, {});
    await expect(readDocument(on, reader, secret.id)).rejects.toMatchObject({ code: 'document-not-found' });
    const actions = async (actor: Actor) =>
      (await exportPerson(on, actor, { noun: 'reader', id: reader.id })).log.map(({ action }) => action);
    expect(await actions(cleared)).toEqual(['document-read']);
    expect(await actions(uncleared)).toEqual(['person-export']);
    await hide(store, cleared.id);
    expect(await actions(uncleared)).toEqual(['person-export']);
  });

  it('has all entries, however many there are, the oldest first', async () => {
    const { store, desk: on, cleared, analyst } = await desk();
    await countDocuments(on, analyst);
    await store.database.owner.query(
      `insert into vigie.audit_entry (id, content, transaction_id, made_at, actor_id, object_ids)
       select md5(n::text)::uuid, content, transaction_id, made_at, actor_id, object_ids
       from vigie.audit_entry, generate_series(1, 1100) as n`,
    );
    const { log } = await exportPerson(on, cleared, { noun: 'reader', id: analyst.id });
    const { rows } = await store.database.owner.query<{ id: string }>(
      'select entry_id as id from vigie.audit_leaf order by position limit 1101',
    );
    expect(log.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
  });
});

describe('a clearance that was taken away since its holder was let in', () => {
  it('shows and changes nothing that is held on people', async () => {
    const all = await desk();
    const { store, desk: on, cleared, second, analyst } = all;
    const id = await addPerson(store);
    await addOrders(all);
    const { actorId: recipient } = await store.session(ANALYST, ['recipient']);
    await addCopy(store, recipient, 'S');
    await changeClearance(on, second, { id: cleared.id, clearance: {} });
    expect(await exportPerson(on, cleared, { noun: 'reader', id: recipient })).toMatchObject({
      copies: [],
      receipts: [],
    });
    const { log } = await exportPerson(on, cleared, { noun: 'reader', id: analyst.id });
    expect(log.map(({ action }) => action)).not.toContain('order-draft');
    const person = { noun: 'target', id } as const;
    for (const work of [
      () => exportPerson(on, cleared, person),
      () => askErasure(on, cleared, person),
      () => correctPerson(on, cleared, { ...person, name: 'x', reason: 'y' }),
      () => erasePerson(on, cleared, person),
    ]) {
      await expect(work()).rejects.toMatchObject({ code: 'target-not-found' });
    }
  });
});
