import { describe, expect, it } from 'vitest';
import { actorOf, deskOn, entriesOf, opening, writtenOrder } from '../../test/support/desk.ts';
import { testServer } from '../../test/support/store.ts';
import { draftOrder } from './draft-order.ts';
import { moveOrder } from './move-order.ts';
import { accountMeant, operatorNamed } from './operator.ts';
import { readLog } from './read-log.ts';
import { readOrder } from './read-order.ts';

const newStore = testServer();
const ANALYST = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };

describe('whoever works on the machine of the desk', () => {
  it('acts as any account, and every entry says so to inspectors, of what is done and of what is refused', async () => {
    const store = await newStore();
    const desk = deskOn(store);
    const [one, other] = [await actorOf(store, ANALYST), await actorOf(store, ANALYST)];
    const author = await operatorNamed(desk, 'editor', one.id);
    const { id } = await draftOrder(desk, author, writtenOrder('growth', 'U'));
    await moveOrder(desk, author, { id, move: 'submit' });
    const approver = await operatorNamed(desk, 'editor', other.id);
    expect(await moveOrder(desk, approver, await opening(desk, approver, id))).toMatchObject({ status: 'open' });
    const again = moveOrder(desk, approver, await opening(desk, approver, id));
    await expect(again).rejects.toMatchObject({ code: 'order-illegal-change' });
    const entries = await entriesOf(store);
    expect(new Set(entries.map(({ outcome }) => outcome))).toEqual(new Set(['done', 'refused']));
    expect(entries.filter(({ reasons }) => !reasons.includes('on-the-machine'))).toEqual([]);
    const { items } = await readLog(desk, await actorOf(store, ANALYST, ['inspector']), { objectId: id });
    const approvals = items.map(({ entry }) => entry).filter(({ action }) => action === 'order-approve');
    expect(approvals).toMatchObject([
      { actor: other.id, outcome: 'refused', reasons: ['order-illegal-change', 'on-the-machine'] },
      { actor: other.id, outcome: 'done', reasons: ['on-the-machine'] },
    ]);
  });

  it('is told which accounts are meant by a role or a name, where there are several', async () => {
    const store = await newStore();
    const desk = deskOn(store);
    const [one, other] = [await actorOf(store, ANALYST), await actorOf(store, ANALYST)];
    await expect(operatorNamed(desk, 'editor')).rejects.toMatchObject({ code: 'operator-which' });
    const both = { code: 'account-which', message: expect.stringContaining([one.id, other.id].sort().join(', ')) };
    await expect(operatorNamed(desk, 'editor', 'somebody')).rejects.toMatchObject(both);
    await expect(accountMeant(desk, 'somebody')).rejects.toMatchObject(both);
    await expect(operatorNamed(desk, 'inspector')).rejects.toMatchObject({ code: 'operator-none' });
    await expect(operatorNamed(desk, 'editor', 'nobody')).rejects.toMatchObject({ code: 'operator-none' });
    expect((await operatorNamed(desk, 'editor', other.id)).id).toBe(other.id);
  });

  it('is held to the roles of the account', async () => {
    const store = await newStore();
    const desk = deskOn(store);
    const { id } = await actorOf(store, ANALYST, ['inspector']);
    const operator = await operatorNamed(desk, 'editor', id);
    const drafted = draftOrder(desk, operator, writtenOrder('growth', 'U'));
    await expect(drafted).rejects.toMatchObject({ code: 'action-not-your-role' });
    expect(await entriesOf(store)).toMatchObject([{ reasons: ['action-not-your-role', 'on-the-machine'] }]);
  });

  it('is not whoever came in otherwise', async () => {
    const store = await newStore();
    const [desk, analyst] = [deskOn(store), await actorOf(store, ANALYST)];
    const { id } = await draftOrder(desk, analyst, writtenOrder('growth', 'U'));
    await readOrder(desk, analyst, id);
    expect((await entriesOf(store)).map(({ reasons }) => reasons)).toEqual([[], []]);
  });
});
