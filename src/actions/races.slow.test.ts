import { describe, expect, it } from 'vitest';
import { actorOf, deskOn, entriesOf } from '../../test/support/desk.ts';
import { NOW, type TestStore, testServer } from '../../test/support/store.ts';
import { loadActor } from './actor.ts';
import { changeAccount } from './change-account.ts';
import { changeClearance } from './change-clearance.ts';
import { changeGroup } from './change-group.ts';
import { createGroup } from './create-group.ts';
import { listGroups } from './list-groups.ts';
import { listReaders } from './list-readers.ts';
import { readDocument } from './read-document.ts';
import { receiveDocument } from './receive-document.ts';
import { addMember, removeMember } from './set-member.ts';
import { settleMemberships } from './settle-memberships.ts';

const newStore = testServer();
const ANALYST = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const KNOWN = { scheme: 'us-capco', marking: 'U' };

async function withGroups(store: TestStore) {
  const desk = deskOn(store);
  const administrator = await actorOf(store, ANALYST, ['administrator']);
  const group = (name: string) => createGroup(desk, administrator, { ...KNOWN, name, title: name, purpose: name });
  return { desk, administrator, groups: [await group('g1'), await group('g2')] as const };
}

async function groupsOf({ database }: TestStore, readerId: string): Promise<unknown> {
  const { rows } = await database.owner.query(
    `select clearance.reader -> 'groups' as groups from vigie.reader join vigie.clearance on clearance.id = clearance_id
     where reader.id = $1`,
    [readerId],
  );
  return rows[0]?.groups;
}

describe('what one act takes away', () => {
  it('is not given back by another of the same moment', async () => {
    const store = await newStore();
    const { desk, administrator, groups } = await withGroups(store);
    const left: unknown[] = [];
    for (let round = 0; round < 6; round++) {
      const { id: readerId } = await actorOf(store, {});
      for (const { id: groupId } of groups) await addMember(desk, administrator, { groupId, readerId });
      const removals = groups.map(({ id: groupId }) => removeMember(desk, administrator, { groupId, readerId }));
      await Promise.all([...removals, changeClearance(desk, administrator, { id: readerId, clearance: ANALYST })]);
      left.push(await groupsOf(store, readerId));
    }
    expect(left).toEqual(left.map(() => []));
  });

  it('does not lock up where a group is closed while its members change', async () => {
    const store = await newStore();
    const { desk, administrator, groups } = await withGroups(store);
    const [{ id: groupId }] = groups;
    const members = await Promise.all(Array.from({ length: 6 }, () => actorOf(store, {})));
    for (const { id: readerId } of members) await addMember(desk, administrator, { groupId, readerId });
    await Promise.all([
      changeGroup(desk, administrator, { id: groupId, state: 'closed' }),
      ...members.map(({ id }) => changeClearance(desk, administrator, { id, clearance: ANALYST })),
    ]);
    for (const { id } of members) expect(await groupsOf(store, id)).toEqual([]);
  });

  it('counts for who was let in before', async () => {
    const store = await newStore();
    const desk = deskOn(store);
    const [administrator, other] = [
      await actorOf(store, ANALYST, ['administrator']),
      await actorOf(store, ANALYST, ['administrator', 'analyst']),
    ];
    const { id } = await receiveDocument(desk, other, { ...KNOWN, marking: 'S//NF', title: 'plan', body: 'plan' });
    await changeClearance(desk, administrator, { id: other.id, clearance: {} });
    await expect(readDocument(desk, other, id)).rejects.toMatchObject({ code: 'document-not-found' });
    await changeAccount(desk, administrator, { id: other.id, roles: ['analyst'] });
    const change = { id: administrator.id, clearance: {} };
    await expect(changeClearance(desk, other, change)).rejects.toMatchObject({ code: 'action-not-your-role' });
    await changeAccount(desk, administrator, { id: other.id, state: 'locked' });
    await expect(readDocument(desk, other, id)).rejects.toMatchObject({ code: 'actor-not-active' });
  });
});

describe('the sight of administrators', () => {
  it('ends with the role, for who was let in before too', async () => {
    const store = await newStore();
    const desk = deskOn(store);
    const administrator = await actorOf(store, ANALYST, ['administrator']);
    const stale = await actorOf(store, {}, ['administrator', 'editor']);
    await changeAccount(desk, administrator, { id: stale.id, roles: ['editor'] });
    const refused = { code: 'action-not-your-role' };
    await expect(listReaders(desk, stale)).rejects.toMatchObject(refused);
    await expect(listGroups(desk, stale)).rejects.toMatchObject(refused);
  });
});

describe('accounts', () => {
  it('lose no change to another of the same moment', async () => {
    const store = await newStore();
    const desk = deskOn(store);
    const administrator = await actorOf(store, ANALYST, ['administrator']);
    const { id } = await actorOf(store, ANALYST);
    await Promise.all([
      changeAccount(desk, administrator, { id, state: 'locked' }),
      changeAccount(desk, administrator, { id, roles: ['analyst'] }),
    ]);
    const { rows } = await store.database.owner.query('select roles, state from vigie.account where id = $1', [id]);
    expect(rows).toEqual([{ roles: ['analyst'], state: 'locked' }]);
  });

  it('always leave an administrator', async () => {
    const store = await newStore();
    const desk = deskOn(store);
    const [one, other] = [
      await actorOf(store, ANALYST, ['administrator']),
      await actorOf(store, ANALYST, ['administrator']),
    ];
    const locked = await Promise.allSettled([
      changeAccount(desk, one, { id: other.id, state: 'locked' }),
      changeAccount(desk, other, { id: one.id, state: 'locked' }),
    ]);
    expect(locked.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const active = await Promise.allSettled([one, other].map(({ id }) => loadActor(store.database, id, NOW)));
    expect(active.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('memberships', () => {
  it('end for a great many readers at once, in entries of bounded size', async () => {
    const store = await newStore();
    const { desk, groups } = await withGroups(store);
    const template = await actorOf(store, { groups: ['g1'] });
    await store.database.owner.query(
      `with added as (
         insert into vigie.reader (id, name, kind, label_id, held, clearance_id, made_at, changed_at)
         select md5(number::text)::uuid, 'x', 'person', label_id, held, clearance_id, made_at, changed_at
         from vigie.reader, generate_series(1, 1101) as number where id = $1 returning id)
       insert into vigie.group_member select $2, added.id, (select label_id from vigie.reader where id = $1), $3, $4
       from added`,
      [template.id, groups[0].id, new Date(NOW - 2000), new Date(NOW - 1000)],
    );
    expect((await settleMemberships(desk)).length).toBe(1101);
    expect(await settleMemberships(desk)).toEqual([]);
    const settled = (await entriesOf(store)).filter(({ action }) => action === 'clearance-settle');
    expect(settled.map(({ outcome }) => outcome)).toEqual(settled.map(() => 'done'));
    expect(settled.length).toBe(6);
  });
});
