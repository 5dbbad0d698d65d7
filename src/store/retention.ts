import type pg from 'pg';

/** Tables out of which documents go. */
export const DOCUMENT_TABLES = [
  ...['document', 'document_bytes', 'document_portion', 'hit', 'hit_history', 'informant_note', 'report_citation'],
  ...['story', 'story_member', 'story_move', 'document_likeness', 'quarantined', 'ranking_model', 'hit_features'],
] as const;

/** Any number that nothing else locks by: two that delete at once could wait for each other. */
const RETENTION_LOCK = 4_711_820;

/** Where to go on: behind this document, from the oldest on. */
export interface RetentionPlace {
  /** As PostgreSQL prints it, to the microsecond. */
  readonly receivedAt: string;
  readonly id: string;
}

/**
 * What holds a document at a cutoff, $1: before it, what nothing holds goes. An order holds by a hit that is not judged
 * not-relevant, until it ended before the cutoff; a report by a citation while it is released, or written on since the
 * cutoff; a task by its answer while its order runs.
 */
const HELD = `(
  exists (select from vigie.hit join vigie.watch_order on watch_order.id = hit.order_id
    where hit.document_id = document.id and hit.judgement <> 'not-relevant'
      and (watch_order.ended_at is null or watch_order.ended_at > $1))
  or exists (select from vigie.report_citation citation
    join vigie.report on report.id = citation.report_id and report.version = citation.version
    where citation.document_id = document.id and (report.status = 'released'
      or report.status in ('draft', 'review', 'approved') and report.changed_at > $1))
  or exists (select from vigie.task join vigie.watch_order on watch_order.id = task.order_id
    where task.id = document.task_id and watch_order.ended_at is null))`;

/** Locks the oldest documents that nothing holds, from behind `after` on; those that somebody else works on are left. */
export async function lockUnheld(
  work: pg.ClientBase,
  {
    cutoff,
    after,
    most,
  }: { readonly cutoff: Date; readonly after?: RetentionPlace | undefined; readonly most: number },
): Promise<readonly RetentionPlace[]> {
  await work.query('select pg_advisory_xact_lock($1)', [RETENTION_LOCK]);
  const { rows } = await work.query<RetentionPlace>(
    `select document.id, document.received_at::text as "receivedAt" from vigie.document
     where received_at < $1 and not ${HELD}
       and ($2::timestamptz is null or received_at > $2 or received_at = $2 and id < $3::uuid)
     order by received_at, id desc limit $4
     for update of document skip locked`,
    [cutoff, after?.receivedAt ?? null, after?.id ?? null, most],
  );
  return rows;
}

/**
 * Of documents that are locked, returns those that may go. They are looked at anew: what was found or cited before the
 * lock is there to see now, and what comes later waits for this transaction and then finds no document. A hit that is
 * being judged, and a report that is being moved, hold for this time.
 */
export async function stillUnheld(work: pg.ClientBase, ids: readonly string[], cutoff: Date): Promise<string[]> {
  const { rows: busy } = await work.query<{ id: string }>(
    `with hits as (select id from vigie.hit where document_id = any($1::uuid[]) for update skip locked),
       reports as (select id from vigie.report
         where id in (select report_id from vigie.report_citation where document_id = any($1::uuid[])) for share skip locked)
     select document_id as id from vigie.hit
     where document_id = any($1::uuid[]) and id not in (select id from hits)
     union
     select document_id from vigie.report_citation
     where document_id = any($1::uuid[]) and report_id not in (select id from reports)`,
    [ids],
  );
  const { rows } = await work.query<{ id: string }>(
    `select id from vigie.document where id = any($2::uuid[]) and not id = any($3::uuid[]) and not ${HELD}`,
    [cutoff, ids, busy.map(({ id }) => id)],
  );
  return rows.map(({ id }) => id);
}

/** Deletes locked documents with all that hangs on them, and the stories that are empty then. */
export async function deleteDocuments(work: pg.ClientBase, ids: readonly string[]): Promise<void> {
  const { rows } = await work.query<{ id: string }>(
    'select distinct story_id as id from vigie.story_member where document_id = any($1::uuid[])',
    [ids],
  );
  await work.query('delete from vigie.report_citation where document_id = any($1::uuid[])', [ids]);
  await work.query('delete from vigie.hit where document_id = any($1::uuid[])', [ids]);
  // Portions, bytes, membership of stories, links to informants and histories go with them; editions lose the link.
  await work.query('delete from vigie.document where id = any($1::uuid[])', [ids]);
  await deleteEmptyStories(
    work,
    rows.map(({ id }) => id),
  );
}

/** Deletes stories that people moved everything out of; at most so many at a time. */
export async function deleteLeftStories(work: pg.ClientBase | pg.Pool, most: number): Promise<void> {
  await work.query(
    `delete from vigie.story where id in (
       select id from vigie.story where not exists (select from vigie.story_member where story_member.story_id = story.id)
       limit $1 for update skip locked)`,
    [most],
  );
}

/** One that somebody is joining is left: it will not be empty. */
async function deleteEmptyStories(work: pg.ClientBase, ids: readonly string[]): Promise<void> {
  const { rows: locked } = await work.query<{ id: string }>(
    'select id from vigie.story where id = any($1::uuid[]) for update skip locked',
    [ids],
  );
  await work.query(
    `delete from vigie.story where id = any($1::uuid[])
       and not exists (select from vigie.story_member where story_member.story_id = story.id)`,
    [locked.map(({ id }) => id)],
  );
}
