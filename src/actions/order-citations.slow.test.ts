import { describe, expect, it } from 'vitest';
import { actorOf, deskOn, opening, writtenOrder } from '../../test/support/desk.ts';
import { testServer } from '../../test/support/store.ts';
import { inSession } from '../store/transaction.ts';
import type { Actor } from './actor.ts';
import { amendOrder } from './amend-order.ts';
import { changeTarget } from './change-target.ts';
import { createSource } from './create-source.ts';
import { createTarget } from './create-target.ts';
import { draftOrder } from './draft-order.ts';
import { moveOrder } from './move-order.ts';
import type { WrittenOrder } from './order-content.ts';
import { readOrder } from './read-order.ts';
import { retireTarget } from './retire-target.ts';
import { orderTargetLookup } from './target-lookup.ts';

const newStore = testServer();
const ANALYST = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const QUARBLE = { name: 'zo-quarble', title: 'Zoë Quarble', kind: 'person', role: 'mayor' } as const;

function stated(marking: string) {
  return { scheme: 'us-capco', marking };
}

function asking(written: WrittenOrder, source: string): WrittenOrder {
  const questions = [{ ...written.order.questions[0]!, expressions: [{ language: 'en', source }] }];
  return { ...written, order: { ...written.order, questions } };
}

async function scene() {
  const store = await newStore();
  const [desk, nobody] = [deskOn(store), await actorOf(store, {})];
  const [author, approver] = [await actorOf(store, ANALYST), await actorOf(store, ANALYST)];
  const lookedUp = (actor: Actor, orderId: string, name: string) =>
    inSession(
      store.database.app,
      { actorId: actor.id, clearanceId: actor.clearanceId, now: desk.now() },
      async (client) => JSON.stringify((await orderTargetLookup(client, orderId))(name)),
    );
  return { store, desk, nobody, author, approver, lookedUp };
}

describe('a person', () => {
  it('is cited by what the source of an expression says, whatever tree comes with it', async () => {
    const { desk, author } = await scene();
    const { id: targetId } = await createTarget(desk, author, { ...QUARBLE, ...stated('U') });
    const written = asking(writtenOrder('harbour', 'U'), '@zo-quarble');
    const [question] = written.order.questions;
    const expressions = [{ ...question!.expressions[0]!, expression: { kind: 'word', text: 'weather' } }];
    const smuggled = { ...written, order: { ...written.order, questions: [{ ...question!, expressions }] } };
    const order = await draftOrder(desk, author, smuggled);
    expect(order.cites.targets).toEqual([{ letter: null, targetId }]);
    expect(order.order.questions[0]!.expressions[0]!.expression).toMatchObject({ kind: 'target' });
    await expect(moveOrder(desk, author, { id: order.id, move: 'submit' })).rejects.toMatchObject({
      code: 'order-person-necessity',
    });
  });

  it('is cited by plain words, when the order is written and when it is submitted', async () => {
    const { desk, nobody, author } = await scene();
    const early = await draftOrder(desk, author, writtenOrder('early', 'U', 'What does Zoe Quarble plan?'));
    expect(early.cites.targets).toEqual([]);
    const { id: targetId } = await createTarget(desk, author, { ...QUARBLE, ...stated('U') });
    await expect(moveOrder(desk, author, { id: early.id, move: 'submit' })).rejects.toMatchObject({
      code: 'order-person-necessity',
    });
    const written = asking(writtenOrder('late', 'U'), 'zoe AND quarble');
    expect((await draftOrder(desk, author, written)).cites.targets).toEqual([{ letter: null, targetId }]);
    await createTarget(desk, author, { ...QUARBLE, name: 'other', title: 'Ann Other', ...stated('S//NF') });
    const asked = writtenOrder('other', 'U', 'What does Ann Other plan?');
    await expect(draftOrder(desk, author, asked)).rejects.toMatchObject({ code: 'order-below-citation' });
    // Who may not read the target cannot cite it, and is not told of it.
    expect((await draftOrder(desk, nobody, asked)).cites.targets).toEqual([]);
  });
});

describe('a target', () => {
  it('is covered by the label that its row carries, whatever marking was once stated', async () => {
    const { store, desk, author } = await scene();
    const party = { name: 'party', title: 'Harbour Party', kind: 'party' } as const;
    const { id } = await createTarget(desk, author, { ...party, ...stated('U') });
    const citing = (marking: string) => draftOrder(desk, author, asking(writtenOrder('order', marking), '@party'));
    const above = await store.label('S//NF');
    await store.database.work.query('update vigie.target set label_id = $2 where id = $1', [id, above]);
    await expect(citing('U')).rejects.toMatchObject({ code: 'order-below-citation' });
    expect((await citing('S//NF')).cites.targets).toEqual([{ letter: null, targetId: id }]);
  });
});

describe('an expression', () => {
  it('is refused with its findings', async () => {
    const { desk, author } = await scene();
    const refused = (source: string) => draftOrder(desk, author, asking(writtenOrder('harbour', 'U'), source));
    await expect(refused('port AND')).rejects.toMatchObject({
      code: 'order-expression',
      findings: [{ code: 'query-unfinished', span: { start: 8, end: 8 } }],
    });
    await expect(refused('NOT port')).rejects.toMatchObject({
      code: 'order-expression',
      findings: [{ code: 'query-nothing-required' }],
    });
    const { id, version } = await draftOrder(desk, author, asking(writtenOrder('harbour', 'U'), 'port'));
    await expect(
      amendOrder(desk, author, { ...asking(writtenOrder('harbour', 'U'), '('), id, version }),
    ).rejects.toMatchObject({ code: 'order-expression' });
  });
});

describe('an order that runs', () => {
  it('stands by its targets as they were when it was submitted', async () => {
    const { desk, nobody, author, approver, lookedUp } = await scene();
    const party = { name: 'party', title: 'Harbour Party', kind: 'party' } as const;
    const made = await createTarget(desk, author, { ...party, ...stated('U'), aliases: [{ text: 'first' }] });
    const change = async (from: Date, aliases: readonly { text: string }[]) => {
      return changeTarget(desk, nobody, { id: made.id, changedAt: from, title: party.title, aliases });
    };
    const { id } = await draftOrder(desk, author, asking(writtenOrder('secret', 'S//NF'), '@party'));
    const second = await change(made.changedAt, [{ text: 'second' }]);
    expect(await lookedUp(author, id, 'party')).toContain('first');
    await moveOrder(desk, author, { id, move: 'submit' });
    expect(await lookedUp(author, id, 'party')).toContain('second');
    const third = await change(second.changedAt, [{ text: 'third' }]);
    await moveOrder(desk, approver, await opening(desk, approver, id));
    await retireTarget(desk, nobody, { id: made.id, changedAt: third.changedAt });
    const standing = await lookedUp(author, id, 'party');
    expect(standing).toContain('second');
    expect(standing).not.toContain('third');
    expect((await readOrder(desk, author, id)).cites.targets).toEqual([{ letter: null, targetId: made.id }]);
  });
});

describe('a source', () => {
  it('is covered with what its documents are marked by default', async () => {
    const { desk, author } = await scene();
    const feed = { name: 'Gazette', kind: 'feed', address: 'https://x.example/', reliability: 'B' } as const;
    const source = await createSource(desk, author, {
      ...{ ...feed, trusted: false, ...stated('U') },
      defaultMarking: stated('S//NF'),
    });
    const reading = (marking: string) => ({ ...writtenOrder('read', marking), sourceIds: [source.id] });
    await expect(draftOrder(desk, author, reading('U'))).rejects.toMatchObject({ code: 'order-below-citation' });
    expect((await draftOrder(desk, author, reading('S//NF'))).cites.sourceIds).toEqual([source.id]);
  });

  it('is told of only to whoever may read it', async () => {
    const { store, desk, nobody, author } = await scene();
    const feed = { name: 'Gazette', kind: 'feed', address: 'https://x.example/', reliability: 'B' } as const;
    const source = await createSource(desk, author, {
      ...{ ...feed, trusted: false, ...stated('U') },
      defaultMarking: stated('U'),
    });
    const target = await createTarget(desk, author, { ...QUARBLE, ...stated('U') });
    const written = { ...asking(writtenOrder('read', 'U'), '@zo-quarble'), sourceIds: [source.id] };
    const { id } = await draftOrder(desk, author, written);
    const above = await store.label('S');
    await store.database.work.query('update vigie.source set default_label_id = $2 where id = $1', [source.id, above]);
    await store.database.work.query('update vigie.target set label_id = $2 where id = $1', [target.id, above]);
    const none = { targets: [], sourceIds: [], recipientIds: [] };
    expect((await readOrder(desk, nobody, id)).cites).toEqual(none);
    expect((await readOrder(desk, author, id)).cites.sourceIds).toEqual([source.id]);
  });
});
