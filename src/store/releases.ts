import type pg from 'pg';
import type { Copy } from '../domain/copy.ts';
import { knownReader } from './known-reader.ts';
import { type Page, pageOf } from './page.ts';
import { storableJson as json, storable } from './storable.ts';

export type ReleaseState = 'released' | 'superseded' | 'recalled';

export interface StoredRelease {
  readonly id: string;
  readonly reportId: string;
  readonly version: number;
  readonly labelId: number;
  /** Null where the session may not know of them. */
  readonly releaserId: string | null;
  readonly state: ReleaseState;
  /** Why it was recalled. */
  readonly reason: string | null;
  readonly madeAt: Date;
  readonly changedAt: Date;
}

const RELEASES = `select id, report_id as "reportId", version, label_id as "labelId", ${knownReader('releaser_id')} as "releaserId",
  state, reason, made_at as "madeAt", changed_at as "changedAt" from vigie.release`;

export async function addRelease(
  client: pg.ClientBase,
  release: Pick<StoredRelease, 'id' | 'reportId' | 'version' | 'labelId'> & { readonly releaserId: string },
  now: Date,
): Promise<void> {
  const { id, reportId, version, labelId, releaserId } = release;
  await client.query(
    `insert into vigie.release (id, report_id, version, label_id, releaser_id, state, made_at, changed_at)
     values ($1, $2, $3, $4, $5, 'released', $6, $6)`,
    [id, reportId, version, labelId, releaserId, now],
  );
}

/** Returns the release, or nothing where there is none that the session may read. */
export async function readRelease(
  client: pg.ClientBase,
  id: string,
  purpose: 'to read' | 'to change' = 'to read',
): Promise<StoredRelease | undefined> {
  const lock = purpose === 'to change' ? ' for update' : '';
  const { rows } = await client.query<StoredRelease>(`${RELEASES} where id = $1${lock}`, [id]);
  return rows[0];
}

/** Returns the releases of a report, the last one first. */
export async function releasesOf(client: pg.ClientBase, reportId: string): Promise<readonly StoredRelease[]> {
  const { rows } = await client.query<StoredRelease>(`${RELEASES} where report_id = $1 order by made_at desc, id`, [
    reportId,
  ]);
  return rows;
}

/** Returns those of the recipients of a release of whom the session may know, and of whose copies. */
export async function knownHolders(client: pg.ClientBase, releaseId: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select reader.id from vigie.release_copy join vigie.reader on reader.id = release_copy.recipient_id
     where release_id = $1`,
    [releaseId],
  );
  return rows.map(({ id }) => id);
}

/** A copy as it is added. */
export interface NewCopy {
  readonly id: string;
  readonly recipientId: string;
  readonly labelId: number;
  readonly copy: Copy;
  /** SHA-256 of the copy as it is kept. */
  readonly hash: Uint8Array;
}

/** Adds the copies of a release. Copies that are the same are given as the same object, and sent once. */
export async function addCopies(
  client: pg.ClientBase,
  releaseId: string,
  copies: readonly NewCopy[],
  now: Date,
): Promise<void> {
  const contents = [...new Set(copies.map(({ copy }) => copy))];
  await client.query(
    `insert into vigie.release_copy (id, release_id, recipient_id, label_id, content, content_hash, state, made_at)
     select added.id, $1, added.recipient_id, added.label_id, $2::jsonb -> (added.content - 1), added.hash, 'current', $3
     from unnest($4::uuid[], $5::uuid[], $6::int[], $7::bytea[], $8::int[])
       as added (id, recipient_id, label_id, hash, content)`,
    [
      releaseId,
      json(contents),
      now,
      copies.map(({ id }) => id),
      copies.map(({ recipientId }) => recipientId),
      copies.map(({ labelId }) => labelId),
      copies.map(({ hash }) => Buffer.from(hash)),
      copies.map(({ copy }) => contents.indexOf(copy) + 1),
    ],
  );
}

/** Moves releases of a report, and their copies, to another state; returns which releases moved. */
export async function endReleases(
  client: pg.ClientBase,
  {
    ids,
    state,
    reason,
  }: { readonly ids: readonly string[]; readonly state: ReleaseState; readonly reason: string | null },
  now: Date,
): Promise<void> {
  await client.query('update vigie.release set state = $2, reason = $3, changed_at = $4 where id = any($1::uuid[])', [
    ids,
    state,
    reason === null ? null : storable(reason),
    now,
  ]);
  await client.query(`update vigie.release_copy set state = $2 where release_id = any($1::uuid[])`, [ids, state]);
}

/** A copy with what its release says of it. */
export interface StoredCopy {
  readonly id: string;
  readonly releaseId: string;
  readonly reportId: string;
  readonly recipientId: string;
  readonly labelId: number;
  readonly copy: Copy;
  readonly hash: Buffer;
  readonly state: 'current' | 'superseded' | 'recalled';
  readonly releasedAt: Date;
}

/** What a copy was cut from, with the label of that, and what became of the copy. */
export type LockedCopy = Pick<StoredRelease, 'reportId' | 'version' | 'labelId'> & Pick<StoredCopy, 'state'>;

/** Locks a copy, and returns what it was cut from, with the label of that. For the pipeline's role. */
export async function lockCopy(work: pg.ClientBase, id: string): Promise<LockedCopy | undefined> {
  const { rows } = await work.query<LockedCopy>(
    `select report_id as "reportId", version, release.label_id as "labelId", release_copy.state from vigie.release_copy join vigie.release on release.id = release_copy.release_id
     where release_copy.id = $1 for update of release_copy`,
    [id],
  );
  return rows[0];
}

/** A copy as whoever it is for sees it: nothing of its release, which is the desk's. */
export type OwnCopy = Pick<StoredCopy, 'id' | 'copy' | 'state' | 'releasedAt'> & {
  /** What they said of it last. */
  readonly answers: readonly { readonly kind: string; readonly detail: unknown; readonly madeAt: Date }[];
};

/** One of them in a list. */
export type ListedOwnCopy = Omit<OwnCopy, 'copy'> & {
  readonly copy: Pick<Copy, 'title' | 'banner' | 'notice' | 'language'>;
};

/** What a list shows of a copy: the whole of many could be very long. */
const SHOWN = `jsonb_build_object('title', content -> 'title', 'banner', content -> 'banner', 'notice', content -> 'notice',
    'language', content -> 'language')`;

const ownCopies = (
  copy: string,
  kinds: string,
): string => `select id, ${copy} as copy, state, made_at as "releasedAt", coalesce((
    select jsonb_agg(jsonb_build_object('kind', receipt.kind, 'detail', receipt.detail, 'madeAt', receipt.made_at)
      order by receipt.made_at, receipt.id)
    from vigie.receipt join vigie.delivery on delivery.id = receipt.delivery_id
    where delivery.copy_id = release_copy.id and receipt.kind in (${kinds})), '[]') as answers
  from vigie.release_copy where recipient_id = vigie.current_actor()`;

/** Returns one of the session's own copies. */
export async function readOwnCopy(client: pg.ClientBase, id: string): Promise<OwnCopy | undefined> {
  const { rows } = await client.query<OwnCopy>(
    `${ownCopies('content', "'reading', 'acknowledgement', 'answer'")} and id = $1`,
    [id],
  );
  return rows[0] && withDays(rows[0]);
}

/** Returns the session's own copies, the last one first, from behind `after` on. */
export async function listOwnCopies(
  client: pg.ClientBase,
  { after, most }: { readonly after?: { readonly at: Date; readonly id: string } | undefined; readonly most: number },
): Promise<Page<ListedOwnCopy, { readonly at: Date; readonly id: string }>> {
  const { rows } = await client.query<ListedOwnCopy>(
    `${ownCopies(SHOWN, "'reading', 'acknowledgement'")} and ($1::timestamptz is null or made_at < $1 or (made_at = $1 and id > $2::uuid))
     order by made_at desc, id limit $3`,
    [after?.at ?? null, after?.id ?? null, most + 1],
  );
  return pageOf(
    rows.map((row) => withDays(row)),
    most,
    ({ releasedAt, id }) => ({ at: releasedAt, id }),
  );
}

function withDays<Own extends Pick<OwnCopy, 'answers'>>(own: Own): Own {
  return { ...own, answers: own.answers.map(({ madeAt, ...rest }) => ({ ...rest, madeAt: new Date(madeAt) })) };
}
