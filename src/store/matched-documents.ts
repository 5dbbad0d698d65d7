import type pg from 'pg';
import type { Discipline } from '../domain/order.ts';
import { STORED_SIZE, withinSize } from './stored-size.ts';
import { printWanted, type Wanted } from './wanted.ts';

/** A document as the pipeline holds questions against it. */
export interface HeldDocument {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly language: string | null;
  /** `YYYY-MM-DD`. */
  readonly publishedOn: string | null;
  readonly sourceId: string | null;
  readonly sourceName: string | null;
  readonly discipline: Discipline;
  readonly receivedAt: Date;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What a person brings comes from people where it answers a task, and is a document else. */
const HELD = `select document.id, document.title, document.body, document.language,
    document.published_on::text as "publishedOn", document.source_id as "sourceId", source.name as "sourceName",
    coalesce(source.discipline, case when document.task_id is null then 'documents' else 'people' end) as discipline,
    document.received_at as "receivedAt", document.details
  from vigie.document left join vigie.source on source.id = document.source_id`;

/** Returns these documents, for the pipeline; those that are gone are left out. */
export async function heldDocuments(
  work: pg.ClientBase | pg.Pool,
  ids: readonly string[],
): Promise<readonly HeldDocument[]> {
  const { rows } = await work.query<HeldDocument>(`${HELD} where document.id = any($1::uuid[])`, [ids]);
  return rows;
}

/** Where reading the archive goes on: behind this document, from the newest on. */
export interface ArchivePlace {
  readonly receivedAt: Date;
  readonly id: string;
}

export interface ArchiveQuery {
  /** What their words must hold; all documents where it says nothing. */
  readonly wanted: Wanted;
  /** Received at that instant or before. */
  readonly until: Date;
  readonly after?: ArchivePlace | undefined;
  readonly most: number;
}

/** A stretch of the archive, and where it goes on; nothing at its end. */
export interface ArchivePage {
  readonly documents: readonly HeldDocument[];
  readonly next: ArchivePlace | undefined;
}

/** Returns the newest documents of the archive that may hold what is wanted, for the pipeline: as many as fit into memory. */
export async function archivedDocuments(
  work: pg.ClientBase | pg.Pool,
  { wanted, until, after, most }: ArchiveQuery,
): Promise<ArchivePage> {
  const search = printWanted(wanted);
  const { rows } = await work.query<ArchivePlace & { size: number }>(
    `select document.id, document.received_at as "receivedAt", ${STORED_SIZE} as size from vigie.document
     where document.received_at <= $1 and ($2::timestamptz is null or document.received_at <= $2)
       and ($2 is null or document.received_at < $2 or document.id > $3::uuid)
       ${search === '' ? '' : 'and document.lexemes @@ $5::tsquery'}
     order by document.received_at desc, document.id limit $4`,
    [until, after?.receivedAt ?? null, after?.id ?? null, most, ...(search === '' ? [] : [search])],
  );
  const page = withinSize(rows);
  const last = page.at(-1);
  const isEnd = page.length === rows.length && rows.length < most;
  const documents = await heldDocuments(
    work,
    page.map(({ id }) => id),
  );
  return { documents, next: isEnd || !last ? undefined : { receivedAt: last.receivedAt, id: last.id } };
}

/** Returns how many documents the planner expects the archive to have of what is wanted. */
export async function expectedDocuments(work: pg.ClientBase, wanted: Wanted): Promise<number> {
  const search = printWanted(wanted);
  const { rows } = await work.query<{ count: number }>(
    search === ''
      ? `select greatest(reltuples, 0) as count from pg_class where oid = 'vigie.document'::regclass`
      : 'select vigie.expected_rows($1::tsquery) as count',
    search === '' ? [] : [search],
  );
  return Math.round(rows[0]!.count);
}
