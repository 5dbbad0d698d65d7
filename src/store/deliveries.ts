import type pg from 'pg';
import type { ChannelKind, ChannelOptions, ChannelState, Delivered, DeliveryState } from '../domain/channel.ts';
import type { StatedMarking } from '../domain/stated-marking.ts';
import { storableJson as json, storable } from './storable.ts';

/** A delivery that waits to be made, or was made. */
export interface NewDelivery {
  readonly id: string;
  readonly copyId: string;
  readonly channelId: string;
  readonly recipientId: string;
  readonly labelId: number;
  readonly what: Delivered;
  readonly state: DeliveryState;
}

/** Adds deliveries; one that waits is tried from now on. Each copy goes by each channel once for each reason. */
export async function addDeliveries(
  client: pg.ClientBase,
  deliveries: readonly NewDelivery[],
  now: Date,
): Promise<void> {
  await client.query(
    `insert into vigie.delivery (id, copy_id, channel_id, recipient_id, label_id, what, state, attempts, next_attempt_at, made_at, changed_at)
     select id, copy_id, channel_id, recipient_id, label_id, what, state, 0, case when state = 'waiting' then $1::timestamptz end, $1, $1
     from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::int[], $7::text[], $8::text[])
       as added (id, copy_id, channel_id, recipient_id, label_id, what, state)
     on conflict (copy_id, channel_id, what) do nothing`,
    [
      now,
      deliveries.map(({ id }) => id),
      deliveries.map(({ copyId }) => copyId),
      deliveries.map(({ channelId }) => channelId),
      deliveries.map(({ recipientId }) => recipientId),
      deliveries.map(({ labelId }) => labelId),
      deliveries.map(({ what }) => what),
      deliveries.map(({ state }) => state),
    ],
  );
}

export type ReceiptKind = 'attempt' | 'acceptance' | 'bounce' | 'reading' | 'acknowledgement' | 'answer';

/** Proof of something that was done with a delivery. */
export interface NewReceipt {
  readonly id: string;
  readonly deliveryId: string;
  readonly kind: ReceiptKind;
  readonly detail: object;
}

/** Adds receipts under the labels of their deliveries. */
export async function addReceipts(client: pg.ClientBase, receipts: readonly NewReceipt[], now: Date): Promise<void> {
  await client.query(
    `insert into vigie.receipt (id, delivery_id, recipient_id, label_id, kind, detail, made_at)
     select added.id, delivery.id, delivery.recipient_id, delivery.label_id, added.kind, added.detail, $1
     from unnest($2::uuid[], $3::uuid[], $4::text[], $5::jsonb[]) as added (id, delivery_id, kind, detail)
     join vigie.delivery on delivery.id = added.delivery_id`,
    [
      now,
      receipts.map(({ id }) => id),
      receipts.map(({ deliveryId }) => deliveryId),
      receipts.map(({ kind }) => kind),
      receipts.map(({ detail }) => json(detail)),
    ],
  );
}

/** Whether there is a receipt of a kind of a delivery. */
export async function hasReceipt(client: pg.ClientBase, deliveryId: string, kind: ReceiptKind): Promise<boolean> {
  const { rowCount } = await client.query('select from vigie.receipt where delivery_id = $1 and kind = $2 limit 1', [
    deliveryId,
    kind,
  ]);
  return rowCount === 1;
}

/**
 * Locks the delivery of a copy by the portal, the channel of which has the id of its recipient, and returns its id: what is
 * done twice at the same time with a copy is done one after the other.
 */
export async function lockPortalDelivery(client: pg.ClientBase, copyId: string): Promise<string | undefined> {
  const { rows } = await client.query<{ id: string }>(
    `select id from vigie.delivery where copy_id = $1 and what = 'copy' and channel_id = recipient_id for update`,
    [copyId],
  );
  return rows[0]?.id;
}

/** A way to a recipient. */
export interface StoredChannel {
  readonly id: string;
  readonly recipientId: string;
  readonly labelId: number;
  readonly kind: ChannelKind;
  readonly address: string;
  /** What it may carry at most. */
  readonly ceiling: StatedMarking;
  readonly ceilingLabelId: number;
  readonly state: ChannelState;
  readonly options: ChannelOptions;
  readonly madeAt: Date;
  readonly changedAt: Date;
}

const CHANNELS = `select id, recipient_id as "recipientId", label_id as "labelId", kind, address, ceiling,
  ceiling_label_id as "ceilingLabelId", state, options, made_at as "madeAt", changed_at as "changedAt" from vigie.channel`;

/** Returns the channels of recipients that are not closed. */
export async function channelsOf(
  client: pg.ClientBase | pg.Pool,
  recipientIds: readonly string[],
): Promise<readonly StoredChannel[]> {
  const { rows } = await client.query<StoredChannel>(
    `${CHANNELS} where recipient_id = any($1::uuid[]) and state <> 'closed' order by recipient_id, kind, id`,
    [recipientIds],
  );
  return rows;
}

export async function channelsById(
  work: pg.ClientBase | pg.Pool,
  ids: readonly string[],
): Promise<readonly StoredChannel[]> {
  const { rows } = await work.query<StoredChannel>(`${CHANNELS} where id = any($1::uuid[])`, [ids]);
  return rows;
}

export async function addChannel(
  work: pg.ClientBase,
  channel: Omit<StoredChannel, 'madeAt' | 'changedAt' | 'state'> & { readonly secret: Buffer | null },
  now: Date,
): Promise<void> {
  await work.query(
    `insert into vigie.channel (id, recipient_id, label_id, kind, address, ceiling, ceiling_label_id, state, options, secret, made_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'active', $8, $9, $10, $10)`,
    [
      channel.id,
      channel.recipientId,
      channel.labelId,
      channel.kind,
      storable(channel.address),
      json(channel.ceiling),
      channel.ceilingLabelId,
      json(channel.options),
      channel.secret,
      now,
    ],
  );
}

export async function setChannelState(
  work: pg.ClientBase,
  { id, state }: Pick<StoredChannel, 'id' | 'state'>,
  now: Date,
): Promise<void> {
  await work.query('update vigie.channel set state = $2, changed_at = $3 where id = $1', [id, state, now]);
}

/** Pauses the channels of these deliveries that are active; returns which. */
export async function pauseChannelsOf(
  work: pg.ClientBase,
  deliveryIds: readonly string[],
  now: Date,
): Promise<readonly string[]> {
  if (deliveryIds.length === 0) return [];
  const { rows } = await work.query<{ id: string }>(
    `update vigie.channel set state = 'paused', changed_at = $2 where state = 'active'
       and id in (select channel_id from vigie.delivery where delivery.id = any($1::uuid[])) returning id`,
    [deliveryIds, now],
  );
  return rows.map(({ id }) => id);
}
