import { describe, expect, it } from 'vitest';
import { actorOf, deskOn, entriesOf, hide, opening, orderRead, writtenOrder } from '../../test/support/desk.ts';
import { type TestStore, testServer } from '../../test/support/store.ts';
import type { Actor } from './actor.ts';
import { allowSensitive } from './allow-sensitive.ts';
import { amendOrder } from './amend-order.ts';
import { createTarget } from './create-target.ts';
import type { Desk } from './desk.ts';
import { draftOrder } from './draft-order.ts';
import { moveOrder } from './move-order.ts';
import { readOrder } from './read-order.ts';

const newStore = testServer();
const ANALYST = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const CANDIDATE = { name: 'candidate', title: 'Zoë Quarble', kind: 'person', role: 'candidate' } as const;

/** An order about a person, and who works on it. */
async function scene(wording?: string) {
  const store = await newStore();
  const [desk, author] = [deskOn(store), await actorOf(store, ANALYST)];
  const [one, other] = [await actorOf(store, ANALYST), await actorOf(store, ANALYST)];
  await createTarget(desk, author, { ...CANDIDATE, scheme: 'us-capco', marking: 'U' });
  const plain = writtenOrder('campaign', 'U', wording);
  const targets = [{ letter: 'A', target: 'candidate', marking: 'U', necessity: 'Runs for office' }];
  const written = { ...plain, order: { ...plain.order, window: { until: '2027-06-30' }, targets } };
  const { id } = await draftOrder(desk, author, written);
  return { store, desk, author, one, other, written, id };
}

async function openingsIn(store: TestStore): Promise<string[]> {
  const entries = (await entriesOf(store)).filter(({ action }) => ['order-approve', 'order-open'].includes(action));
  return entries.map(({ action, outcome }) => `${action} ${outcome}`).sort();
}

describe('an approval', () => {
  it('is of what was read, and of nothing that came after', async () => {
    const { desk, author, one, written, id } = await scene();
    await moveOrder(desk, author, { id, move: 'submit' });
    const read = await opening(desk, one, id);
    await moveOrder(desk, author, { id, move: 'return' });
    const moved = { code: 'order-version-moved' };
    await moveOrder(desk, author, { id, move: 'submit' });
    await expect(moveOrder(desk, one, read)).rejects.toMatchObject(moved);
    const again = await opening(desk, one, id);
    const { version } = await amendOrder(desk, author, { ...written, id, version: 1 });
    await moveOrder(desk, author, { id, move: 'submit' });
    await expect(moveOrder(desk, one, again)).rejects.toMatchObject(moved);
    expect(await moveOrder(desk, one, await opening(desk, one, id))).toMatchObject({ approvals: { given: 1 } });
    expect(version).toBe(2);
  });

  it('has an entry of its own, and opening has one where the order opened', async () => {
    const { store, desk, author, one, other, id } = await scene();
    await moveOrder(desk, author, { id, move: 'submit' });
    await moveOrder(desk, one, await opening(desk, one, id));
    expect(await openingsIn(store)).toEqual(['order-approve done']);
    expect(await moveOrder(desk, other, await opening(desk, other, id))).toMatchObject({ status: 'open' });
    expect(await openingsIn(store)).toEqual(['order-approve done', 'order-approve done', 'order-open done']);
  });

  it('is withdrawn where the order is returned, and stays to be seen', async () => {
    const { desk, author, one, other, id } = await scene();
    await moveOrder(desk, author, { id, move: 'submit' });
    await moveOrder(desk, one, await opening(desk, one, id));
    await moveOrder(desk, author, { id, move: 'return' });
    await moveOrder(desk, author, { id, move: 'submit' });
    const approvals = { given: 1, needed: 2 };
    expect(await moveOrder(desk, other, await opening(desk, other, id))).toEqual({ id, status: 'review', approvals });
    expect(await moveOrder(desk, one, await opening(desk, one, id))).toMatchObject({ status: 'open' });
    expect((await readOrder(desk, author, id)).approvals).toMatchObject([
      { approverId: one.id, withdrawnAt: expect.any(Date) },
      { approverId: other.id, withdrawnAt: null },
      { approverId: one.id, withdrawnAt: null },
    ]);
  });

  it('opens the order where only the opening is left to do', async () => {
    const { store, desk, author, one, other, id } = await scene();
    await moveOrder(desk, author, { id, move: 'submit' });
    await moveOrder(desk, one, await opening(desk, one, id));
    await moveOrder(desk, other, await opening(desk, other, id));
    // As it is where the desk stopped between the two.
    await store.database.work.query("update vigie.watch_order set status = 'review' where id = $1", [id]);
    expect(await moveOrder(desk, other, await opening(desk, other, id))).toMatchObject({ status: 'open' });
  });

  it('does not say who gave it, nor whose the order is, to whoever may not know of them', async () => {
    const { store, desk, author, one, other, id } = await scene();
    const nobody = await actorOf(store, {});
    await moveOrder(desk, author, { id, move: 'submit' });
    await moveOrder(desk, one, await opening(desk, one, id));
    for (const { id: hidden } of [author, one]) await hide(store, hidden);
    expect(await readOrder(desk, nobody, id)).toMatchObject({ ownerId: null, approvals: [{ approverId: null }] });
    expect(await readOrder(desk, author, id)).toMatchObject({ ownerId: author.id });
    // It counts nevertheless.
    expect(await moveOrder(desk, other, await opening(desk, other, id))).toMatchObject({ status: 'open' });
  });
});

describe('an exception', () => {
  const reason = async (desk: Desk, actor: Actor, id: string) =>
    ({ ...(await orderRead(desk, actor, id)), category: 'health', reason: 'Announced withdrawal' }) as const;
  const submit = (desk: Desk, actor: Actor, id: string) => moveOrder(desk, actor, { id, move: 'submit' });
  const sensitive = { code: 'order-person-sensitive' };

  it('holds for one version', async () => {
    const { store, desk, author, written, id } = await scene('What is the state of health of the candidate?');
    const administrator = await actorOf(store, ANALYST, ['administrator']);
    await allowSensitive(desk, administrator, await reason(desk, administrator, id));
    await amendOrder(desk, author, { ...written, id, version: 1 });
    await expect(submit(desk, author, id)).rejects.toMatchObject(sensitive);
    await allowSensitive(desk, administrator, await reason(desk, administrator, id));
    expect(await submit(desk, author, id)).toMatchObject({ status: 'review' });
    const versions = (await readOrder(desk, author, id)).exceptions.map(({ version }) => version);
    expect(versions).toEqual([1, 2]);
    await hide(store, administrator.id);
    expect((await readOrder(desk, author, id)).exceptions[0]).toMatchObject({ administratorId: null });
  });

  it('is not recorded by the author of the version', async () => {
    const { store, desk, author, written, id } = await scene('What is the state of health of the candidate?');
    const both = await actorOf(store, ANALYST, ['administrator', 'editor']);
    await amendOrder(desk, both, { ...written, id, version: 1 });
    await expect(allowSensitive(desk, both, await reason(desk, both, id))).rejects.toMatchObject({
      code: 'order-sensitive-own',
    });
    await expect(submit(desk, author, id)).rejects.toMatchObject(sensitive);
  });
});

describe('a desk of one', () => {
  it('is none where another editor is locked', async () => {
    const store = await newStore();
    const [desk, author, locked] = [deskOn(store), await actorOf(store, ANALYST), await actorOf(store, ANALYST)];
    const { id } = await draftOrder(desk, author, writtenOrder('harbour', 'U'));
    await moveOrder(desk, author, { id, move: 'submit' });
    const setState = (state: string) =>
      store.database.work.query('update vigie.account set state = $2 where id = $1', [locked.id, state]);
    await setState('locked');
    await expect(moveOrder(desk, author, await opening(desk, author, id))).rejects.toMatchObject({
      code: 'order-own-approval',
    });
    await setState('closed');
    expect(await moveOrder(desk, author, await opening(desk, author, id))).toMatchObject({ status: 'open' });
  });
});
