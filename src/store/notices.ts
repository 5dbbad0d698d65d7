import type pg from 'pg';
import type { ChannelKind, ChannelOptions } from '../domain/channel.ts';
import type { NoticeTimes } from '../domain/notice.ts';
import type { ReportLanguage } from '../domain/report.ts';
import type { Reader } from '../markings/reader.ts';
import type { DeliveryWay } from './due-deliveries.ts';
import { NOT_ERASED } from './readers.ts';

/** A rule by which somebody is to be told by now, if there is anything to tell. Where it stands stays inside the store and the pipeline. */
export interface DueNoticeRule extends NoticeTimes {
  readonly id: string;
  readonly accountId: string;
  readonly channelId: string;
  readonly orderId: string | null;
  readonly channelLabelId: number;
  readonly ceilingLabelId: number;
  readonly kind: ChannelKind;
  readonly options: ChannelOptions;
  /** Of the first hit that was not looked at. */
  readonly upTo: string;
  readonly nextAt: Date;
  readonly madeAt: Date;
}

/** An account that may be told of hits: it works at the desk. Written for a table `account`. */
const MAY_BE_TOLD = `account.state = 'active' and account.roles && array['editor', 'analyst', 'releaser']`;

/**
 * Returns the rules that are due, those that waited longest first. One that is for at once is due where any hit was made or
 * changed since, be it one that its reader may not read. While a notice waits for its way, none is planned for it: what is found
 * meanwhile goes out together with the next.
 */
export async function dueNoticeRules(
  work: pg.ClientBase | pg.Pool,
  now: Date,
  most: number,
): Promise<readonly DueNoticeRule[]> {
  const { rows } = await work.query<DueNoticeRule>(
    `select notice_rule.id, account_id as "accountId", channel_id as "channelId", order_id as "orderId", pace, hour,
       time_zone as "timeZone", language, channel.label_id as "channelLabelId", ceiling_label_id as "ceilingLabelId",
       kind, options, notice_rule.transaction_id::text as "upTo", next_at as "nextAt", notice_rule.made_at as "madeAt"
     from vigie.notice_rule
     join vigie.account on account.id = account_id and ${MAY_BE_TOLD}
     join vigie.channel on channel.id = channel_id and channel.state = 'active'
     join vigie.recipient on recipient.id = channel.recipient_id and recipient.state = 'active'
     where next_at <= $1
       and not exists (select from vigie.delivery where channel_id = channel.id and what = 'hits' and state = 'waiting')
       and not exists (select from vigie.delivery where channel_id = channel.id and what = 'hits' and state = 'sending')
       and (pace = 'daily' or exists (
         select from vigie.hit where hit.transaction_id >= notice_rule.transaction_id
           and hit.transaction_id < pg_snapshot_xmin(pg_current_snapshot())))
     order by next_at, notice_rule.id limit $2`,
    [now, most],
  );
  return rows;
}

/** The first hit of an order on a story. */
export interface FreshHit {
  readonly id: string;
  readonly orderId: string;
  readonly storyId: string;
  readonly documentLabelId: number;
  readonly orderLabelId: number;
}

/** The labels of what a document and an order are. */
export type LabelPair = Pick<FreshHit, 'documentLabelId' | 'orderLabelId'>;

export interface FreshLabels {
  /** Up to which place, itself left out, they are of all that there is. */
  readonly below: string;
  readonly pairs: readonly LabelPair[];
}

/** Returns the labels of the hits that the session may read and that were made or changed since a rule was looked at. */
export async function freshLabels(client: pg.ClientBase, { upTo, orderId }: DueNoticeRule): Promise<FreshLabels> {
  const { rows } = await client.query<FreshLabels>(
    `with bound as materialized (select pg_snapshot_xmin(pg_current_snapshot()) as below)
     select below::text, (
       select coalesce(jsonb_agg(distinct jsonb_build_object(
         'documentLabelId', document_label_id, 'orderLabelId', order_label_id)), '[]')
       from vigie.hit where transaction_id >= $1::text::xid8 and transaction_id < below
         and ($2::uuid is null or order_id = $2)) as pairs
     from bound`,
    [upTo, orderId],
  );
  return rows[0]!;
}

export interface FreshHits {
  /** From which one on the next are looked at. */
  readonly upTo: string;
  readonly hits: readonly FreshHit[];
}

/** Which hits are looked at, and how many are wanted. */
export interface FreshQuery {
  readonly below: string;
  /** Of both the document and the order: what has another is not looked at. */
  readonly labelIds: readonly number[];
  readonly now: number;
  readonly most: number;
  /** For how long a document that is about to join a story is waited for, in milliseconds. */
  readonly patience: number;
}

/**
 * Returns what is to be told by a rule of what the session may read: the first hit of each order and story that was made since
 * and that nobody judged, each story once by one channel; at most so many. What a back-fill finds in the archive is not
 * new. A story was told too where one of its documents was told as its own, or as one of another story.
 */
export async function freshHits(
  client: pg.ClientBase,
  { upTo, madeAt, orderId, channelId }: DueNoticeRule,
  { below, labelIds, now, most, patience }: FreshQuery,
): Promise<FreshHits> {
  const { rows } = await client.query<FreshHits>(
    `with fresh as materialized (
       select hit.id, hit.order_id, coalesce(story_id, hit.document_id) as story_id, hit.made_at, hit.transaction_id,
         hit.document_label_id, hit.order_label_id, story_id is null and hit.made_at > $6 as is_loose
       from vigie.hit join vigie.document on document.id = hit.document_id
       left join vigie.story_member on story_member.document_id = hit.document_id
       where hit.transaction_id >= $1::text::xid8 and hit.transaction_id < $8::text::xid8
         and hit.document_label_id = any($9::int[]) and hit.order_label_id = any($9::int[])
         and hit.judgement = 'new' and (snoozed_until is null or snoozed_until <= $5)
         and hit.made_at >= $2 and ($3::uuid is null or hit.order_id = $3)
         and document.received_at > hit.made_at - interval '1 day'),
     firsts as materialized (
       select distinct on (order_id, story_id) * from fresh where not is_loose order by order_id, story_id, made_at, id)
     select coalesce((select transaction_id from fresh where is_loose order by transaction_id limit 1)::text, $8) as "upTo",
       coalesce((select jsonb_agg(jsonb_build_object('id', told.id, 'orderId', order_id, 'storyId', story_id,
           'documentLabelId', document_label_id, 'orderLabelId', order_label_id) order by made_at, id)
         from (select * from firsts
           where not exists (select from vigie.noticed_hit told
               where told.channel_id = $4 and told.order_id = firsts.order_id and told.story_id = firsts.story_id)
             and not exists (select from vigie.story_member member
               join vigie.hit other on other.document_id = member.document_id and other.order_id = firsts.order_id
               join vigie.noticed_hit told on told.hit_id = other.id and told.channel_id = $4
               where member.story_id = firsts.story_id)
           order by order_id, story_id limit $7) as told), '[]') as hits`,
    [upTo, madeAt, orderId, channelId, new Date(now), new Date(now - patience), most, below, labelIds],
  );
  return rows[0]!;
}

/** Where a rule stood when it was read, and when it was due. */
export type RulePlace = Pick<DueNoticeRule, 'id' | 'upTo' | 'nextAt'>;

/** Moves a rule on, as a part of what it came to; returns whether it still stood as it was read. */
export async function moveNoticeRule(
  work: pg.ClientBase | pg.Pool,
  from: RulePlace,
  { upTo, nextAt }: Omit<RulePlace, 'id'>,
): Promise<boolean> {
  const { rowCount } = await work.query(
    `update vigie.notice_rule set transaction_id = $4::text::xid8, next_at = $5
     where id = $1 and transaction_id = $2::text::xid8 and next_at = $3`,
    [from.id, from.upTo, from.nextAt, upTo, nextAt],
  );
  return rowCount === 1;
}

export interface NewNotice {
  readonly deliveryId: string;
  readonly rule: Pick<DueNoticeRule, 'accountId' | 'channelId' | 'channelLabelId' | 'language'>;
  readonly hits: readonly FreshHit[];
  readonly isWhole: boolean;
}

/** Adds a notice, as a delivery that waits. What one before it by the same channel told, that was given up, is told by it too. */
export async function addNotice(
  work: pg.ClientBase,
  { deliveryId, rule, hits, isWhole }: NewNotice,
  now: Date,
): Promise<void> {
  const { accountId, channelId, channelLabelId, language } = rule;
  await work.query(
    `insert into vigie.delivery (id, channel_id, recipient_id, label_id, what, state, attempts, next_attempt_at, made_at, changed_at)
     values ($1, $2, $3, $4, 'hits', 'waiting', 0, $5, $5, $5)`,
    [deliveryId, channelId, accountId, channelLabelId, now],
  );
  await work.query('insert into vigie.notice (delivery_id, language, is_whole) values ($1, $2, $3)', [
    deliveryId,
    language,
    isWhole,
  ]);
  await work.query(
    `insert into vigie.noticed_hit (delivery_id, hit_id, channel_id, order_id, story_id)
     select $1, hit.id, $2, hit.order_id, told.story_id from unnest($3::uuid[], $4::uuid[]) as told (id, story_id)
     join vigie.hit on hit.id = told.id on conflict do nothing`,
    [deliveryId, channelId, hits.map(({ id }) => id), hits.map(({ storyId }) => storyId)],
  );
  await work.query(
    `update vigie.noticed_hit set delivery_id = $1 where delivery_id in (
       select id from vigie.delivery where channel_id = $2 and what = 'hits' and state = 'failed')`,
    [deliveryId, channelId],
  );
}

/** All that says whether a notice may go out, and how. */
export interface SendableNotice extends DeliveryWay {
  readonly accountId: string;
  readonly language: ReportLanguage;
  readonly isWhole: boolean;
  /** What the account holds; null where it does not work at the desk any more, or nothing goes to it. */
  readonly reader: Reader | null;
}

/** Returns how a notice goes out: for the pipeline's role, which asks who may have it. */
export async function readSendableNotice(
  work: pg.ClientBase | pg.Pool,
  deliveryId: string,
): Promise<SendableNotice | undefined> {
  const { rows } = await work.query<SendableNotice>(
    `select delivery.recipient_id as "accountId", language, is_whole as "isWhole", delivery.made_at as "madeAt",
       channel.id as "channelId", kind, channel.state as "channelState", address, options, secret,
       ceiling_label_id as "ceilingLabelId",
       (select clearance.reader from vigie.account
         join vigie.recipient on recipient.id = account.id and recipient.state = 'active'
         join vigie.reader on reader.id = account.id and ${NOT_ERASED}
         join vigie.clearance on clearance.id = reader.clearance_id
         where account.id = delivery.recipient_id and ${MAY_BE_TOLD}) as reader
     from vigie.delivery
     join vigie.notice on notice.delivery_id = delivery.id
     join vigie.channel on channel.id = delivery.channel_id
     where delivery.id = $1`,
    [deliveryId],
  );
  return rows[0];
}

/** A hit that a notice tells of. */
export interface StoredNoticedHit {
  readonly id: string;
  readonly orderId: string;
  readonly documentLabelId: number;
  readonly orderLabelId: number;
  /** Of the fact that the source of the document is read; null where there is none that the session may know of. */
  readonly sourceLabelId: number | null;
  /** Of the questions of the order that the document answers, in order, as far as nobody judged otherwise. */
  readonly letters: readonly string[];
}

/**
 * Returns those hits of a notice that the session may read by now and that wait in the queue, those of an order together; for
 * one that was judged, another of its order on the same document.
 */
export async function noticedHits(
  client: pg.ClientBase,
  deliveryId: string,
  now: Date,
): Promise<readonly StoredNoticedHit[]> {
  const { rows } = await client.query<StoredNoticedHit>(
    `select hit.id, hit.order_id as "orderId", hit.document_label_id as "documentLabelId", hit.order_label_id as "orderLabelId",
       source.label_id as "sourceLabelId",
       array(select distinct letter from vigie.hit other join vigie.question on question.id = other.question_id
         where other.document_id = hit.document_id and other.order_id = hit.order_id
           and other.judgement <> 'not-relevant' order by letter) as letters
     from vigie.noticed_hit join vigie.hit named on named.id = noticed_hit.hit_id
     cross join lateral (select * from vigie.hit
       where hit.document_id = named.document_id and hit.order_id = named.order_id
         and judgement = 'new' and (snoozed_until is null or snoozed_until <= $2)
       order by hit.id <> named.id, made_at, id limit 1) as hit
     join vigie.watch_order on watch_order.id = hit.order_id
     join vigie.document on document.id = hit.document_id left join vigie.source on source.id = document.source_id
     where noticed_hit.delivery_id = $1
     order by watch_order.content #>> '{order,title}', hit.order_id, hit.made_at, hit.id`,
    [deliveryId, now],
  );
  return rows;
}
