import type pg from 'pg';

/** Returns questions of open orders whose latest time of value was before `today` and that are not answered. */
export async function overdueQuestions(
  work: pg.ClientBase | pg.Pool,
  today: string,
  most: number,
): Promise<readonly string[]> {
  const { rows } = await work.query<{ id: string }>(
    `select question.id from vigie.question join vigie.watch_order on watch_order.id = question.order_id
     where question.needed_by < $1 and question.state in ('open', 'partly-answered') and watch_order.status = 'open'
       and watch_order.content #>> '{order,replay}' = 'false'
     order by question.id limit $2`,
    [today, most],
  );
  return rows.map(({ id }) => id);
}

export async function setQuestionState(work: pg.ClientBase, ids: readonly string[], state: 'past-due'): Promise<void> {
  await work.query('update vigie.question set state = $2 where id = any($1::uuid[])', [ids, state]);
}
