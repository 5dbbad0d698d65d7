import { describe, expect, it } from 'vitest';
import { actorOf, hide } from '../../test/support/desk.ts';
import { ANALYST, addCopy, addOrders, addPerson, peopleDesk } from '../../test/support/people.ts';
import { testServer } from '../../test/support/store.ts';
import { askErasure } from './ask-erasure.ts';
import { assignHit } from './assign-hit.ts';
import { changeClearance } from './change-clearance.ts';
import { correctPerson } from './correct-person.ts';
import { erasePerson } from './erase-person.ts';
import { exportPerson } from './export-person.ts';

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
