import type pg from 'pg';
import type { DescribedSource, SourceKind, SourceStatus } from '../domain/source.ts';
import type { StatedMarking } from '../domain/stated-marking.ts';
import { type Page, pageOf } from './page.ts';
import { storable, storableJson } from './storable.ts';

/** Where documents come from. Where reading stands, and how it goes, is the pipeline's and not here. */
export interface StoredSource extends DescribedSource {
  readonly id: string;
  /** Of the fact that it is read here. */
  readonly stated: StatedMarking;
  readonly labelId: number;
  /** Of documents that bring no marking which counts. */
  readonly defaultStated: StatedMarking;
  readonly defaultLabelId: number;
  readonly madeAt: Date;
  readonly changedAt: Date;
}

/** Where a list goes on: behind this source. */
export interface SourceCursor {
  readonly changedAt: Date;
  readonly id: string;
}

export interface SourceQuery {
  readonly kind?: SourceKind | undefined;
  readonly status?: SourceStatus | undefined;
  readonly after?: SourceCursor | undefined;
  readonly most: number;
}

const SOURCES = `select id, name, kind, address, reliability, marking as stated, label_id as "labelId",
    default_marking as "defaultStated", default_label_id as "defaultLabelId", trusted, schedule, status, discipline,
    made_at as "madeAt", changed_at as "changedAt"
  from vigie.source`;

export async function addSource(client: pg.ClientBase, source: StoredSource): Promise<void> {
  await client.query(
    `insert into vigie.source (id, name, kind, address, reliability, marking, label_id, default_marking,
       default_label_id, trusted, schedule, status, state, made_at, changed_at, discipline, due_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '{}', $13, $13, $14, $13)`,
    [
      source.id,
      storable(source.name),
      source.kind,
      storable(source.address),
      source.reliability,
      storableJson(source.stated),
      source.labelId,
      storableJson(source.defaultStated),
      source.defaultLabelId,
      source.trusted,
      storableJson(source.schedule),
      source.status,
      source.madeAt,
      source.discipline,
    ],
  );
}

/** Any number that nothing else here locks two numbers with. */
const ADDRESS_LOCK = 4711;

/** Returns whether the session may read no source of this address; until the transaction ends, nobody else is told that. */
export async function isNewAddress(client: pg.ClientBase, address: string): Promise<boolean> {
  const kept = storable(address);
  await client.query('select pg_advisory_xact_lock($1, hashtext($2))', [ADDRESS_LOCK, kept]);
  const { rowCount } = await client.query('select from vigie.source where address = $1 limit 1', [kept]);
  return rowCount === 0;
}

/** Writes what a source is now; its kind and its markings stay. At another address, reading begins anew. */
export async function changeSource(client: pg.ClientBase, source: StoredSource): Promise<void> {
  await client.query(
    `update vigie.source set state = case when address = $3 then state else '{}' end, name = $2, address = $3, reliability = $4, schedule = $5, trusted = $6, status = $7,
       changed_at = $8, discipline = $9, due_at = case when $7 = 'active' then $8::timestamptz end
     where id = $1`,
    [
      source.id,
      storable(source.name),
      storable(source.address),
      source.reliability,
      storableJson(source.schedule),
      source.trusted,
      source.status,
      source.changedAt,
      source.discipline,
    ],
  );
}

/** Returns the source, or nothing where there is none that the session may read. */
export async function readSource(
  client: pg.ClientBase,
  id: string,
  purpose: 'to read' | 'to change' = 'to read',
): Promise<StoredSource | undefined> {
  const lock = purpose === 'to change' ? ' for update' : '';
  const { rows } = await client.query<StoredSource>(`${SOURCES} where id = $1${lock}`, [id]);
  return rows[0];
}

/** Returns the sources that changed last, from behind `after` on. */
export async function listSources(
  client: pg.ClientBase,
  query: SourceQuery,
): Promise<Page<StoredSource, SourceCursor>> {
  const { kind = null, status = null, after, most } = query;
  const { rows } = await client.query<StoredSource>(
    `${SOURCES}
     where ($1::text is null or kind = $1) and ($2::text is null or status = $2)
       and ($3::timestamptz is null or changed_at < $3 or (changed_at = $3 and id > $4::uuid))
     order by changed_at desc, id limit $5`,
    [kind, status, after?.changedAt ?? null, after?.id ?? null, most + 1],
  );
  return pageOf(rows, most, ({ changedAt, id }) => ({ changedAt, id }));
}
