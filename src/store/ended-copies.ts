import type pg from 'pg';

/** A copy that somebody has, or may have. */
export interface EndedCopy {
  readonly id: string;
  readonly recipientId: string;
  readonly labelId: number;
}

/** Returns the copies of releases, each once. */
export async function copiesOfReleases(
  work: pg.ClientBase,
  releaseIds: readonly string[],
): Promise<readonly EndedCopy[]> {
  const { rows } = await work.query<EndedCopy>(
    `select id, recipient_id as "recipientId", label_id as "labelId" from vigie.release_copy
     where release_id = any($1::uuid[]) order by id`,
    [releaseIds],
  );
  return rows;
}

/** Withholds what waits to be sent of copies: nothing of them goes out any more. */
export async function withholdWaiting(work: pg.ClientBase, copyIds: readonly string[], now: Date): Promise<void> {
  await work.query(
    `update vigie.delivery set state = 'withheld', next_attempt_at = null, changed_at = $2
     where copy_id = any($1::uuid[]) and what = 'copy' and state = 'waiting'`,
    [copyIds, now],
  );
}

/**
 * Plans a notice to everybody who got, or may have got, a copy: by the ways by which it went. By a way by which nothing went
 * out there is nothing to take back.
 */
export async function noticesOf(
  work: pg.ClientBase,
  copyIds: readonly string[],
): Promise<
  readonly {
    readonly copyId: string;
    readonly channelId: string;
    readonly recipientId: string;
    readonly labelId: number;
    readonly isPushed: boolean;
  }[]
> {
  const { rows } = await work.query<{
    copyId: string;
    channelId: string;
    recipientId: string;
    labelId: number;
    isPushed: boolean;
  }>(
    `select copy_id as "copyId", channel_id as "channelId", delivery.recipient_id as "recipientId", delivery.label_id as "labelId",
       channel.kind in ('mail', 'webhook') as "isPushed"
     from vigie.delivery join vigie.channel on channel.id = delivery.channel_id and channel.state <> 'closed'
     where copy_id = any($1::uuid[]) and what = 'copy' and (delivery.state in ('accepted', 'sending', 'unknown', 'bounced') or attempts > 0)
     order by delivery.id`,
    [copyIds],
  );
  return rows;
}

/** Returns those of the recipients who have a copy of a version of a report that stands. */
export async function holdersOf(
  work: pg.ClientBase,
  { reportId, version }: { readonly reportId: string; readonly version: number },
  recipientIds: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await work.query<{ id: string }>(
    `select distinct recipient_id as id from vigie.release_copy join vigie.release on release.id = release_copy.release_id
     where report_id = $1 and version = $2 and release_copy.state = 'current' and recipient_id = any($3::uuid[])`,
    [reportId, version, recipientIds],
  );
  return rows.map(({ id }) => id);
}

/** Returns whether a report was released that supersedes this one. */
export async function isSuperseded(work: pg.ClientBase, reportId: string): Promise<boolean> {
  const { rows } = await work.query<{ is: boolean }>(
    "select exists (select from vigie.report where supersedes_id = $1 and status in ('released', 'superseded')) as is",
    [reportId],
  );
  return rows[0]!.is;
}
