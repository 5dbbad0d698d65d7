import type pg from 'pg';
import { type Page, pageOf } from './page.ts';
import { storable, storableJson } from './storable.ts';
import { printWanted, type Wanted } from './wanted.ts';

/** A document as it is stored: immutable, read whole or not at all. */
export interface StoredDocument {
  readonly id: string;
  readonly sourceId: string | null;
  /** What the source is called, by which expressions name it. */
  readonly sourceName: string | null;
  readonly title: string;
  readonly body: string;
  readonly language: string | null;
  /** `YYYY-MM-DD`. */
  readonly publishedOn: string | null;
  readonly address: string | null;
  readonly supersedesId: string | null;
  readonly receivedAt: Date;
  /** What its kind states, such as stage, country and amounts. */
  readonly details: Readonly<Record<string, unknown>>;
}

export interface NewDocument extends Omit<StoredDocument, 'details' | 'sourceName'> {
  readonly details?: StoredDocument['details'];
  readonly labelId: number;
  /** What its source calls it; not given where it has no source. */
  readonly sourceKey?: string | null;
  /** The task that it answers. */
  readonly taskId?: string | null;
  /** SHA-256 of the bytes. */
  readonly contentHash: Uint8Array;
  /** Folded words and stems, each once: those by which it is found. */
  readonly lexemes: readonly string[];
}

/** Where a list goes on: behind this document. */
export interface DocumentCursor {
  readonly receivedAt: Date;
  readonly id: string;
}

/** A document as lists show it: without its text, which may be long. */
export type ListedDocument = Omit<StoredDocument, 'body'>;

/** What a document refers to may be marked above it: it is named to those who may read it too. */
export const LISTED_COLUMNS = `document.id,
  (select source.id from vigie.source where source.id = document.source_id) as "sourceId",
  (select source.name from vigie.source where source.id = document.source_id) as "sourceName", document.title,
  document.language, document.published_on::text as "publishedOn", document.address,
  (select older.id from vigie.document as older where older.id = document.supersedes_id) as "supersedesId",
  document.received_at as "receivedAt", document.details`;
const DOCUMENT_COLUMNS = `${LISTED_COLUMNS}, document.body`;

/** The most documents of one page. */
const LARGEST_PAGE = 200;

/**
 * Adds documents; of those that people bring, the ones whose bytes are there already under the same label are left as they
 * are. Returns the ids of those that were added.
 */
export async function addDocuments(client: pg.ClientBase, documents: readonly NewDocument[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `insert into vigie.document (id, source_id, label_id, content_hash, title, body, language, published_on, address,
       supersedes_id, received_at, details, task_id, source_key, lexemes, transaction_id)
     select id, source_id, label_id, content_hash, title, body, language, published_on, address, supersedes_id,
       received_at, details, task_id, source_key, array_to_tsvector(array(select jsonb_array_elements_text(lexemes))),
       pg_current_xact_id()
     from unnest($1::uuid[], $2::uuid[], $3::int[], $4::bytea[], $5::text[], $6::text[], $7::text[], $8::date[],
       $9::text[], $10::uuid[], $11::timestamptz[], $12::jsonb[], $13::jsonb[], $14::uuid[], $15::text[])
       as new (id, source_id, label_id, content_hash, title, body, language, published_on, address, supersedes_id,
         received_at, lexemes, details, task_id, source_key)
     on conflict (content_hash, label_id) where source_id is null do nothing
     returning id`,
    [
      documents.map(({ id }) => id),
      documents.map(({ sourceId }) => sourceId),
      documents.map(({ labelId }) => labelId),
      documents.map(({ contentHash }) => Buffer.from(contentHash)),
      documents.map(({ title }) => storable(title)),
      documents.map(({ body }) => storable(body)),
      documents.map(({ language }) => language),
      documents.map(({ publishedOn }) => publishedOn),
      documents.map(({ address }) => address && storable(address)),
      documents.map(({ supersedesId }) => supersedesId),
      documents.map(({ receivedAt }) => receivedAt),
      documents.map(({ lexemes }) => JSON.stringify(lexemes.map(storable).filter((lexeme) => lexeme !== ''))),
      documents.map(({ details }) => storableJson(details ?? {})),
      documents.map(({ taskId }) => taskId ?? null),
      documents.map(({ sourceKey }) => (sourceKey ? storable(sourceKey) : null)),
    ],
  );
  return rows.map(({ id }) => id);
}

/** Returns the document, or nothing where there is none that the session may read: the two are not told apart. */
export async function readDocument(client: pg.ClientBase, id: string): Promise<StoredDocument | undefined> {
  const { rows } = await client.query<StoredDocument>(`select ${DOCUMENT_COLUMNS} from vigie.document where id = $1`, [
    id,
  ]);
  return rows[0];
}

/** Returns whether there is such a document that the session may read. */
export async function hasDocument(client: pg.ClientBase, id: string): Promise<boolean> {
  const { rowCount } = await client.query('select from vigie.document where id = $1', [id]);
  return rowCount === 1;
}

/** Which documents a list shows: of one source, received from an instant on and before another. */
export interface DocumentQuery {
  readonly sourceId?: string | undefined;
  readonly from?: Date | undefined;
  readonly before?: Date | undefined;
  readonly after?: DocumentCursor | undefined;
  readonly most?: number;
}

const WANTED = `($1::timestamptz is null or document.received_at <= $1)
  and ($1 is null or document.received_at < $1 or document.id > $2::uuid)
  and ($4::timestamptz is null or document.received_at >= $4)
  and ($5::timestamptz is null or document.received_at < $5)
  and ($6::uuid is null or document.source_id = $6)`;
/** Where few labels are readable, the newest of each: going through all documents would pass over most. */
const NEWEST_BY_LABEL = `from (
    select newest.id from unnest($7::int[]) as readable (label_id) cross join lateral (
      select document.id, document.received_at from vigie.document
      where document.label_id = readable.label_id and ${WANTED}
      order by document.received_at desc, document.id limit $3) as newest
    order by newest.received_at desc, newest.id limit $3) as found
  join vigie.document on document.id = found.id`;
const NEWEST = `from vigie.document where ${WANTED}`;

/** Returns the newest documents, from behind `after` on. */
export function listDocuments(
  client: pg.ClientBase,
  query: DocumentQuery,
): Promise<Page<ListedDocument, DocumentCursor>> {
  return newest<ListedDocument>(client, LISTED_COLUMNS, query);
}

/** The same with their texts: for the matcher to verify, a few at a time. */
export function newestDocuments(
  client: pg.ClientBase,
  query: DocumentQuery,
): Promise<Page<StoredDocument, DocumentCursor>> {
  return newest<StoredDocument>(client, DOCUMENT_COLUMNS, query);
}

async function newest<Listed extends ListedDocument>(
  client: pg.ClientBase,
  columns: string,
  { sourceId, from, before, after, most = 50 }: DocumentQuery,
): Promise<Page<Listed, DocumentCursor>> {
  const size = Math.min(most, LARGEST_PAGE);
  // Those of one source are found by its own index, and whoever may read the source may read most of them.
  const labels = sourceId === undefined ? await fewLabels(client) : null;
  const values = [
    after?.receivedAt ?? null,
    after?.id ?? null,
    size + 1,
    from ?? null,
    before ?? null,
    sourceId ?? null,
  ];
  const { rows } = await client.query<Listed>(
    `select ${columns} ${labels ? NEWEST_BY_LABEL : NEWEST}
     order by document.received_at desc, document.id limit $3`,
    labels ? [...values, labels] : values,
  );
  return pageOf(rows, size, placeOf);
}

/** Returns how many documents the session may read. */
export async function countDocuments(client: pg.ClientBase): Promise<number> {
  const labels = await fewLabels(client);
  const { rows } = await client.query<{ count: string }>(
    `select count(*) from vigie.document ${labels ? 'where label_id = any($1::int[])' : ''}`,
    labels ? [labels] : [],
  );
  return Number(rows[0]!.count);
}

/** The readable labels where they are few. A hint for the planner: the policy stands over all statements. */
async function fewLabels(client: pg.ClientBase): Promise<readonly number[] | null> {
  const { rows } = await client.query<{ labels: readonly number[] | null }>('select vigie.few_labels(64) as labels');
  return rows[0]!.labels;
}

/**
 * Returns the newest documents that hold what is wanted, from behind `after` on: a superset of what a question finds,
 * for the matcher to verify. The ids come from the index, by the same condition as the policy; the rows come under the
 * policy itself.
 */
export async function searchDocuments(
  client: pg.ClientBase,
  wanted: Wanted,
  { after, most = 50 }: { readonly after?: DocumentCursor | undefined; readonly most?: number } = {},
): Promise<Page<StoredDocument, DocumentCursor>> {
  const size = Math.min(most, LARGEST_PAGE);
  const { rows } = await client.query<StoredDocument>(
    `select ${DOCUMENT_COLUMNS} from vigie.search_ids($1::tsquery, $2, $3, $4) as found
     join vigie.document on document.id = found.id
     order by document.received_at desc, document.id`,
    [printWanted(wanted), size + 1, after?.receivedAt ?? null, after?.id ?? null],
  );
  return pageOf(rows, size, placeOf);
}

function placeOf({ receivedAt, id }: ListedDocument): DocumentCursor {
  return { receivedAt, id };
}
