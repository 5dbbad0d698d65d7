import type pg from 'pg';

/** The model of a question as surfaces may know it. */
export interface StoredModel {
  readonly questionId: string;
  /** See `ranking/packed-model.ts`. */
  readonly model: Uint8Array;
  readonly relevant: number;
  readonly notRelevant: number;
}

/** Returns the model of a question, or nothing where nothing was learnt that the session may know of. */
export async function readModel(client: pg.ClientBase, questionId: string): Promise<StoredModel | undefined> {
  const { rows } = await client.query<StoredModel>(
    `select question_id as "questionId", model, relevant, not_relevant as "notRelevant"
     from vigie.ranking_model where question_id = $1`,
    [questionId],
  );
  return rows[0];
}

/** Keeps what was learnt. Where it is what was there already, nothing is scored anew. */
export async function keepModel(work: pg.ClientBase, model: StoredModel): Promise<void> {
  await work.query(
    `insert into vigie.ranking_model (question_id, label_id, model, relevant, not_relevant, generation, scored_generation)
     select id, label_id, $2, $3, $4, 1, 0 from vigie.question where id = $1
     on conflict (question_id) do update set model = excluded.model, relevant = excluded.relevant,
       not_relevant = excluded.not_relevant, generation = ranking_model.generation + 1
     where ranking_model.model <> excluded.model`,
    [model.questionId, Buffer.from(model.model), model.relevant, model.notRelevant],
  );
}

/** A question whose hits are to be scored anew, of which generation that round began, and behind which hit it goes on. */
export interface ScoringRound {
  readonly questionId: string;
  readonly model: Uint8Array;
  readonly generation: number;
  readonly after: string;
}

/** Returns the next question in the order of ids, from behind `last` on and round, whose scores are older than its model. */
export async function nextRound(work: pg.ClientBase, last: string): Promise<ScoringRound | undefined> {
  const { rows } = await work.query<ScoringRound>(
    `select question_id as "questionId", model, coalesce(round_generation, generation) as generation,
       coalesce(scored_after, '00000000-0000-0000-0000-000000000000') as after
     from vigie.ranking_model where scored_generation < generation
     order by round_generation is null, question_id <= $1, question_id limit 1`,
    [last],
  );
  return rows[0];
}

/** Moves a round on behind a hit, or ends it where there is none: after the hits are locked, as acts lock them. */
export async function moveRound(
  work: pg.ClientBase,
  { questionId, generation }: ScoringRound,
  after: string | undefined,
): Promise<void> {
  await work.query(
    after === undefined
      ? `update vigie.ranking_model set scored_generation = $2, round_generation = null, scored_after = null
         where question_id = $1`
      : 'update vigie.ranking_model set round_generation = $2, scored_after = $3 where question_id = $1',
    after === undefined ? [questionId, generation] : [questionId, generation, after],
  );
}

/** Forgets what was learnt from hits on these documents, which are about to go; returns the questions that are to be learnt anew. */
export async function forgetJudged(work: pg.ClientBase, documentIds: readonly string[]): Promise<readonly string[]> {
  const { rows } = await work.query<{ id: string }>(
    `delete from vigie.ranking_model where question_id in (
       select question_id from vigie.hit
       where document_id = any($1::uuid[]) and judgement in ('relevant', 'not-relevant'))
     returning question_id as id`,
    [documentIds],
  );
  return rows.map(({ id }) => id).sort();
}

/** Forgets all that was read and learnt of an order; its hits wait to be read anew. Returns the questions that were learnt. */
export async function forgetOrder(work: pg.ClientBase, orderId: string): Promise<readonly string[]> {
  const questions = 'select id from vigie.question where order_id = $1';
  const { rows } = await work.query<{ id: string }>(
    `delete from vigie.ranking_model where question_id in (${questions}) returning question_id as id`,
    [orderId],
  );
  await work.query(`delete from vigie.hit_features where question_id in (${questions})`, [orderId]);
  // In the order in which acts lock hits, so that none waits in a circle.
  await work.query('select from vigie.hit where order_id = $1 and score > 0 order by id for no key update', [orderId]);
  await work.query('update vigie.hit set score = 0 where order_id = $1 and score > 0', [orderId]);
  return rows.map(({ id }) => id).sort();
}

/** Forgets what another version of the engine read and learnt; returns the questions that are to be learnt anew. */
export async function forgetOtherVersions(work: pg.ClientBase, version: number): Promise<readonly string[]> {
  await work.query(
    `select from vigie.hit where id in (select hit_id from vigie.hit_features where version <> $1)
     order by id for no key update`,
    [version],
  );
  await work.query(
    `with gone as (delete from vigie.hit_features where version <> $1 returning hit_id)
     update vigie.hit set score = 0 from gone where id = hit_id`,
    [version],
  );
  const { rows } = await work.query<{ id: string }>(
    `delete from vigie.ranking_model where get_byte(model, 0) <> $1 returning question_id as id`,
    [version],
  );
  return rows.map(({ id }) => id).sort();
}
