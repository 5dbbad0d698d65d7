import type pg from 'pg';
import type { PastMove } from '../domain/story.ts';
import { knownReader } from './known-reader.ts';

/** Any number that nothing else locks by: people move documents between stories one after the other. */
const MOVES_LOCK = 4_711_830;

/** A member of a story as moving it needs. The number of its story tells of hidden members: it stays in the store and the acts. */
export interface MovableMember {
  readonly documentId: string;
  readonly storyId: string;
  readonly labelId: number;
}

/** Returns the members of the stories of these documents that the session may read, the earliest first; nobody moves them meanwhile. */
export async function lockMembers(
  client: pg.ClientBase,
  documentIds: readonly string[],
): Promise<readonly MovableMember[]> {
  await client.query('select pg_advisory_xact_lock($1)', [MOVES_LOCK]);
  const { rows } = await client.query<MovableMember>(
    `select document_id as "documentId", story_id as "storyId", label_id as "labelId" from vigie.story_member
     where story_id in (select story_id from vigie.story_member where document_id = any($1::uuid[]))
     order by received_at, document_id`,
    [documentIds],
  );
  return rows;
}

/** Makes a story that its first members join in the same transaction; one that is there stays. */
export async function makeStory(client: pg.ClientBase, id: string, now: Date): Promise<void> {
  // Without the columns of a conflict, which would ask whether the story may be seen: nobody sees one without members.
  await client.query('insert into vigie.story (id, made_at) values ($1, $2) on conflict do nothing', [id, now]);
}

/** Where a document goes, and who has put it there since when; nobody where the machine did. */
export interface Destination {
  readonly documentId: string;
  readonly storyId: string;
  readonly joinedBy: string | null;
  readonly joinedAt: Date;
}

export interface StoryChange {
  readonly id: string;
  readonly kind: 'split' | 'merge' | 'undo';
  /** The change that it takes back. */
  readonly undoes: string | null;
  readonly actorId: string;
  readonly now: Date;
}

/** Moves documents, which nobody else moves meanwhile, as one change. */
export async function moveMembers(
  client: pg.ClientBase,
  destinations: readonly Destination[],
  { id, kind, undoes, actorId, now }: StoryChange,
): Promise<void> {
  const ids = destinations.map(({ documentId }) => documentId);
  const stories = destinations.map(({ storyId }) => storyId);
  await client.query(
    `insert into vigie.story_move (document_id, place, label_id, change_id, kind, undoes, from_story, to_story,
       from_joined_by, from_joined_at, actor_id, made_at)
     select document_id, (select coalesce(max(place), 0) + 1 from vigie.story_move past where past.document_id = new.id),
       label_id, $3, $4, $5, story_member.story_id, new.story_id, joined_by, joined_at, $6, $7
     from unnest($1::uuid[], $2::uuid[]) as new (id, story_id) join vigie.story_member on document_id = new.id`,
    [ids, stories, id, kind, undoes, actorId, now],
  );
  await client.query(
    `update vigie.story_member set story_id = new.story_id, joined_by = new.joined_by, joined_at = new.joined_at
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[]) as new (id, story_id, joined_by, joined_at)
     where document_id = new.id`,
    [ids, stories, destinations.map(({ joinedBy }) => joinedBy), destinations.map(({ joinedAt }) => joinedAt)],
  );
}

/** A move with where the document was before it. */
export interface StoredMove extends PastMove {
  readonly fromStory: string;
  readonly fromJoinedBy: string | null;
  readonly fromJoinedAt: Date;
}

/** Returns all moves of the documents that a change moved, as far as the session may read them; nobody adds any meanwhile. */
export async function movesOfChange(client: pg.ClientBase, changeId: string): Promise<readonly StoredMove[]> {
  await client.query('select pg_advisory_xact_lock($1)', [MOVES_LOCK]);
  const { rows } = await client.query<StoredMove>(
    `select document_id as "documentId", place, change_id as "changeId", undoes, from_story as "fromStory",
       from_joined_by as "fromJoinedBy", from_joined_at as "fromJoinedAt"
     from vigie.story_move
     where document_id in (select document_id from vigie.story_move where change_id = $1)
     order by document_id, place`,
    [changeId],
  );
  return rows;
}

/** A change of a story as it is shown: of the documents that it moved, those that are in the story now. */
export interface ShownChange {
  readonly id: string;
  readonly kind: StoryChange['kind'];
  readonly undoes: string | null;
  /** Null where the session may not know of who made it. */
  readonly actorId: string | null;
  readonly madeAt: Date;
  readonly documentIds: readonly string[];
}

/** Returns the changes that moved the members of a document's story, the last one first, as far as the session may read them. */
export async function storyChanges(
  client: pg.ClientBase,
  documentId: string,
  most: number,
): Promise<readonly ShownChange[]> {
  const { rows } = await client.query<ShownChange>(
    `select change_id as id, kind, undoes, ${knownReader('actor_id')} as "actorId", made_at as "madeAt",
       array_agg(document_id order by document_id) as "documentIds"
     from vigie.story_move
     where document_id in (select document_id from vigie.story_member
       where story_id = (select story_id from vigie.story_member where document_id = $1))
     group by change_id, kind, undoes, actor_id, made_at order by made_at desc, change_id limit $2`,
    [documentId, most],
  );
  return rows;
}
