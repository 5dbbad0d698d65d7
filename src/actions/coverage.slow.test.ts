import { expect, it } from 'vitest';
import { actorOf, addHit, deskOn, writtenOrder } from '../../test/support/desk.ts';
import { citing, paragraph, text, writtenReport } from '../../test/support/reports.ts';
import { testServer, uuid } from '../../test/support/store.ts';
import { draftOrder } from './draft-order.ts';
import { draftReport } from './draft-report.ts';
import { judgeHit } from './judge-hit.ts';
import { moveReport } from './move-report.ts';
import { compareOrders, readCoverage } from './read-coverage.ts';
import { receiveDocument } from './receive-document.ts';

const newStore = testServer();
const SECRET = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };

async function scene() {
  const store = await newStore();
  const [desk, author, other, low] = [
    deskOn(store),
    await actorOf(store, SECRET),
    await actorOf(store, SECRET),
    await actorOf(store, {}),
  ];
  const order = await draftOrder(desk, author, writtenOrder('harbour', 'U', 'Which ships enter the harbour?'));
  const receive = async (marking: string, body: string, publishedOn: string): Promise<string> =>
    (await receiveDocument(desk, author, { scheme: 'us-capco', marking, title: body, body, publishedOn })).id;
  return { store, desk, author, other, low, order, receive };
}

it('says by what the questions of an order are answered, how old, and on what, to each as far as they may read', async () => {
  const { store, desk, author, other, low, order, receive } = await scene();
  const [open, secret] = [await receive('U', 'one', '2012-05-08'), await receive('S', 'two', '2012-05-16')];
  const hitId = await addHit(store, { orderId: order.id, documentId: open });
  await addHit(store, { orderId: order.id, documentId: secret });
  await judgeHit(desk, author, { id: hitId, judgement: 'relevant' });
  const citations = [
    { id: uuid(), documentId: open, reliability: 'C', credibility: 3 },
    { id: uuid(), documentId: secret, reliability: 'B', credibility: 4 },
  ] as const;
  const portion = paragraph('S', text('So it is.'), citing(citations[0].id), citing(citations[1].id));
  const answers = [{ portionId: portion.id, questionId: order.questions[0]!.id, isWhole: false }];
  const drafted = await draftReport(desk, author, { report: writtenReport([portion], { citations, answers }) });
  const submitted = await moveReport(desk, author, { ...drafted, move: 'submit' });
  await moveReport(desk, other, { ...drafted, ...submitted, move: 'approve' });
  const seen = await readCoverage(desk, author, order.id);
  expect(seen.questions).toMatchObject([{ letter: 'A', hits: 2, relevant: 1, waiting: 1 }]);
  expect(seen.questions[0]!.answers).toMatchObject([
    { reportId: drafted.id, status: 'approved', isWhole: false, reliability: 'B', credibility: 3 },
  ]);
  expect(seen.questions[0]!.answers[0]!.approvedAt).not.toBeNull();
  expect(seen.byWeek.map(({ monday, count }) => [monday, count])).toEqual([
    ['2012-05-07', 1],
    ['2012-05-14', 1],
  ]);
  expect(seen.bySource).toMatchObject([{ sourceId: null, hits: 2, relevant: 1, cited: 2 }]);
  const low2 = await readCoverage(desk, low, order.id);
  expect(low2.questions).toMatchObject([{ hits: 1, relevant: 1, waiting: 0, answers: [] }]);
  expect(low2.bySource).toMatchObject([{ hits: 1, cited: 0 }]);
  expect(low2.byWeek).toHaveLength(1);
});

it('shows two orders beside each other: like questions, and what both found', async () => {
  const { store, desk, author, low, order, receive } = await scene();
  const second = await draftOrder(desk, author, writtenOrder('port', 'U', 'Which ship entered this harbour?'));
  const hidden = await draftOrder(desk, author, writtenOrder('hidden', 'S', 'Which ships?'));
  const [both, one] = [await receive('S', 'both', '2012-05-08'), await receive('U', 'one', '2012-05-08')];
  for (const orderId of [order.id, second.id]) await addHit(store, { orderId, documentId: both });
  await addHit(store, { orderId: order.id, documentId: one });
  const compared = await compareOrders(desk, author, { id: order.id, otherId: second.id });
  expect(compared).toMatchObject({
    questions: [{ letters: ['A', 'A'] }],
    documents: 1,
    samples: [{ title: 'both', letters: ['1A', '2A'] }],
  });
  expect(compared.questions[0]!.likeness).toBeGreaterThan(0.25);
  expect(await compareOrders(desk, low, { id: order.id, otherId: second.id })).toMatchObject({
    documents: 0,
    samples: [],
  });
  for (const otherId of [hidden.id, uuid()]) {
    await expect(compareOrders(desk, low, { id: order.id, otherId })).rejects.toMatchObject({
      code: 'order-not-found',
    });
  }
});
