import type pg from 'pg';
import { storable } from './storable.ts';

/** A document as it is stored: immutable, read whole or not at all. */
export interface StoredDocument {
  readonly id: string;
  readonly sourceId: string | null;
  readonly title: string;
  readonly body: string;
  readonly language: string | null;
  /** `YYYY-MM-DD`. */
  readonly publishedOn: string | null;
  readonly address: string | null;
  readonly supersedesId: string | null;
  readonly receivedAt: Date;
}

export interface NewDocument extends StoredDocument {
  readonly labelId: string;
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

export interface Page<Item, Cursor> {
  readonly items: readonly Item[];
  /** Absent on the last page. */
  readonly next?: Cursor;
}

const COLUMNS = `document.id, document.source_id as "sourceId", document.title, document.body, document.language,
  document.published_on::text as "publishedOn", document.address, document.supersedes_id as "supersedesId",
  document.received_at as "receivedAt"`;

/** The most documents of one page. */
const LARGEST_PAGE = 200;

/**
 * Adds documents; those whose bytes are there already under the same label are left as they are. Returns the ids of
 * those that were added.
 */
export async function addDocuments(client: pg.ClientBase, documents: readonly NewDocument[]): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `insert into vigie.document (id, source_id, label_id, content_hash, title, body, language, published_on, address,
       supersedes_id, received_at, lexemes, transaction_id)
     select id, source_id, label_id, content_hash, title, body, language, published_on, address, supersedes_id,
       received_at, array_to_tsvector(array(select jsonb_array_elements_text(lexemes))), pg_current_xact_id()
     from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bytea[], $5::text[], $6::text[], $7::text[], $8::date[],
       $9::text[], $10::uuid[], $11::timestamptz[], $12::jsonb[])
       as new (id, source_id, label_id, content_hash, title, body, language, published_on, address, supersedes_id,
         received_at, lexemes)
     on conflict (content_hash, label_id) do nothing
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
    ],
  );
  return rows.map(({ id }) => id);
}

/** Returns the document, or nothing where there is none that the session may read: the two are not told apart. */
export async function readDocument(client: pg.ClientBase, id: string): Promise<StoredDocument | undefined> {
  const { rows } = await client.query<StoredDocument>(`select ${COLUMNS} from vigie.document where id = $1`, [id]);
  return rows[0];
}

/** Returns the newest documents, from behind `after` on. */
export async function listDocuments(
  client: pg.ClientBase,
  { after, most = 50 }: { readonly after?: DocumentCursor; readonly most?: number },
): Promise<Page<StoredDocument, DocumentCursor>> {
  const { rows } = await client.query<StoredDocument>(
    `select ${COLUMNS} from vigie.document
     where $1::timestamptz is null or received_at < $1 or (received_at = $1 and id > $2::uuid)
     order by received_at desc, id limit $3`,
    [after?.receivedAt ?? null, after?.id ?? null, Math.min(most, LARGEST_PAGE) + 1],
  );
  return paged(rows, Math.min(most, LARGEST_PAGE));
}

/** Returns how many documents the session may read. */
export async function countDocuments(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ count: string }>('select count(*) from vigie.document');
  return Number(rows[0]!.count);
}

/**
 * Returns the newest documents that hold all of `lexemes`: a superset of what a question finds, for the matcher to
 * verify. The ids come from the index, by the same condition as the policy; the rows come under the policy itself.
 */
export async function searchDocuments(
  client: pg.ClientBase,
  lexemes: readonly string[],
  most = 50,
): Promise<readonly StoredDocument[]> {
  if (lexemes.length === 0) return [];
  const { rows } = await client.query<StoredDocument>(
    `select ${COLUMNS}
     from vigie.search_ids((select string_agg('''' || replace(replace(word, '\\', '\\\\'), '''', '''''') || '''', ' & ')::tsquery
                            from unnest($1::text[]) as word), $2) as found
     join vigie.document on document.id = found.id
     order by document.received_at desc, document.id`,
    [lexemes.map(storable), Math.min(most, LARGEST_PAGE)],
  );
  return rows;
}

function paged(rows: readonly StoredDocument[], most: number): Page<StoredDocument, DocumentCursor> {
  const items = rows.slice(0, most);
  const last = items.at(-1);
  if (rows.length <= most || !last) return { items };
  return { items, next: { receivedAt: last.receivedAt, id: last.id } };
}
