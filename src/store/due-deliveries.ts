import type pg from 'pg';
import type { ChannelKind, ChannelOptions, ChannelState, Delivered, DeliveryState } from '../domain/channel.ts';
import type { Copy } from '../domain/copy.ts';
import type { Reader } from '../markings/reader.ts';

/** A delivery that is being made. */
export interface TakenDelivery {
  readonly id: string;
  readonly kind: ChannelKind;
  /** How often it was tried, this time among them. */
  readonly attempts: number;
  /** To where it goes: a host, or one for all mails. */
  readonly lane: string;
}

/** Which deliveries are taken. */
export interface DueDeliveries {
  readonly kinds: readonly ChannelKind[];
  readonly most: number;
  /** At most so many of one lane are taken at once. */
  readonly mostOfLane: number;
  /** How many of each lane are being made. */
  readonly busy: ReadonlyMap<string, number>;
}

/** Mails go to one server, whose lane has a name that no host has. */
export const MAIL_LANE = ':mail';
const LANE = `case channel.kind when 'mail' then '${MAIL_LANE}' else lower(split_part(channel.address, '/', 3)) end`;
/** What a paused channel has waits until it goes on. */
const WAITS = `delivery.state = 'waiting' and channel.state <> 'paused' and channel.kind = any($1::text[])`;

/**
 * Takes the deliveries that are due, so that nobody else makes them; each counts as an attempt from then on. No host takes the
 * room of another.
 */
export async function takeDue(
  work: pg.ClientBase,
  { kinds, most, mostOfLane, busy }: DueDeliveries,
  now: Date,
): Promise<readonly TakenDelivery[]> {
  const { rows } = await work.query<TakenDelivery>(
    `with due as (
       select delivery.id, channel.kind, next_attempt_at as at, ${LANE} as lane,
         row_number() over (partition by ${LANE} order by next_attempt_at, delivery.id) as place
       from vigie.delivery join vigie.channel on channel.id = delivery.channel_id
       where ${WAITS} and next_attempt_at <= $2),
     chosen as (
       select due.* from due left join unnest($3::text[], $4::int[]) as busy (lane, count) on busy.lane = due.lane
       where place <= $5 - coalesce(busy.count, 0) order by at, id limit $6)
     update vigie.delivery set state = 'sending', attempts = attempts + 1, next_attempt_at = null, begun_at = null, changed_at = $2
     from chosen where delivery.id = chosen.id and delivery.state = 'waiting'
     returning delivery.id, chosen.kind, attempts, chosen.lane`,
    [kinds, now, [...busy.keys()], [...busy.values()], mostOfLane, most],
  );
  return rows;
}

/** Notes that a delivery that was taken goes out from now on: where the program dies before, nothing of it did. */
export async function beginDelivery(work: pg.ClientBase | pg.Pool, id: string, now: Date): Promise<void> {
  await work.query(`update vigie.delivery set begun_at = $2 where id = $1 and state = 'sending'`, [id, now]);
}

/** A delivery that was being made when whoever made it died. */
export interface LeftDelivery extends Omit<TakenDelivery, 'lane'> {
  /** Whether it may have gone out. */
  readonly isBegun: boolean;
}

/** Returns the deliveries that were left; at most so many. */
export async function leftDeliveries(work: pg.ClientBase | pg.Pool, most: number): Promise<readonly LeftDelivery[]> {
  const { rows } = await work.query<LeftDelivery>(
    `select delivery.id, channel.kind, attempts, begun_at is not null as "isBegun"
     from vigie.delivery join vigie.channel on channel.id = delivery.channel_id
     where delivery.state = 'sending' order by delivery.id limit $1`,
    [most],
  );
  return rows;
}

/** When the next delivery of these kinds is due; nothing where none waits. */
export async function nextDue(work: pg.ClientBase | pg.Pool, kinds: readonly ChannelKind[]): Promise<Date | undefined> {
  const { rows } = await work.query<{ at: Date | null }>(
    `select min(next_attempt_at) as at from vigie.delivery join vigie.channel on channel.id = delivery.channel_id where ${WAITS}`,
    [kinds],
  );
  return rows[0]?.at ?? undefined;
}

/** The way by which a delivery goes, at this moment; it was planned at `madeAt`. */
export interface DeliveryWay {
  readonly madeAt: Date;
  readonly channelId: string;
  readonly kind: ChannelKind;
  readonly channelState: ChannelState;
  readonly address: string;
  readonly options: ChannelOptions;
  /** Sealed. */
  readonly secret: Buffer | null;
  readonly ceilingLabelId: number;
}

/** All that says whether a delivery may be made, and what it brings, at this moment. */
export interface SendableDelivery extends DeliveryWay {
  readonly what: Delivered;
  readonly copyId: string;
  readonly copy: Copy;
  readonly copyHash: Buffer;
  readonly copyState: 'current' | 'superseded' | 'recalled';
  readonly copyLabelId: number;
  readonly releasedAt: Date;
  readonly recipientState: 'active' | 'closed';
  /** What the recipient holds; null where they were erased. */
  readonly reader: Reader | null;
  /** The delivery by the same channel of what a notice takes back. */
  readonly first: FirstDelivery | null;
}

export interface FirstDelivery {
  readonly id: string;
  readonly state: DeliveryState;
  /** Whether an attempt may have come although it was not answered. */
  readonly mayHaveCome: boolean;
}

/** Returns what a delivery is about, whatever its labels: for the pipeline's role, which asks who may have it. */
export async function readSendable(work: pg.ClientBase | pg.Pool, id: string): Promise<SendableDelivery | undefined> {
  const { rows } = await work.query<SendableDelivery>(
    `select delivery.what, delivery.made_at as "madeAt", channel.id as "channelId", channel.kind, channel.state as "channelState",
       channel.address, channel.options, channel.secret, channel.ceiling_label_id as "ceilingLabelId",
       release_copy.id as "copyId", release_copy.content as copy, content_hash as "copyHash", release_copy.state as "copyState",
       release_copy.label_id as "copyLabelId", release_copy.made_at as "releasedAt", recipient.state as "recipientState",
       case when reader.erased_at is null then clearance.reader end as reader,
       (select jsonb_build_object('id', first.id, 'state', first.state, 'mayHaveCome', exists (
           select from vigie.receipt where receipt.delivery_id = first.id and detail -> 'mayHaveCome' = 'true'))
         from vigie.delivery first where first.copy_id = delivery.copy_id and first.channel_id = delivery.channel_id
           and first.what = 'copy' and delivery.what <> 'copy') as first
     from vigie.delivery
     join vigie.channel on channel.id = delivery.channel_id
     join vigie.release_copy on release_copy.id = delivery.copy_id
     join vigie.recipient on recipient.id = delivery.recipient_id
     join vigie.reader on reader.id = delivery.recipient_id
     join vigie.clearance on clearance.id = reader.clearance_id
     where delivery.id = $1`,
    [id],
  );
  return rows[0];
}

/** Returns to whom a delivery goes, and what it brings. */
export async function headOfDelivery(
  work: pg.ClientBase | pg.Pool,
  id: string,
): Promise<{ readonly recipientId: string; readonly what: Delivered | 'hits' } | undefined> {
  const { rows } = await work.query<{ recipientId: string; what: Delivered | 'hits' }>(
    'select recipient_id as "recipientId", what from vigie.delivery where id = $1',
    [id],
  );
  return rows[0];
}

/** What became of a delivery. */
export interface DeliveryOutcome {
  readonly id: string;
  /** Of when it was taken: what was taken anew since is not ended by who had it before. */
  readonly attempts: number;
  /** Whether something was sent, or tried; else it does not count as an attempt. */
  readonly isAttempt: boolean;
  readonly state: DeliveryState;
  readonly nextAttemptAt: Date | null;
}

/** Keeps what became of deliveries; returns those that were still to be ended. */
export async function settleDeliveries(
  work: pg.ClientBase,
  outcomes: readonly DeliveryOutcome[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const { rows } = await work.query<{ id: string }>(
    `update vigie.delivery set state = settled.state, next_attempt_at = settled.at, changed_at = $1,
       attempts = delivery.attempts - case when settled.counts then 0 else 1 end
     from unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::int[], $6::boolean[]) as settled (id, state, at, attempts, counts)
     where delivery.id = settled.id and delivery.attempts = settled.attempts and delivery.state in ('sending', 'waiting', 'unknown')
     returning delivery.id`,
    [
      now,
      outcomes.map(({ id }) => id),
      outcomes.map(({ state }) => state),
      outcomes.map(({ nextAttemptAt }) => nextAttemptAt),
      outcomes.map(({ attempts }) => attempts),
      outcomes.map(({ isAttempt }) => isAttempt),
    ],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Returns those of these ids that are deliveries by mail. */
export async function knownMails(work: pg.ClientBase | pg.Pool, ids: readonly string[]): Promise<readonly string[]> {
  const { rows } = await work.query<{ id: string }>(
    `select delivery.id from vigie.delivery join vigie.channel on channel.id = channel_id
     where delivery.id = any($1::uuid[]) and channel.kind = 'mail'`,
    [ids],
  );
  return rows.map(({ id }) => id);
}

/** Marks deliveries that went out as come back; returns those that were not before. */
export async function bounceDeliveries(
  work: pg.ClientBase,
  ids: readonly string[],
  now: Date,
): Promise<readonly string[]> {
  const { rows } = await work.query<{ id: string }>(
    `update vigie.delivery set state = 'bounced', changed_at = $2
     where id = any($1::uuid[]) and state in ('accepted', 'unknown') returning id`,
    [ids, now],
  );
  return rows.map(({ id }) => id);
}
