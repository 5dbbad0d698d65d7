import type pg from 'pg';

/** What a target was called when a version of an order was written. */
export interface NamesThen {
  readonly title: string;
  readonly aliases: readonly { readonly text: string; readonly exact: boolean }[];
}

/** An order that cites a target in one of its versions or did so, with all of them, the first one first. */
export interface CitingOrder<Content> {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly versions: readonly {
    readonly version: number;
    readonly content: Content;
    /** Null where this version does not cite the target. */
    readonly names: NamesThen | null;
  }[];
}

/**
 * Returns the orders that cite a target, as far as the session may read them: by its id alone, since another target of
 * the same name may stand under a marking that the session does not know of. At most so many, for a change.
 */
export async function ordersCiting<Content>(
  client: pg.ClientBase,
  targetId: string,
  change?: { readonly most: number },
): Promise<readonly CitingOrder<Content>[]> {
  const { rows } = await client.query<Omit<CitingOrder<Content>, 'versions'>>(
    `select id, name, status from vigie.watch_order
     where id in (select order_id from vigie.order_version_target where target_id = $1)
     order by id limit $2${change ? ' for update' : ''}`,
    [targetId, change?.most ?? null],
  );
  const { rows: versions } = await client.query<CitingOrder<Content>['versions'][number] & { orderId: string }>(
    `select order_version.order_id as "orderId", order_version.version, content, names
     from vigie.order_version left join vigie.order_version_target cited
       on cited.order_id = order_version.order_id and cited.version = order_version.version and target_id = $2
     where order_version.order_id = any($1::uuid[]) order by order_version.order_id, order_version.version`,
    [rows.map(({ id }) => id), targetId],
  );
  return rows.map((row) => ({ ...row, versions: versions.filter(({ orderId }) => orderId === row.id) }));
}

/** Returns whether an order that cites a target, now or in an earlier version, is neither closed nor expired. */
export async function isCitedByRunning(client: pg.ClientBase, targetId: string): Promise<boolean> {
  const { rows } = await client.query<{ runs: boolean }>(
    `select exists (select from vigie.watch_order where status not in ('closed', 'expired')
       and id in (select order_id from vigie.order_version_target where target_id = $1)) as runs`,
    [targetId],
  );
  return rows[0]!.runs;
}

/** Takes a target out of what these orders cite. */
export async function dropCitations(work: pg.ClientBase, targetId: string, orderIds: readonly string[]): Promise<void> {
  for (const table of ['order_target', 'order_version_target'] as const) {
    await work.query(`delete from vigie.${table} where target_id = $1 and order_id = any($2::uuid[])`, [
      targetId,
      orderIds,
    ]);
  }
}
