import type pg from 'pg';
import type { ChannelKind, DeliveryState } from '../domain/channel.ts';
import type { NoticeTimes } from '../domain/notice.ts';

/** Of which orders, and by which way, somebody is told new hits, as they themselves see it. */
export interface OwnNoticeRule extends NoticeTimes {
  readonly id: string;
  readonly channelId: string;
  /** Null for all orders that they may read. */
  readonly orderId: string | null;
  readonly orderTitle: string | null;
}

export interface NewNoticeRule extends NoticeTimes {
  readonly id: string;
  readonly accountId: string;
  readonly channelId: string;
  readonly orderId: string | null;
  readonly nextAt: Date;
}

/** Keeps a rule, over one of the same channel and order that stands; returns the id that it has. */
export async function keepNoticeRule(work: pg.ClientBase, rule: NewNoticeRule, now: Date): Promise<string> {
  const { rows } = await work.query<{ id: string }>(
    `insert into vigie.notice_rule (id, account_id, channel_id, order_id, pace, hour, time_zone, language, next_at, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (channel_id, order_id) do update set pace = excluded.pace, hour = excluded.hour,
       time_zone = excluded.time_zone, language = excluded.language, next_at = excluded.next_at
     returning id`,
    [
      rule.id,
      rule.accountId,
      rule.channelId,
      rule.orderId,
      rule.pace,
      rule.hour,
      rule.timeZone,
      rule.language,
      rule.nextAt,
      now,
    ],
  );
  return rows[0]!.id;
}

/** Deletes a rule; returns whether there was one. */
export async function dropNoticeRule(
  work: pg.ClientBase,
  { id, accountId }: { readonly id: string; readonly accountId: string },
): Promise<boolean> {
  const { rowCount } = await work.query('delete from vigie.notice_rule where id = $1 and account_id = $2', [
    id,
    accountId,
  ]);
  return rowCount === 1;
}

/** Deletes what was chosen by a way that is over. */
export async function dropRulesOfChannel(work: pg.ClientBase, channelId: string): Promise<void> {
  await work.query('delete from vigie.notice_rule where channel_id = $1', [channelId]);
}

export async function countNoticeRules(work: pg.ClientBase, accountId: string): Promise<number> {
  const { rows } = await work.query<{ count: number }>(
    'select count(*)::int as count from vigie.notice_rule where account_id = $1',
    [accountId],
  );
  return rows[0]!.count;
}

/** Returns the rules of whoever the session is, those of all orders first. */
export async function ownNoticeRules(client: pg.ClientBase): Promise<readonly OwnNoticeRule[]> {
  const { rows } = await client.query<OwnNoticeRule>(
    `select notice_rule.id, channel_id as "channelId", order_id as "orderId", content #>> '{order,title}' as "orderTitle",
       pace, hour, time_zone as "timeZone", language
     from vigie.notice_rule left join vigie.watch_order on watch_order.id = order_id
     where account_id = vigie.current_actor() order by order_id is not null, "orderTitle", notice_rule.id`,
  );
  return rows;
}

/** A way by which somebody can be told, as they themselves see it. */
export interface OwnChannel {
  readonly id: string;
  readonly kind: Extract<ChannelKind, 'mail' | 'webhook'>;
  readonly address: string;
  readonly state: 'active' | 'paused';
  /** What it may carry at most, as written. */
  readonly ceiling: string;
  /** Whether it tells nothing but that there is something. */
  readonly form: 'whole' | 'notice';
}

/** Returns the ways of whoever the session is by which the desk itself sends, and that are not closed. */
export async function ownPushedChannels(client: pg.ClientBase): Promise<readonly OwnChannel[]> {
  const { rows } = await client.query<OwnChannel>(
    `select id, kind, address, state, ceiling ->> 'marking' as ceiling, options ->> 'form' as form from vigie.channel
     where recipient_id = vigie.current_actor() and kind in ('mail', 'webhook') and state <> 'closed' order by kind, address, id`,
  );
  return rows;
}

/** A notice of hits that was planned for somebody, as they themselves see it. */
export interface OwnNotice {
  readonly id: string;
  readonly channelId: string;
  readonly state: DeliveryState;
  readonly madeAt: Date;
  /** Stories of orders that it tells of and that they may still read. */
  readonly count: number;
}

/** Returns the last notices to whoever the session is; at most so many. */
export async function ownNotices(client: pg.ClientBase, most: number): Promise<readonly OwnNotice[]> {
  const { rows } = await client.query<OwnNotice>(
    `select id, channel_id as "channelId", state, made_at as "madeAt",
       (select count(*)::int from vigie.noticed_hit where delivery_id = delivery.id) as count
     from vigie.delivery where recipient_id = vigie.current_actor() and what = 'hits'
     order by made_at desc, id limit $1`,
    [most],
  );
  return rows;
}
