import { overdueQuestions, setQuestionState } from '../store/questions.ts';
import { act } from './act.ts';
import { SYSTEM } from './actor.ts';
import { utcDay } from './days.ts';
import type { Desk } from './desk.ts';

/** An entry names them all, and an entry has a largest size. */
const AT_ONCE = 200;

/**
 * Marks the questions of open orders that are past due: their latest time of value is over, and they are not answered. The
 * clock of a replay is not ours. Returns which.
 */
export async function markPastDue(desk: Desk): Promise<readonly string[]> {
  const today = utcDay(new Date(desk.now()));
  const marked: string[] = [];
  for (;;) {
    const batch = await markBatch(desk, today);
    marked.push(...batch);
    if (batch.length < AT_ONCE) return marked;
  }
}

async function markBatch(desk: Desk, today: string): Promise<readonly string[]> {
  if ((await overdueQuestions(desk.database.work, today, 1)).length === 0) return [];
  return act(desk, SYSTEM, {
    action: 'question-miss',
    roles: ['system'],
    as: 'work',
    async work({ client, name }) {
      const ids = await overdueQuestions(client, today, AT_ONCE);
      await setQuestionState(client, ids, 'past due');
      name('question', ids);
      return ids;
    },
  });
}
