import type pg from 'pg';

/** Whose labels decide whether the model may know the source of a hit's document. */
export interface HitLabels {
  readonly id: string;
  readonly questionId: string;
  readonly documentId: string;
  readonly documentLabelId: number;
  readonly orderLabelId: number;
  /** Null where it has no source, or none that the session may know of. */
  readonly sourceLabelId: number | null;
}

const LABELS = `hit.id, hit.question_id as "questionId", hit.document_id as "documentId",
  hit.document_label_id as "documentLabelId", hit.order_label_id as "orderLabelId", source.label_id as "sourceLabelId"`;
const WITH_SOURCE =
  'join vigie.document on document.id = hit.document_id left join vigie.source on source.id = document.source_id';

/** Returns the labels of a hit, or nothing where there is none that the session may read. */
export async function hitLabels(client: pg.ClientBase, id: string): Promise<HitLabels | undefined> {
  const { rows } = await client.query<HitLabels>(`select ${LABELS} from vigie.hit ${WITH_SOURCE} where hit.id = $1`, [
    id,
  ]);
  return rows[0];
}

/** Returns hits that were not read for their model yet. */
export async function unreadHits(work: pg.ClientBase, most: number): Promise<readonly HitLabels[]> {
  const { rows } = await work.query<HitLabels>(
    `select ${LABELS} from (select * from vigie.hit where score = 0 order by made_at, id limit $1) as hit ${WITH_SOURCE}
     order by hit.made_at, hit.id`,
    [most],
  );
  return rows;
}

/** What a model reads of a hit, as it is kept. */
export interface StoredFeatures {
  readonly hitId: string;
  /** See `ranking/packed-slots.ts`. */
  readonly slots: Uint8Array;
  readonly evidence: number;
}

/** Keeps what a model reads of hits. Those that are gone by now are left out. */
export async function addFeatures(
  work: pg.ClientBase,
  features: readonly StoredFeatures[],
  version: number,
): Promise<void> {
  await work.query(
    `insert into vigie.hit_features (hit_id, question_id, version, slots, evidence)
     select hit.id, hit.question_id, $1, new.slots, new.evidence
     from unnest($2::uuid[], $3::bytea[], $4::float8[]) as new (id, slots, evidence) join vigie.hit on hit.id = new.id
     on conflict (hit_id) do update set version = excluded.version, slots = excluded.slots, evidence = excluded.evidence`,
    [
      version,
      features.map(({ hitId }) => hitId),
      features.map(({ slots }) => Buffer.from(slots)),
      features.map(({ evidence }) => evidence),
    ],
  );
}

/** Returns the next hits of a question that wait for a judgement, behind a hit, in the order of ids. */
export async function waitingFeatures(
  work: pg.ClientBase,
  { questionId, after, most }: { readonly questionId: string; readonly after: string; readonly most: number },
): Promise<readonly StoredFeatures[]> {
  const { rows } = await work.query<StoredFeatures>(
    `select hit_id as "hitId", slots, evidence from vigie.hit_features join vigie.hit on hit.id = hit_id
     where hit_features.question_id = $1 and hit_id > $2 and judgement in ('new', 'to-verify')
     order by hit_id limit $3`,
    [questionId, after, most],
  );
  return rows;
}

/** Keeps how relevant hits are held. They are locked in the order in which acts lock them, so that none waits in a circle. */
export async function setScores(
  work: pg.ClientBase,
  scores: readonly { readonly hitId: string; readonly score: number }[],
): Promise<void> {
  const ids = scores.map(({ hitId }) => hitId);
  await work.query('select from vigie.hit where id = any($1::uuid[]) order by id for no key update', [ids]);
  await work.query(
    `update vigie.hit set score = new.score from unnest($1::uuid[], $2::real[]) as new (id, score)
     where hit.id = new.id and hit.score <> new.score`,
    [ids, scores.map(({ score }) => score)],
  );
}

/** A hit with the judgement that stands, and what a model reads of it where that is known. */
export interface JudgedHitRow extends HitLabels {
  readonly judgement: 'relevant' | 'not-relevant';
  readonly slots: Uint8Array | null;
  readonly evidence: number | null;
}

/** Returns the judged hits of a question in the order in which the judgements were made: the last ones, so many. */
export async function judgedHits(
  work: pg.ClientBase,
  questionId: string,
  most: number,
): Promise<readonly JudgedHitRow[]> {
  const { rows } = await work.query<JudgedHitRow>(
    `select ${LABELS}, judgement, slots, evidence from vigie.hit ${WITH_SOURCE}
       left join vigie.hit_features on hit_id = hit.id
     where hit.question_id = $1 and judgement in ('relevant', 'not-relevant')
     order by judged_at desc nulls last, hit.id desc limit $2`,
    [questionId, most],
  );
  return rows.reverse();
}

/** Returns the questions of hits, once each, in the order of ids. */
export async function questionsOfHits(client: pg.ClientBase, ids: readonly string[]): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    'select distinct question_id as id from vigie.hit where id = any($1::uuid[]) order by question_id',
    [ids],
  );
  return rows.map(({ id }) => id);
}
