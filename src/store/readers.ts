import type pg from 'pg';
import type { Reader } from '../markings/reader.ts';
import { type Page, pageOf } from './page.ts';
import { storable, storableJson } from './storable.ts';

export const READER_KINDS = ['person', 'body'] as const;
export type ReaderKind = (typeof READER_KINDS)[number];

/** What a reader holds by itself; groups come from memberships. */
export type HeldByReader = Omit<Reader, 'id' | 'groups'>;

/** A person or body as far as others may know of them. */
export interface StoredReader {
  readonly id: string;
  readonly name: string;
  readonly kind: ReaderKind;
  readonly madeAt: Date;
  readonly changedAt: Date;
}

export interface NewReader extends StoredReader {
  /** Of the fact that there is this reader. */
  readonly labelId: number;
  readonly held: HeldByReader;
  readonly clearanceId: string;
}

/** Where a list goes on: behind this reader. */
export interface ReaderCursor {
  readonly name: string;
  readonly id: string;
}

/** Any number that nothing else locks by. */
const SET_UP_LOCK = 4_711_806;

const COLUMNS = 'reader.id, reader.name, reader.kind, reader.made_at as "madeAt", reader.changed_at as "changedAt"';

export async function addReader(client: pg.ClientBase, reader: NewReader): Promise<void> {
  const { id, name, kind, labelId, held, clearanceId, madeAt } = reader;
  await client.query(
    `insert into vigie.reader (id, name, kind, label_id, held, clearance_id, made_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7)`,
    [id, storable(name), kind, labelId, storableJson(held), clearanceId, madeAt],
  );
}

/** Whoever was erased is nobody: there is no such reader, whatever an act wants. */
export const NOT_ERASED = 'reader.erased_at is null';

/** Returns the reader, or nothing where there is none that the session may know of, or who was erased. */
export async function readReader(
  client: pg.ClientBase,
  id: string,
  purpose: 'to read' | 'to change' = 'to read',
): Promise<StoredReader | undefined> {
  const lock = purpose === 'to change' ? ' for update' : '';
  const { rows } = await client.query<StoredReader>(
    `select ${COLUMNS} from vigie.reader where id = $1 and ${NOT_ERASED}${lock}`,
    [id],
  );
  return rows[0];
}

/** Returns what the clearance of a reader holds now, groups included. For the pipeline's role. */
export async function heldNow(work: pg.Pool, id: string): Promise<Reader | undefined> {
  return (await allHeldNow(work, [id])).get(id);
}

/** The same for several readers, by their ids. */
export async function allHeldNow(work: pg.Pool, ids: readonly string[]): Promise<ReadonlyMap<string, Reader>> {
  const { rows } = await work.query<{ id: string; held: Reader }>(
    `select reader.id, clearance.reader as held
     from vigie.reader join vigie.clearance on clearance.id = reader.clearance_id where reader.id = any($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map(({ id, held }) => [id, held]));
}

/** What administrators see of a reader; for the pipeline's role, which alone may look at clearances. */
export interface ReaderHolding {
  readonly held: HeldByReader;
  readonly clearanceId: string;
  readonly labelId: number;
  readonly groups: readonly string[];
}

/** Locks a reader, whose holding is then read in a statement of its own: that one sees what was waited for, groups too. */
export async function lockReader(work: pg.ClientBase, id: string): Promise<void> {
  await work.query('select from vigie.reader where id = $1 for update', [id]);
}

/** Returns what a reader holds, with the groups of `now`. */
export async function readHolding(work: pg.ClientBase, id: string, now: Date): Promise<ReaderHolding | undefined> {
  const { rows } = await work.query<ReaderHolding>(
    `select held, clearance_id::text as "clearanceId", label_id as "labelId", array(
       select reader_group.name from vigie.group_member
       join vigie.reader_group on reader_group.id = group_member.group_id and reader_group.state = 'active'
       where group_member.reader_id = reader.id and member_from <= $2 and (member_until is null or member_until > $2)
       order by reader_group.name) as groups
     from vigie.reader where id = $1 and ${NOT_ERASED}`,
    [id, now],
  );
  return rows[0];
}

/** Keeps what a reader holds from now on, and the clearance that it came to. */
export async function setHolding(
  work: pg.ClientBase,
  { id, held, clearanceId }: { readonly id: string; readonly held: HeldByReader; readonly clearanceId: string },
  now: Date,
): Promise<void> {
  await work.query('update vigie.reader set held = $2, clearance_id = $3, changed_at = $4 where id = $1', [
    id,
    storableJson(held),
    clearanceId,
    now,
  ]);
}

export async function renameReader(work: pg.ClientBase, id: string, name: string, now: Date): Promise<void> {
  await work.query('update vigie.reader set name = $2, changed_at = $3 where id = $1', [id, storable(name), now]);
}

/** Returns readers by name, from behind `after` on. */
export async function listReaders(
  client: pg.ClientBase,
  {
    after,
    most,
    areRecipients,
  }: {
    readonly after?: ReaderCursor | undefined;
    readonly most: number;
    readonly areRecipients?: boolean | undefined;
  },
): Promise<Page<StoredReader, ReaderCursor>> {
  const { rows } = await client.query<StoredReader>(
    `select ${COLUMNS} from vigie.reader
     where ${NOT_ERASED} and ($1::text is null or name > $1 or (name = $1 and id > $2::uuid))
       and ($4::boolean is null or $4 = exists (select from vigie.recipient where recipient.id = reader.id))
     order by name, id limit $3`,
    [after?.name ?? null, after?.id ?? null, most + 1, areRecipients ?? null],
  );
  return pageOf(rows, most, ({ name, id }) => ({ name, id }));
}

/** Until the transaction is over, nobody else makes a first reader. */
export async function lockReaders(work: pg.ClientBase): Promise<void> {
  await work.query('select pg_advisory_xact_lock($1)', [SET_UP_LOCK]);
}

export async function anyReader(work: pg.ClientBase): Promise<boolean> {
  const { rows } = await work.query<{ there: boolean }>('select exists (select from vigie.reader) as there');
  return rows[0]!.there;
}
