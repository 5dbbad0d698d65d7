import { describe, expect, it } from 'vitest';
import { actorOf, deskOn, entriesOf, opening, orderRead, writtenOrder } from '../../test/support/desk.ts';
import { NOW, type TestStore, testServer, uuid } from '../../test/support/store.ts';
import { addTarget } from '../store/targets.ts';
import { inTransaction } from '../store/transaction.ts';
import { allowSensitive } from './allow-sensitive.ts';
import { amendOrder } from './amend-order.ts';
import { draftOrder } from './draft-order.ts';
import { moveOrder } from './move-order.ts';
import type { WrittenOrder } from './order-content.ts';
import { readOrder } from './read-order.ts';

const newStore = testServer();
const ANALYST = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };

async function target(store: TestStore, name: string, marking = 'U', kind: 'person' | 'party' = 'person') {
  const at = new Date(NOW);
  const stated = { scheme: 'us-capco', marking, needToKnow: [] };
  const what = { id: uuid(), name, title: name, kind, role: kind === 'person' ? 'candidate' : null, note: null };
  const rest = {
    stated,
    labelId: await store.label(marking),
    status: 'active',
    aliases: [],
    madeAt: at,
    changedAt: at,
  };
  await inTransaction(store.database.work, (client) => addTarget(client, { ...what, ...rest } as never));
  return what.id;
}

function about(written: WrittenOrder, name: string, rest: object = { necessity: 'Runs for office' }): WrittenOrder {
  const targets = [{ letter: 'A', target: name, marking: 'U', ...rest }];
  return { ...written, order: { ...written.order, window: { until: '2027-06-30' }, targets } };
}

describe('an order that names a person', () => {
  it('opens with two approvals, neither by its author', async () => {
    const store = await newStore();
    const desk = deskOn(store);
    const [author, one, other] = [
      await actorOf(store, ANALYST),
      await actorOf(store, ANALYST),
      await actorOf(store, ANALYST),
    ];
    const targetId = await target(store, 'candidate');
    const { id, cites } = await draftOrder(desk, author, about(writtenOrder('campaign', 'U'), 'candidate'));
    expect(cites).toEqual({ targets: [{ letter: 'A', targetId }], sourceIds: [], recipientIds: [] });
    await moveOrder(desk, author, { id, move: 'submit' });
    await expect(moveOrder(desk, author, await opening(desk, author, id))).rejects.toMatchObject({
      code: 'order-own-approval',
    });
    const approvals = { given: 1, needed: 2 };
    expect(await moveOrder(desk, one, await opening(desk, one, id))).toEqual({ id, status: 'review', approvals });
    await expect(moveOrder(desk, one, await opening(desk, one, id))).rejects.toMatchObject({
      code: 'order-approved-before',
    });
    expect(await moveOrder(desk, other, await opening(desk, other, id))).toMatchObject({ status: 'open' });
    expect((await readOrder(desk, author, id)).approvals.map(({ approverId }) => approverId).sort()).toEqual(
      [one.id, other.id].sort(),
    );
  });

  it('is not submitted without necessity, end, or where it touches what is private', async () => {
    const store = await newStore();
    const [desk, author] = [deskOn(store), await actorOf(store, ANALYST)];
    const administrator = await actorOf(store, ANALYST, ['administrator']);
    await target(store, 'candidate');
    const refused = async (name: string, written: WrittenOrder) => {
      const { id } = await draftOrder(desk, author, { ...written, order: { ...written.order, id: name } });
      const code = await moveOrder(desk, author, { id, move: 'submit' }).catch((error) => error.code);
      return { id, code };
    };
    const order = writtenOrder('x', 'U', 'What is the state of health of the candidate?');
    expect((await refused('a', about(writtenOrder('x', 'U'), 'candidate', {}))).code).toBe('order-person-necessity');
    const endless = about(writtenOrder('x', 'U'), 'candidate');
    const windowless = { ...endless, order: { ...endless.order, window: {} } };
    expect((await refused('b', windowless)).code).toBe('order-person-window');
    const { id, code } = await refused('c', about(order, 'candidate'));
    expect(code).toBe('order-person-sensitive');
    const reason = {
      ...(await orderRead(desk, author, id)),
      category: 'health',
      reason: 'Announced withdrawal for illness',
    } as const;
    await expect(allowSensitive(desk, author, reason)).rejects.toMatchObject({ code: 'action-not-your-role' });
    await expect(allowSensitive(desk, administrator, { ...reason, reason: ' ' })).rejects.toMatchObject({
      code: 'order-sensitive-reason',
    });
    await allowSensitive(desk, administrator, reason);
    await expect(allowSensitive(desk, administrator, reason)).rejects.toMatchObject({
      code: 'order-sensitive-recorded',
    });
    expect(await moveOrder(desk, author, { id, move: 'submit' })).toMatchObject({ status: 'review' });
    expect((await readOrder(desk, author, id)).exceptions).toMatchObject([{ administratorId: administrator.id }]);
  });

  it('is never approved by its author, at a desk of one either', async () => {
    const store = await newStore();
    const [desk, author] = [deskOn(store), await actorOf(store, ANALYST)];
    await target(store, 'candidate');
    const { id } = await draftOrder(desk, author, about(writtenOrder('campaign', 'U'), 'candidate'));
    await moveOrder(desk, author, { id, move: 'submit' });
    await expect(moveOrder(desk, author, await opening(desk, author, id))).rejects.toMatchObject({
      code: 'order-own-approval',
    });
  });
});

describe('a desk of one', () => {
  it('approves its own order that names nobody, and says so', async () => {
    const store = await newStore();
    const [desk, author] = [deskOn(store), await actorOf(store, ANALYST)];
    await actorOf(store, ANALYST, ['analyst']);
    const { id } = await draftOrder(desk, author, writtenOrder('harbour', 'U'));
    await moveOrder(desk, author, { id, move: 'submit' });
    expect(await moveOrder(desk, author, await opening(desk, author, id))).toMatchObject({ status: 'open' });
    expect((await readOrder(desk, author, id)).approvals).toMatchObject([{ approverId: author.id, kind: 'own' }]);
    const opened = (await entriesOf(store)).filter(({ action }) => action === 'order-open');
    expect(opened).toMatchObject([{ outcome: 'done', reasons: ['desk-of-one'] }]);
  });
});

describe('what an order cites', () => {
  it('is found among what its author may read, and covered by its marking', async () => {
    const store = await newStore();
    const [desk, author, nobody] = [deskOn(store), await actorOf(store, ANALYST), await actorOf(store, {})];
    await target(store, 'party', 'S//NF', 'party');
    const citing = (marking: string) => about(writtenOrder('parties', marking), 'party', {});
    const unknown = { kind: 'not-found', code: 'target-not-found' };
    await expect(draftOrder(desk, nobody, citing('U'))).rejects.toMatchObject(unknown);
    await expect(draftOrder(desk, author, citing('U'))).rejects.toMatchObject({ code: 'order-below-citation' });
    const { id, version } = await draftOrder(desk, author, citing('S//NF'));
    const without = await amendOrder(desk, author, { ...writtenOrder('parties', 'S//NF'), id, version });
    expect(without.cites.targets).toEqual([]);
    await target(store, 'party', 'U', 'party');
    await expect(amendOrder(desk, author, { ...citing('S//NF'), id, version: without.version })).rejects.toMatchObject({
      code: 'order-target-ambiguous',
    });
    const sources = { ...writtenOrder('read', 'U'), sourceIds: [uuid()] };
    await expect(draftOrder(desk, author, sources)).rejects.toMatchObject({ code: 'source-not-found' });
  });
});
