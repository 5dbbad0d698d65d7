import type pg from 'pg';

/** A document whose story is looked for. */
export interface GatheredDocument {
  readonly id: string;
  readonly labelId: number;
  readonly title: string;
  readonly body: string;
  readonly supersedesId: string | null;
  /** Whether it came as a record of data, which are alike by their form. */
  readonly isRecord: boolean;
}

/** Returns these documents, in the order of the ids; those that are gone are left out. */
export async function gatheredDocuments(
  work: pg.ClientBase,
  ids: readonly string[],
): Promise<readonly GatheredDocument[]> {
  const { rows } = await work.query<GatheredDocument>(
    `select document.id, document.label_id as "labelId", title, body, supersedes_id as "supersedesId",
       coalesce(source.discipline = 'open-data', false) as "isRecord"
     from unnest($1::uuid[]) with ordinality as wanted (id, place)
     join vigie.document on document.id = wanted.id left join vigie.source on source.id = document.source_id
     order by wanted.place for key share of document`,
    [ids],
  );
  return rows;
}

/** A document that is in a story. */
export interface StoryDocument {
  readonly documentId: string;
  readonly labelId: number;
  readonly storyId: string;
}

/** A document that may tell the same thing as another one. */
export interface LikeDocument extends StoryDocument {
  readonly signature: Uint8Array;
  /** Whether a person put it into its story. */
  readonly isPlaced: boolean;
}

/** So many are compared with a document that comes; of a text that stands a thousand times the first tell enough. */
const MOST_LIKE = 500;

/** Returns the earliest documents that share a band, in the order in which they came. */
export async function likeDocuments(
  work: pg.ClientBase,
  bands: Int32Array,
  version: number,
): Promise<readonly LikeDocument[]> {
  if (bands.length === 0) return [];
  const { rows } = await work.query<LikeDocument>(
    `select likeness.document_id as "documentId", likeness.label_id as "labelId", signature, story_id as "storyId",
       joined_by is not null as "isPlaced"
     from vigie.document_likeness as likeness
     join vigie.story_member on story_member.document_id = likeness.document_id
     join vigie.document on document.id = likeness.document_id
     where bands && $1::int[] and likeness.version = $2
     order by document.received_at, document.id limit $3`,
    [[...bands], version, MOST_LIKE],
  );
  return rows;
}

/** Returns the story of a document; nothing where it is in none. */
export async function storyOf(work: pg.ClientBase, documentId: string): Promise<StoryDocument | undefined> {
  const { rows } = await work.query<StoryDocument>(
    `select document_id as "documentId", label_id as "labelId", story_id as "storyId"
     from vigie.story_member where document_id = $1`,
    [documentId],
  );
  return rows[0];
}

/** What a document is known by to those that come after it. */
export interface Likeness {
  readonly version: number;
  readonly signature: Uint8Array;
  readonly bands: Int32Array;
}

export async function addLikeness(
  work: pg.ClientBase,
  { id, labelId }: Pick<GatheredDocument, 'id' | 'labelId'>,
  { version, signature, bands }: Likeness,
): Promise<void> {
  await work.query(
    `insert into vigie.document_likeness (document_id, label_id, version, signature, bands) values ($1, $2, $3, $4, $5)
     on conflict (document_id) do update
       set version = excluded.version, signature = excluded.signature, bands = excluded.bands`,
    [id, labelId, version, Buffer.from(signature), [...bands]],
  );
}

/** Puts a document into a story, which is made where it is new. One that is in a story already stays there. */
export async function joinStory(
  work: pg.ClientBase,
  { id, labelId }: Pick<GatheredDocument, 'id' | 'labelId'>,
  storyId: string,
  now: Date,
): Promise<void> {
  await work.query(
    `with made as (
       insert into vigie.story (id, made_at)
       select $1, $2 where not exists (select from vigie.story_member where document_id = $3)
       on conflict (id) do nothing)
     insert into vigie.story_member (document_id, story_id, label_id, received_at, joined_at)
     select id, $1, $4, received_at, $2 from vigie.document where id = $3
     on conflict (document_id) do nothing`,
    [storyId, now, id, labelId],
  );
}

/** A member of a story as lists show it. */
export interface StoryMember {
  readonly documentId: string;
  readonly title: string;
  readonly sourceName: string | null;
  readonly publishedOn: string | null;
  readonly receivedAt: Date;
}

/** Returns the members of the story of a document that the session may read, the earliest first; the document among them. */
export async function storyMembers(client: pg.ClientBase, documentId: string): Promise<readonly StoryMember[]> {
  const { rows } = await client.query<StoryMember>(
    `select document.id as "documentId", document.title,
       (select source.name from vigie.source where source.id = document.source_id) as "sourceName",
       document.published_on::text as "publishedOn", document.received_at as "receivedAt"
     from vigie.story_member join vigie.document on document.id = story_member.document_id
     where story_id = (select story_id from vigie.story_member where document_id = $1)
     order by document.received_at, document.id`,
    [documentId],
  );
  return rows;
}
