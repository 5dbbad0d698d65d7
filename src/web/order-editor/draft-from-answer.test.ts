import { expect, it } from 'vitest';
import type { CopyAnswerGiven, WholeOrder } from '../wire/shapes.ts';
import { draftFromAnswer } from './draft-from-answer.ts';

const ANSWER: CopyAnswerGiven = {
  ...{ id: 'a', satisfaction: 'further-question', words: 'Who pays?', madeAt: '2026-01-01T00:00:00.000Z' },
  ...{
    copyId: 'c',
    banner: 'SECRET',
    recipientId: 'r2',
    recipient: 'London desk',
    reportId: 'p',
    reportTitle: 'Growth',
  },
  orders: [],
};
const BEGINNING = { today: '2026-01-02', language: 'en', scheme: 'desk', background: 'On Growth.' };

it('asks what a recipient asked further, unmarked where no order was answered', () => {
  const { questions, requestedBy, background, scheme, marking } = draftFromAnswer(ANSWER, undefined, BEGINNING);
  expect(questions.map(({ letter, wording }) => [letter, wording])).toEqual([['A', 'Who pays?']]);
  expect([requestedBy, background, scheme, marking]).toEqual(['London desk', 'On Growth.', 'desk', '']);
});

it('is marked as the order whose answer was read, goes to its recipients and whoever asked, and is a new one', () => {
  const before = {
    ...{ scheme: 'us-capco', needToKnow: [['harbour']], cites: { sourceIds: ['s'], recipientIds: ['r1'] } },
    order: {
      ...{ id: 'growth', title: 'Growth', purpose: 'p', priority: 1, replay: true, window: { from: '2012-01-01' } },
      ...{ marking: 'S', disciplines: ['open-web'], events: [], targets: [], recipients: [], unknowns: [] },
      questions: [{ letter: 'A', wording: 'Old?', expressions: [{ language: 'fr', source: 'port' }] }],
    },
  } as unknown as WholeOrder;
  const draft = draftFromAnswer(ANSWER, before, BEGINNING);
  expect(draft).toMatchObject({ scheme: 'us-capco', marking: 'S', sourceIds: ['s'], recipientIds: ['r1', 'r2'] });
  expect(draft.needToKnow.map(({ anyOf }) => anyOf)).toEqual([['harbour']]);
  expect(draft.questions.map(({ wording }) => wording)).toEqual(['Who pays?']);
  expect([draft.id, draft.title, draft.from, draft.replay]).toEqual(['', '', '2026-01-02', false]);
});
