import type pg from 'pg';

/** A question that a document answers, as the matcher found it. */
export interface FoundHit {
  readonly id: string;
  readonly questionId: string;
  readonly documentId: string;
}

/**
 * Keeps what was found, each pair of question and document once however often it is found. Returns how many are new. What
 * was deleted meanwhile is found no more.
 */
export async function addHits(work: pg.ClientBase, found: readonly FoundHit[], now: Date): Promise<number> {
  if (found.length === 0) return 0;
  const { rowCount } = await work.query(
    `insert into vigie.hit (id, order_id, question_id, document_id, document_label_id, order_label_id, judgement,
       made_at, changed_at)
     select found.id, question.order_id, question.id, document.id, document.label_id, question.label_id, 'new', $4, $4
     from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as found (id, question_id, document_id)
     join vigie.question on question.id = found.question_id
     join (select id, label_id from vigie.document where id = any($5::uuid[]) order by id for key share) as document
       on document.id = found.document_id
     on conflict (question_id, document_id) do nothing`,
    [
      found.map(({ id }) => id),
      found.map(({ questionId }) => questionId),
      found.map(({ documentId }) => documentId),
      now,
      [...new Set(found.map(({ documentId }) => documentId))],
    ],
  );
  return rowCount ?? 0;
}
