import { type PastDueQuestion, pastDueQuestions } from '../store/questions.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { pageSize } from './pages.ts';

/** Returns questions of open orders that are past due, those that have waited longest first. */
export function listPastDue(desk: Desk, actor: Actor, most?: number): Promise<readonly PastDueQuestion[]> {
  return act(desk, actor, {
    action: 'question-list',
    roles: ['editor', 'analyst', 'releaser'],
    async work({ client, name }) {
      const questions = await pastDueQuestions(client, pageSize(most));
      name(
        'order',
        questions.map(({ orderId }) => orderId),
      );
      return questions;
    },
  });
}
