import type pg from 'pg';

/** Something that was written and must be told to others: what happened, and to what. */
export interface OutboxEvent {
  readonly id: string;
  /** A code, such as `document-received`. */
  readonly topic: string;
  readonly objectId: string;
}

/** Where a consumer stands: behind this event. Both stay inside the store and the pipeline. */
export interface OutboxPlace {
  readonly transaction: string;
  readonly id: string;
}

/** Tells of something as a part of the act. */
export async function addToOutbox(client: pg.ClientBase, events: readonly OutboxEvent[], now: Date): Promise<void> {
  await client.query(
    `insert into vigie.outbox (id, topic, object_id, transaction_id, made_at)
     select id, topic, object_id, pg_current_xact_id(), $4 from unnest($1::uuid[], $2::text[], $3::uuid[])
       as event (id, topic, object_id)`,
    [events.map(({ id }) => id), events.map(({ topic }) => topic), events.map(({ objectId }) => objectId), now],
  );
}

/**
 * Returns the next events, in the order in which a consumer can rely on: what is below every running transaction, so that
 * nothing can still come before it. Ids and clocks are no such order.
 */
export async function readOutbox(
  work: pg.ClientBase,
  after: OutboxPlace | undefined,
  most: number,
): Promise<readonly (OutboxEvent & { readonly place: OutboxPlace })[]> {
  const { rows } = await work.query<OutboxEvent & { transaction: string }>(
    `select id, topic, object_id as "objectId", transaction_id::text as transaction from vigie.outbox
     where transaction_id < pg_snapshot_xmin(pg_current_snapshot())
       and (transaction_id, id) > ($1::text::xid8, $2::uuid)
     order by transaction_id, id limit $3`,
    [after?.transaction ?? '0', after?.id ?? '00000000-0000-0000-0000-000000000000', most],
  );
  return rows.map(({ transaction, ...event }) => ({ ...event, place: { transaction, id: event.id } }));
}

/**
 * Takes events of a topic out, as a part of what is done for them: for its one consumer, who then looks at what stands by
 * now, so that their order makes no difference.
 */
export async function takeFromOutbox(
  work: pg.ClientBase,
  topic: string,
  most: number,
): Promise<readonly OutboxEvent[]> {
  const { rows } = await work.query<OutboxEvent>(
    `with taken as (select id from vigie.outbox where topic = $1 order by transaction_id, id limit $2)
     delete from vigie.outbox using taken where outbox.id = taken.id
     returning outbox.id, topic, object_id as "objectId"`,
    [topic, most],
  );
  return rows;
}
