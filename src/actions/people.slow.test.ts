import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { actorOf, deskOn, entriesOf, hide } from '../../test/support/desk.ts';
import { NOW, type TestStore, testServer, uuid } from '../../test/support/store.ts';
import { lockReader } from '../store/readers.ts';
import { inTransaction } from '../store/transaction.ts';
import { loadActor } from './actor.ts';
import { changeAccount } from './change-account.ts';
import { changeClearance } from './change-clearance.ts';
import { changeGroup } from './change-group.ts';
import { createAccount } from './create-account.ts';
import { createGroup } from './create-group.ts';
import { createRecipient } from './create-recipient.ts';
import type { Desk } from './desk.ts';
import { listGroups, readGroup } from './list-groups.ts';
import { listReaders, readReader } from './list-readers.ts';
import { readDocument } from './read-document.ts';
import { receiveDocument } from './receive-document.ts';
import { addMember, removeMember } from './set-member.ts';
import { setUpDesk } from './set-up-desk.ts';
import { settleMemberships } from './settle-memberships.ts';

const newStore = testServer();
const ANALYST = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const KNOWN = { scheme: 'us-capco', marking: 'U' };
const DAY = 86_400_000;

async function deskWithAdministrator(store: TestStore) {
  return { desk: deskOn(store), administrator: await actorOf(store, ANALYST, ['administrator']) };
}

describe('a desk', () => {
  it('is set up once, by whoever comes first', async () => {
    const store = await newStore();
    const desk = deskOn(store);
    const first = { ...KNOWN, name: 'first', clearance: ANALYST };
    const made = await Promise.allSettled([setUpDesk(desk, first), setUpDesk(desk, first)]);
    expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(setUpDesk(desk, first)).rejects.toMatchObject({ code: 'desk-set-up-before' });
    const { id } = made.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))[0]!;
    expect((await loadActor(store.database, id, NOW)).roles).toContain('administrator');
  });
});

describe('an account', () => {
  it('is changed by others, never by its own', async () => {
    const store = await newStore();
    const { desk, administrator } = await deskWithAdministrator(store);
    const { id } = await actorOf(store, ANALYST);
    expect(await changeAccount(desk, administrator, { id, roles: ['analyst'] })).toMatchObject({ state: 'active' });
    expect((await loadActor(store.database, id, NOW)).roles).toEqual(['analyst']);
    await changeAccount(desk, administrator, { id, state: 'locked' });
    await expect(loadActor(store.database, id, NOW)).rejects.toMatchObject({ code: 'actor-not-active' });
    const own = { id: administrator.id, roles: ['editor'] as const };
    await expect(changeAccount(desk, administrator, own)).rejects.toMatchObject({ code: 'account-own-change' });
    await expect(changeClearance(desk, administrator, { id: administrator.id, clearance: {} })).rejects.toMatchObject({
      code: 'account-own-change',
    });
    await expect(changeAccount(desk, administrator, { id: uuid() })).rejects.toMatchObject({
      code: 'reader-not-found',
    });
    await expect(changeAccount(desk, administrator, { id, state: 'gone' as never })).rejects.toMatchObject({
      code: 'account-state',
    });
  });

  it('reads by its new clearance from the next act on', async () => {
    const store = await newStore();
    const { desk, administrator } = await deskWithAdministrator(store);
    const analyst = await actorOf(store, ANALYST);
    const document = { ...KNOWN, marking: 'S//NF', title: 'plan', body: 'plan' };
    const { id } = await receiveDocument(desk, analyst, document);
    await changeClearance(desk, administrator, { id: analyst.id, clearance: { nationality: 'USA' } });
    const changed = await loadActor(store.database, analyst.id, NOW);
    await expect(readDocument(desk, changed, id)).rejects.toMatchObject({ code: 'document-not-found' });
    expect(await readReader(desk, administrator, analyst.id)).toMatchObject({
      clearance: { nationality: 'USA' },
      account: { roles: ['editor', 'analyst'] },
    });
  });

  it('is read while somebody else changes its reader', async () => {
    const store = await newStore();
    const { desk, administrator } = await deskWithAdministrator(store);
    const { id } = await actorOf(store, ANALYST);
    const first = await inTransaction(store.database.work, async (holder) => {
      await lockReader(holder, id);
      return Promise.race([readReader(desk, administrator, id), setTimeout(5_000, 'waits')]);
    });
    expect(first).toMatchObject({ clearance: ANALYST });
  });

  it('knows of those of whom it may know', async () => {
    const store = await newStore();
    const { desk, administrator } = await deskWithAdministrator(store);
    const account = { name: 'hidden', roles: ['analyst'] as const, clearance: ANALYST, scheme: 'us-capco' };
    await createAccount(desk, administrator, { ...account, marking: 'S//NF' });
    await createRecipient(desk, administrator, { ...KNOWN, name: 'bureau', kind: 'body', clearance: {} });
    const names = async (actor: typeof administrator) => (await listReaders(desk, actor)).items.map(({ name }) => name);
    expect(await names(administrator)).toEqual(['bureau', 'hidden', 'somebody']);
    expect(await names(await actorOf(store, {}))).toEqual(['bureau', 'somebody', 'somebody']);
    const [first] = (await listReaders(desk, administrator, { most: 1 })).items;
    const { next } = await listReaders(desk, administrator, { most: 1 });
    const second = await listReaders(desk, administrator, { most: 1, after: next });
    expect([first!.name, second.items[0]!.name]).toEqual(['bureau', 'hidden']);
    await expect(listReaders(desk, administrator, { after: 'x' })).rejects.toMatchObject({ code: 'cursor-invalid' });
    expect(JSON.stringify(await listReaders(desk, administrator))).not.toContain('labelId');
  });
});

describe('a group', () => {
  const COURTS = { ...KNOWN, name: 'courts', title: 'Courts', purpose: 'Sources at the courts' };

  async function withDocument(store: TestStore, desk: Desk) {
    const member = await actorOf(store, ANALYST);
    const writer = await actorOf(store, { ...ANALYST, groups: ['courts'] });
    const document = { ...KNOWN, needToKnow: [['courts']], title: 'verdict', body: 'verdict' };
    const { id } = await receiveDocument(desk, writer, document);
    const read = async (on = desk) => readDocument(on, await loadActor(store.database, member.id, on.now()), id);
    return { member, id, read };
  }

  it('lets in and out at once', async () => {
    const store = await newStore();
    const { desk, administrator } = await deskWithAdministrator(store);
    const { member, read } = await withDocument(store, desk);
    const { id: groupId } = await createGroup(desk, administrator, COURTS);
    await expect(read()).rejects.toMatchObject({ code: 'document-not-found' });
    await addMember(desk, administrator, { groupId, readerId: member.id });
    expect(await read()).toMatchObject({ title: 'verdict' });
    expect((await readGroup(desk, administrator, groupId)).members).toMatchObject([{ readerId: member.id }]);
    await removeMember(desk, administrator, { groupId, readerId: member.id });
    await expect(read()).rejects.toMatchObject({ code: 'document-not-found' });
    await expect(removeMember(desk, administrator, { groupId, readerId: member.id })).rejects.toMatchObject({
      code: 'reader-not-found',
    });
    await addMember(desk, administrator, { groupId, readerId: member.id });
    await changeGroup(desk, administrator, { id: groupId, state: 'closed' });
    await expect(read()).rejects.toMatchObject({ code: 'document-not-found' });
  });

  it('lets in and out on the days that were stated', async () => {
    const store = await newStore();
    const { desk, administrator } = await deskWithAdministrator(store);
    const { member, read } = await withDocument(store, desk);
    const { id: groupId } = await createGroup(desk, administrator, COURTS);
    const [from, until] = [new Date(NOW + DAY), new Date(NOW + 2 * DAY)];
    await addMember(desk, administrator, { groupId, readerId: member.id, from, until });
    expect(await settleMemberships(desk)).not.toContain(member.id);
    await expect(read()).rejects.toMatchObject({ code: 'document-not-found' });
    const on = (days: number) => ({ ...desk, now: () => NOW + days * DAY });
    expect(await settleMemberships(on(1))).toEqual([member.id]);
    expect(await read(on(1))).toMatchObject({ title: 'verdict' });
    expect(await settleMemberships(on(2))).toEqual([member.id]);
    await expect(read(on(2))).rejects.toMatchObject({ code: 'document-not-found' });
    await expect(
      addMember(desk, administrator, { groupId, readerId: member.id, from: until, until: from }),
    ).rejects.toMatchObject({ code: 'group-member-ends' });
  });

  it('lets in and out at its instants, whether or not anybody looked at memberships since', async () => {
    const store = await newStore();
    const { desk, administrator } = await deskWithAdministrator(store);
    const { member, id } = await withDocument(store, desk);
    const { id: groupId } = await createGroup(desk, administrator, COURTS);
    const [from, until] = [new Date(NOW + DAY), new Date(NOW + 2 * DAY)];
    await addMember(desk, administrator, { groupId, readerId: member.id, from, until });
    const on = (at: number) => ({ ...desk, now: () => at });
    const readAt = (at: number) => readDocument(on(at), member, id);
    await expect(readAt(NOW + DAY - 1)).rejects.toMatchObject({ code: 'document-not-found' });
    expect(await readAt(NOW + DAY)).toMatchObject({ title: 'verdict' });
    await expect(readAt(NOW + 2 * DAY)).rejects.toMatchObject({ code: 'document-not-found' });
    expect(await settleMemberships(on(NOW + 2 * DAY))).toEqual([]);
    const settled = (await entriesOf(store)).filter(({ action }) => action === 'clearance-settle');
    expect(settled.map(({ objects }) => objects)).toEqual(
      Array.from({ length: 2 }, () => [{ noun: 'reader', id: member.id }]),
    );
  });

  it('shows of its members those of whom one may know', async () => {
    const store = await newStore();
    const { desk, administrator } = await deskWithAdministrator(store);
    const [member, hidden, reader] = [
      await actorOf(store, ANALYST),
      await actorOf(store, ANALYST),
      await actorOf(store, {}),
    ];
    const { id: groupId } = await createGroup(desk, administrator, COURTS);
    for (const { id: readerId } of [member, hidden]) await addMember(desk, administrator, { groupId, readerId });
    await hide(store, hidden.id);
    expect((await readGroup(desk, reader, groupId)).members).toMatchObject([{ readerId: member.id }]);
    expect((await readGroup(desk, hidden, groupId)).members).toHaveLength(2);
  });

  it('is known to those who may know of it, under a name of its own', async () => {
    const store = await newStore();
    const { desk, administrator } = await deskWithAdministrator(store);
    await createGroup(desk, administrator, { ...COURTS, marking: 'S//NF' });
    const nobody = await actorOf(store, {});
    expect((await listGroups(desk, nobody)).items).toEqual([]);
    expect((await listGroups(desk, administrator)).items).toMatchObject([{ name: 'courts' }]);
    await expect(createGroup(desk, nobody, COURTS)).rejects.toMatchObject({ code: 'action-not-your-role' });
    await expect(createGroup(desk, administrator, COURTS)).rejects.toMatchObject({ code: 'group-name-taken' });
    await expect(createGroup(desk, administrator, { ...COURTS, name: 'a b' })).rejects.toMatchObject({
      code: 'group-name',
    });
  });
});
