import type { Actor } from '../../src/actions/actor.ts';
import { loadActor } from '../../src/actions/actor.ts';
import { amendOrder } from '../../src/actions/amend-order.ts';
import type { Desk } from '../../src/actions/desk.ts';
import { draftOrder } from '../../src/actions/draft-order.ts';
import { judgeHit } from '../../src/actions/judge-hit.ts';
import { moveOrder } from '../../src/actions/move-order.ts';
import { receiveDocument } from '../../src/actions/receive-document.ts';
import { addTarget } from '../../src/store/targets.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { actorOf, deskOn, opening, writtenOrder } from './desk.ts';
import { addHitRow, addReportRow, addTaskRow } from './rows.ts';
import { NOW, type TestStore, uuid } from './store.ts';

export const ANALYST = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const DAY = 86_400_000;

/** A desk with three administrators, of whom two may read what is secret. */
export interface PeopleDesk {
  readonly store: TestStore;
  readonly desk: Desk;
  readonly analyst: Actor;
  readonly cleared: Actor;
  /** Asks for the erasures that the other one does. */
  readonly second: Actor;
  readonly uncleared: Actor;
}

export async function peopleDesk(store: TestStore): Promise<PeopleDesk> {
  return {
    store,
    desk: deskOn(store),
    analyst: await actorOf(store, ANALYST),
    cleared: await actorOf(store, ANALYST, ['administrator']),
    second: await actorOf(store, ANALYST, ['administrator']),
    uncleared: await actorOf(store, {}, ['administrator']),
  };
}

/** A target who is a person, under a marking. */
export async function addPerson(store: TestStore, kind: 'person' | 'company' = 'person'): Promise<string> {
  const id = uuid();
  const labelId = await store.label('S');
  const stated = { scheme: 'us-capco', marking: 'S', needToKnow: [] };
  const texts = { name: 'zo-quarble', title: 'Zoë Quarble', kind, role: 'mayor', note: 'quarble is well known' };
  const aliases = [{ text: 'Quarble' }, { text: 'Zoquarb*', context: ['mayor'] }];
  const at = new Date(NOW);
  await inTransaction(store.database.work, (client) =>
    addTarget(client, { id, ...texts, stated, labelId, status: 'active', aliases, madeAt: at, changedAt: at }),
  );
  return id;
}

/** An order of two versions that cites the person, with documents, judged hits and a task. */
export async function addOrders({ store, desk: on, analyst }: PeopleDesk) {
  const written = writtenOrder('quarble-2026', 'S', 'What does Zoë Quarble plan?');
  const source = '@zo-quarble AND (harbour NEAR/3 Quarble OR port)';
  const expressions = [{ language: 'en', source }];
  const questions = [
    { ...written.order.questions[0]!, expressions },
    { ...written.order.questions[0]!, letter: 'B', wording: 'Which harbour?' },
  ];
  const targets = [
    { letter: 'A', target: 'zo-quarble', marking: 'S', note: 'Quarble alone', necessity: 'Quarble decides' },
  ];
  const order = {
    ...written.order,
    legalBasis: 'press law',
    window: { from: '2026-01-01', until: '2026-12-31' },
    targets,
    questions,
    background: 'What Quarble said.',
    unknowns: ['is it Quarble?'],
  };
  const first = await draftOrder(on, analyst, { ...written, order });
  const { id } = await amendOrder(on, analyst, {
    ...written,
    order: { ...order, title: 'On Quarble' },
    id: first.id,
    version: 1,
  });
  await moveOrder(on, analyst, { id, move: 'submit' });
  // Who opens an order about a person is two people.
  for (let approvals = 0; approvals < 2; approvals++) {
    const approver = await actorOf(store, ANALYST);
    await moveOrder(on, approver, await opening(on, approver, id));
  }
  const old = { ...on, now: () => NOW - 40 * DAY };
  const documents: string[] = [];
  const hits: string[] = [];
  for (const [index, question] of [0, 0, 1].entries()) {
    const text = { title: `page ${index}`, body: 'the harbour', scheme: 'us-capco', marking: 'S' };
    documents.push((await receiveDocument(old, analyst, text)).id);
    const hit = { orderId: id, questionId: first.questions[question]!.id, documentId: documents[index]! };
    hits.push(await addHitRow(store, hit));
    await judgeHit(on, analyst, { id: hits[index]!, judgement: 'relevant', note: 'so says Quarble' });
  }
  await addTaskRow(store, {
    orderId: id,
    questionId: first.questions[0]!.id,
    memberId: analyst.id,
    instruction: 'Ask Quarble.',
  });
  return { id, documents, hits };
}

/** Makes a reader a recipient who got a copy by mail. */
export async function addCopy(store: TestStore, id: string, marking: string): Promise<void> {
  const { actorId: owner } = await store.session(ANALYST);
  const document = await receiveDocument(deskOn(store), await loadActor(store.database, owner, NOW), {
    ...{ title: 'sent', body: 'sent', scheme: 'us-capco', marking },
  });
  const reportId = await addReportRow(store, { documentId: document.id, ownerId: owner }, { marking });
  const [labelId, channelId, releaseId, copyId, deliveryId] = [
    await store.label(marking),
    uuid(),
    uuid(),
    uuid(),
    uuid(),
  ];
  const open = await store.label('U');
  const at = new Date(NOW);
  const { work } = store.database;
  const detail = JSON.stringify({ to: 'zo@quarble.example' });
  const rows: [string, unknown[]][] = [
    ["insert into vigie.recipient values ($1, $2, 'active', $3, $3)", [id, open, at]],
    [
      `insert into vigie.channel values ($1, $2, $3, 'mail', 'zo@quarble.example', '{}', $3, 'active', $4, $4)`,
      [channelId, id, open, at],
    ],
    [
      `insert into vigie.channel values ($1, $2, $3, 'webhook', 'https://quarble.example', '{}', $3, 'paused', $4, $4)`,
      [uuid(), id, open, at],
    ],
    [
      "insert into vigie.release values ($1, $2, 1, $3, $4, 'released', null, $5, $5)",
      [releaseId, reportId, labelId, owner, at],
    ],
    [
      "insert into vigie.release_copy values ($1, $2, $3, $4, '{}', sha256('x'), 'current', $5)",
      [copyId, releaseId, id, labelId, at],
    ],
    [
      "insert into vigie.delivery values ($1, $2, $3, $4, $5, 'accepted', 1, null, $6, $6)",
      [deliveryId, copyId, channelId, id, labelId, at],
    ],
    [
      "insert into vigie.receipt values ($1, $2, $3, $4, 'acceptance', $5, $6)",
      [uuid(), deliveryId, id, labelId, detail, at],
    ],
  ];
  for (const [statement, values] of rows) await work.query(statement, values);
}
