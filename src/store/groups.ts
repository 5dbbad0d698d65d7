import type pg from 'pg';
import { knownReader } from './known-reader.ts';
import { type Page, pageOf } from './page.ts';
import { storable } from './storable.ts';

export const GROUP_STATES = ['active', 'closed'] as const;
export type GroupState = (typeof GROUP_STATES)[number];

/** A circle of readers that a marking can require, by its name. */
export interface StoredGroup {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly purpose: string;
  readonly state: GroupState;
  readonly madeAt: Date;
  readonly changedAt: Date;
}

/** A reader in a group, from when on and until when; the end is the first instant at which it is over. */
export interface StoredMember {
  readonly readerId: string;
  readonly from: Date;
  readonly until: Date | null;
}

/** Where a list goes on: behind this group. */
export interface GroupCursor {
  readonly name: string;
  readonly id: string;
}

const GROUPS =
  'select id, name, title, purpose, state, made_at as "madeAt", changed_at as "changedAt" from vigie.reader_group';

/** Adds a group; returns whether its name was free. */
export async function addGroup(work: pg.ClientBase, group: StoredGroup, labelId: number): Promise<boolean> {
  const { id, name, title, purpose, state, madeAt } = group;
  const { rowCount } = await work.query(
    `insert into vigie.reader_group (id, name, title, purpose, label_id, state, made_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7) on conflict (name) do nothing`,
    [id, storable(name), storable(title), storable(purpose), labelId, state, madeAt],
  );
  return rowCount === 1;
}

/** Returns the group, or nothing where there is none that the session may know of. */
export async function readGroup(
  client: pg.ClientBase,
  id: string,
  purpose: 'to read' | 'to change' = 'to read',
): Promise<StoredGroup | undefined> {
  const lock = purpose === 'to change' ? ' for update' : '';
  const { rows } = await client.query<StoredGroup>(`${GROUPS} where id = $1${lock}`, [id]);
  return rows[0];
}

export async function changeGroup(work: pg.ClientBase, group: StoredGroup): Promise<void> {
  const { id, title, purpose, state, changedAt } = group;
  await work.query(
    'update vigie.reader_group set title = $2, purpose = $3, state = $4, changed_at = $5 where id = $1',
    [id, storable(title), storable(purpose), state, changedAt],
  );
}

/** Returns the names of the groups of which the session may know. */
export async function knownGroups(client: pg.ClientBase): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ name: string }>('select name from vigie.reader_group');
  return new Set(rows.map(({ name }) => name));
}

/** Returns groups by name, from behind `after` on. */
export async function listGroups(
  client: pg.ClientBase,
  { after, most }: { readonly after?: GroupCursor | undefined; readonly most: number },
): Promise<Page<StoredGroup, GroupCursor>> {
  const { rows } = await client.query<StoredGroup>(
    `${GROUPS} where $1::text is null or name > $1 or (name = $1 and id > $2::uuid) order by name, id limit $3`,
    [after?.name ?? null, after?.id ?? null, most + 1],
  );
  return pageOf(rows, most, ({ name, id }) => ({ name, id }));
}

/** Returns the members of a group of whom the session may know. */
export async function listMembers(client: pg.ClientBase, groupId: string): Promise<readonly StoredMember[]> {
  const { rows } = await client.query<StoredMember>(
    `select reader_id as "readerId", member_from as "from", member_until as until from vigie.group_member
     where group_id = $1 and ${knownReader('reader_id')} is not null order by member_from, reader_id`,
    [groupId],
  );
  return rows;
}

/** Lets a reader into a group from an instant on, or changes from when and until when. */
export async function setMember(
  work: pg.ClientBase,
  groupId: string,
  { readerId, from, until }: StoredMember,
): Promise<void> {
  await work.query(
    `insert into vigie.group_member (group_id, reader_id, label_id, member_from, member_until)
     select id, $2, label_id, $3, $4 from vigie.reader_group where id = $1
     on conflict (group_id, reader_id) do update
       set member_from = excluded.member_from, member_until = excluded.member_until`,
    [groupId, readerId, from, until],
  );
}

/** Ends a membership; returns whether there was one that had not ended. One that had not begun never was. */
export async function endMember(work: pg.ClientBase, groupId: string, readerId: string, now: Date): Promise<boolean> {
  const { rowCount: never } = await work.query(
    'delete from vigie.group_member where group_id = $1 and reader_id = $2 and member_from >= $3',
    [groupId, readerId, now],
  );
  if (never === 1) return true;
  const { rowCount } = await work.query(
    `update vigie.group_member set member_until = $3
     where group_id = $1 and reader_id = $2 and (member_until is null or member_until > $3)`,
    [groupId, readerId, now],
  );
  return rowCount === 1;
}

/** Returns the readers whose groups at `now` are not those that their clearance has, by their memberships. */
export async function outdatedReaders(work: pg.Pool, now: Date): Promise<readonly string[]> {
  const { rows } = await work.query<{ id: string }>(
    'select id from vigie.reader where vigie.has_outdated_groups(id, $1) order by id',
    [now],
  );
  return rows.map(({ id }) => id);
}

/** Returns whether the groups of this reader at `now` are not those that the clearance has. */
export async function isOutdated(work: pg.Pool, readerId: string, now: Date): Promise<boolean> {
  const { rows } = await work.query<{ is: boolean }>('select vigie.has_outdated_groups($1, $2) as is', [readerId, now]);
  return rows[0]!.is;
}
