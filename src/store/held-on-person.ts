import type pg from 'pg';
import { knownReader, SHOWN_CHANGE } from './known-reader.ts';

/** What one table holds on a person, as plain values by the name of the column. */
export type HeldRows = readonly Readonly<Record<string, unknown>>[];

/** What hangs on a reader ($1), as the session may read it. Labels are asked by the policies; other readers are masked. */
const OF_READER = {
  account: 'select roles, state, made_at as "madeAt", changed_at as "changedAt" from vigie.account where id = $1',
  recipient: 'select state, made_at as "madeAt", changed_at as "changedAt" from vigie.recipient where id = $1',
  channels: `select id, kind, address, ceiling, state, made_at as "madeAt", changed_at as "changedAt"
    from vigie.channel where recipient_id = $1 order by id`,
  groups: `select reader_group.id, reader_group.name, member_from as "from", member_until as "until"
    from vigie.group_member join vigie.reader_group on reader_group.id = group_member.group_id
    where reader_id = $1 order by reader_group.id`,
  tasks: `select id, order_id as "orderId", question_id as "questionId", instruction, due_on::text as "dueOn", status, note,
      ${knownReader('offered_by')} as "offeredBy", made_at as "madeAt", changed_at as "changedAt"
    from vigie.task where member_id = $1 order by id`,
  tasksOffered: 'select id, order_id as "orderId" from vigie.task where offered_by = $1 order by id',
  orders: 'select id from vigie.watch_order where owner_id = $1 order by id',
  orderVersions: `select order_id as "orderId", version, made_at as "madeAt" from vigie.order_version
    where author_id = $1 order by order_id, version`,
  orderApprovals: `select order_id as "orderId", version, kind, made_at as "madeAt" from vigie.order_approval
    where approver_id = $1 order by order_id, version`,
  orderExceptions: `select order_id as "orderId", category, made_at as "madeAt" from vigie.order_exception
    where administrator_id = $1 order by order_id, category`,
  ordersReceived: 'select order_id as "orderId" from vigie.order_recipient where recipient_id = $1 order by order_id',
  reports: 'select id from vigie.report where owner_id = $1 order by id',
  reportVersions: `select report_id as "reportId", version, made_at as "madeAt" from vigie.report_version
    where author_id = $1 order by report_id, version`,
  reportApprovals: `select report_id as "reportId", version, made_at as "madeAt" from vigie.report_approval
    where approver_id = $1 order by report_id, version`,
  releases:
    'select id, report_id as "reportId", made_at as "madeAt" from vigie.release where releaser_id = $1 order by id',
  hitsAssigned: `select id, judgement, snoozed_until as "snoozedUntil" from vigie.hit where assignee_id = $1 order by id`,
  hitsJudged: `select hit_id as "hitId", place, ${SHOWN_CHANGE} as change, made_at as "madeAt" from vigie.hit_history
    where actor_id = $1 order by hit_id, place`,
  storyMoves: `select document_id as "documentId", place, change_id as "changeId", kind, made_at as "madeAt"
    from vigie.story_move where actor_id = $1 order by document_id, place`,
  informants: `select id, case when author_id = $1 then 'author' else 'editor' end as holds from vigie.informant
    where $1 in (author_id, editor_id) order by id`,
  sealingKey: 'select made_at as "madeAt" from vigie.sealing_key where account_id = $1',
} as const satisfies Readonly<Record<string, string>>;

/**
 * Whether a filter names nothing of a table, or what the session may read. What is called after something is as telling as that:
 * a filter that names what is not to be read, or is not there any more, is left out whole.
 */
function namesReadable(table: 'watch_order' | 'question', key: string): string {
  return `(not search ? '${key}' or exists (select from vigie.${table} where ${table}.id::text = search ->> '${key}'
      and get_bit((select vigie.displayed()), ${table}.label_id) > 0))`;
}

/**
 * What was sent to a reader, but for notices of hits, which are theirs alone; and by what they sign in (without any secret, and
 * without their sessions). For the role of the pipeline, in a session that says whose clearance counts: the policies show copies
 * to their recipient and to the desk, what somebody signs in by to them alone, and an administrator is neither.
 */
const SENT = {
  copies: `select id, release_id as "releaseId", encode(content_hash, 'hex') as "contentHash", state, made_at as "madeAt"
    from vigie.release_copy where recipient_id = $1 and get_bit((select vigie.displayed()), label_id) > 0 order by id`,
  deliveries: `select id, copy_id as "copyId", channel_id as "channelId", state, attempts, changed_at as "changedAt"
    from vigie.delivery where recipient_id = $1 and what <> 'hits' and get_bit((select vigie.displayed()), label_id) > 0 order by id`,
  receipts: `select id, delivery_id as "deliveryId", kind, detail, made_at as "madeAt"
    from vigie.receipt where recipient_id = $1 and get_bit((select vigie.displayed()), label_id) > 0
      and exists (select from vigie.delivery where delivery.id = delivery_id and what <> 'hits') order by id`,
  noticeRules: `select channel_id as "channelId", order_id as "orderId", pace, hour, time_zone as "timeZone", language
    from vigie.notice_rule left join vigie.watch_order on watch_order.id = order_id
    where account_id = $1 and (order_id is null or get_bit((select vigie.displayed()), watch_order.label_id) > 0)
    order by notice_rule.id`,
  password: 'select changed_at as "changedAt" from vigie.account_password where account_id = $1',
  codes: 'select made_at as "madeAt" from vigie.account_totp where account_id = $1',
  passkeys:
    'select name, made_at as "madeAt", used_at as "usedAt" from vigie.passkey where account_id = $1 order by id',
  identities: `select issuer, subject, linked_at as "linkedAt" from vigie.linked_identity
    where account_id = $1 order by issuer, subject`,
  tokens: `select name, scopes, made_at as "madeAt", expires_at as "expiresAt" from vigie.api_token
    where account_id = $1 order by id`,
  filters: `select name, search, made_at as "madeAt", changed_at as "changedAt" from vigie.saved_filter
    where account_id = $1 and ${namesReadable('watch_order', 'orderId')} and ${namesReadable('question', 'questionId')}
    order by id`,
} as const satisfies Readonly<Record<string, string>>;

export type HeldOnReader = Readonly<Record<keyof typeof OF_READER, HeldRows>>;
export type SentToReader = Readonly<Record<keyof typeof SENT, HeldRows>>;

/** Returns what hangs on a reader, as far as the session may read it. */
export function heldOnReader(client: pg.ClientBase, id: string): Promise<HeldOnReader> {
  return rowsOfEach(client, OF_READER, id);
}

/** Returns what was sent to a reader; for the pipeline's role, in a session. */
export function sentToReader(work: pg.ClientBase, id: string): Promise<SentToReader> {
  return rowsOfEach(work, SENT, id);
}

async function rowsOfEach<Name extends string>(
  client: pg.ClientBase,
  queries: Readonly<Record<Name, string>>,
  id: string,
): Promise<Readonly<Record<Name, HeldRows>>> {
  const held: [string, HeldRows][] = [];
  for (const [name, query] of Object.entries<string>(queries))
    held.push([name, (await client.query(query, [id])).rows]);
  return Object.fromEntries(held) as Record<Name, HeldRows>;
}

/** Returns what a reader holds as it was stated; for the pipeline's role, which alone may look. */
export async function statedHolding(work: pg.ClientBase, id: string): Promise<unknown> {
  const { rows } = await work.query<{ held: unknown }>('select held from vigie.reader where id = $1', [id]);
  return rows[0]?.held ?? null;
}

/** Returns the hits of questions of an order, by their letters. */
export async function hitsOfLetters(
  client: pg.ClientBase,
  orderId: string,
  letters: readonly string[],
): Promise<HeldRows> {
  const { rows } = await client.query(
    `select hit.id, hit.order_id as "orderId", question.letter, hit.document_id as "documentId", hit.judgement, hit.note,
       hit.made_at as "madeAt"
     from vigie.hit join vigie.question on question.id = hit.question_id
     where question.order_id = $1 and question.letter = any($2::text[]) order by hit.id`,
    [orderId, letters],
  );
  return rows;
}
