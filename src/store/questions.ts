import type pg from 'pg';
import type { QuestionState } from '../domain/question.ts';

/** Returns questions of open orders whose latest time of value was before `today` and that are not answered; those that are being moved are left. */
export async function overdueQuestions(
  work: pg.ClientBase | pg.Pool,
  today: string,
  most: number,
): Promise<readonly string[]> {
  const { rows } = await work.query<{ id: string }>(
    `select question.id from vigie.question join vigie.watch_order on watch_order.id = question.order_id
     where question.needed_by < $1 and question.state in ('open', 'partly-answered') and watch_order.status = 'open'
       and watch_order.content #>> '{order,replay}' = 'false'
     order by question.id limit $2 for update of question skip locked`,
    [today, most],
  );
  return rows.map(({ id }) => id);
}

export async function setQuestionState(
  client: pg.ClientBase,
  ids: readonly string[],
  state: QuestionState,
): Promise<void> {
  await client.query('update vigie.question set state = $2 where id = any($1::uuid[])', [ids, state.replace(' ', '-')]);
}

/** A question of an open order that is past due. */
export interface PastDueQuestion {
  readonly id: string;
  readonly orderId: string;
  readonly orderTitle: string;
  readonly letter: string;
  readonly wording: string;
  /** The last day on which its answer was of value, `YYYY-MM-DD`. */
  readonly neededBy: string | null;
}

/** Returns the questions that are past due of open orders that the session may read, the longest first. */
export async function pastDueQuestions(client: pg.ClientBase, most: number): Promise<readonly PastDueQuestion[]> {
  const { rows } = await client.query<PastDueQuestion>(
    `select question.id, order_id as "orderId", watch_order.content #>> '{order,title}' as "orderTitle", letter, wording,
       to_char(needed_by, 'YYYY-MM-DD') as "neededBy"
     from vigie.question join vigie.watch_order on watch_order.id = question.order_id
     where question.state = 'past-due' and watch_order.status = 'open'
     order by needed_by, order_id, letter limit $1`,
    [most],
  );
  return rows;
}
