import type pg from 'pg';
import type { Order, OrderStatus } from '../domain/order.ts';
import type { QuestionState } from '../domain/question.ts';
import { knownReader } from './known-reader.ts';
import { type Page, pageOf } from './page.ts';
import { storableJson as json, storable } from './storable.ts';

/** What an order says, and the scheme in which its marking is read. Its status stands beside it. */
export interface OrderContent {
  readonly scheme: string;
  readonly needToKnow: readonly (readonly string[])[];
  readonly order: Omit<Order, 'status'>;
}

export interface StoredOrder {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly status: OrderStatus;
  readonly labelId: number;
  /** Null where the session may not know of the owner. */
  readonly ownerId: string | null;
  readonly content: OrderContent;
  readonly madeAt: Date;
  readonly changedAt: Date;
}

/** An order as it is added. */
export interface NewOrder extends StoredOrder {
  readonly ownerId: string;
}

/** A question of an order, found by its letter. */
export interface StoredQuestion {
  readonly id: string;
  readonly letter: string;
  readonly state: QuestionState;
}

/** Where a list goes on: behind this order. */
export interface OrderCursor {
  readonly changedAt: Date;
  readonly id: string;
}

export interface OrderQuery {
  readonly status?: OrderStatus | undefined;
  readonly after?: OrderCursor | undefined;
  readonly most: number;
}

const ORDERS = `select id, name, version, status, label_id as "labelId", ${knownReader('owner_id')} as "ownerId",
  content, made_at as "madeAt", changed_at as "changedAt" from vigie.watch_order`;

/** Adds an order with its first version; returns whether its name was free among the orders of its label. */
export async function addOrder(client: pg.ClientBase, order: NewOrder): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into vigie.watch_order (id, name, version, status, label_id, owner_id, content, made_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (name, label_id) do nothing`,
    [
      order.id,
      storable(order.name),
      order.version,
      order.status,
      order.labelId,
      order.ownerId,
      json(order.content),
      order.madeAt,
      order.changedAt,
    ],
  );
  if (rowCount === 0) return false;
  await addVersion(client, order, order.ownerId);
  return true;
}

/** Writes a new version over the one before it, which stays among the versions. */
export async function amendOrder(client: pg.ClientBase, order: StoredOrder, authorId: string): Promise<void> {
  await client.query(
    'update vigie.watch_order set version = $2, status = $3, content = $4, changed_at = $5 where id = $1',
    [order.id, order.version, order.status, json(order.content), order.changedAt],
  );
  await addVersion(client, order, authorId);
}

async function addVersion(client: pg.ClientBase, order: StoredOrder, authorId: string): Promise<void> {
  await client.query(
    `insert into vigie.order_version (order_id, version, label_id, content, author_id, made_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [order.id, order.version, order.labelId, json(order.content), authorId, order.changedAt],
  );
}

/** Writes the questions of an order: by letter they stay the same ones; those that are gone are withdrawn. */
export async function writeQuestions(
  client: pg.ClientBase,
  { id, labelId, content }: StoredOrder,
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const { questions } = content.order;
  const letters = questions.map(({ letter }) => letter);
  await client.query(
    "update vigie.question set state = 'withdrawn' where order_id = $1 and not letter = any($2::text[])",
    [id, letters],
  );
  await client.query(
    `insert into vigie.question (id, order_id, letter, label_id, wording, expressions, state, needed_by)
     select new.id, $1, letter, $2, wording, expressions, state, needed_by
     from unnest($3::uuid[], $4::text[], $5::text[], $6::jsonb[], $7::text[], $8::date[])
       as new (id, letter, wording, expressions, state, needed_by)
     on conflict (order_id, letter) do update
       set wording = excluded.wording, expressions = excluded.expressions, needed_by = excluded.needed_by,
         state = case when excluded.state = 'open' and question.wording = excluded.wording
             and question.state in ('answered', 'partly-answered')
           then question.state else excluded.state end`,
    [
      id,
      labelId,
      letters.map((letter) => ids.get(letter)!),
      letters,
      questions.map(({ wording }) => storable(wording)),
      questions.map(({ expressions }) => json(expressions.map(({ language, source }) => ({ language, source })))),
      questions.map(({ state }) => state.replace(' ', '-')),
      questions.map(({ neededBy }) => neededBy ?? null),
    ],
  );
}

/** Returns the order, or nothing where there is none that the session may read: the two are not told apart. */
export async function readOrder(
  client: pg.ClientBase,
  id: string,
  purpose: 'to read' | 'to change' = 'to read',
): Promise<StoredOrder | undefined> {
  const lock = purpose === 'to change' ? ' for update' : '';
  const { rows } = await client.query<StoredOrder>(`${ORDERS} where id = $1${lock}`, [id]);
  return rows[0];
}

export async function orderQuestions(client: pg.ClientBase, id: string): Promise<readonly StoredQuestion[]> {
  const { rows } = await client.query<StoredQuestion>(
    `select id, letter, replace(state, '-', ' ') as state from vigie.question where order_id = $1 order by letter`,
    [id],
  );
  return rows;
}

/** A question with the order that it is of. */
export interface AskedQuestion extends StoredQuestion {
  readonly orderId: string;
  readonly orderStatus: OrderStatus;
  /** Of the order and all its questions. */
  readonly labelId: number;
}

/**
 * Returns the question, or nothing where there is none that the session may read. What is built on it finds its order as
 * it is here until the end of the transaction.
 */
export async function readQuestion(
  client: pg.ClientBase,
  id: string,
  purpose: 'to read' | 'to build on' = 'to read',
): Promise<AskedQuestion | undefined> {
  const lock = purpose === 'to build on' ? ' for share of watch_order' : '';
  const { rows } = await client.query<AskedQuestion>(
    `select question.id, question.letter, replace(question.state, '-', ' ') as state, question.label_id as "labelId",
       watch_order.id as "orderId", watch_order.status as "orderStatus"
     from vigie.question join vigie.watch_order on watch_order.id = question.order_id
     where question.id = $1${lock}`,
    [id],
  );
  return rows[0];
}

/** Returns who wrote the versions of an order, the first version first. */
export async function orderAuthors(
  client: pg.ClientBase,
  id: string,
): Promise<readonly { readonly version: number; readonly authorId: string }[]> {
  const { rows } = await client.query<{ version: number; authorId: string }>(
    'select version, author_id as "authorId" from vigie.order_version where order_id = $1 order by version',
    [id],
  );
  return rows;
}

/** Returns the orders that changed last, from behind `after` on. */
/** An order as lists show it: its questions may be many, and their expressions long. */
export interface ListedOrder extends Pick<StoredOrder, 'id' | 'name' | 'version' | 'status' | 'changedAt'> {
  readonly order: Pick<Order, 'title' | 'marking' | 'priority' | 'replay' | 'window'>;
  /** The letters of its questions. */
  readonly questions: readonly string[];
}

export async function listOrders(
  client: pg.ClientBase,
  { status, after, most }: OrderQuery,
): Promise<Page<ListedOrder, OrderCursor>> {
  const { rows } = await client.query<ListedOrder>(
    `select id, name, version, status, changed_at as "changedAt",
       jsonb_path_query_array(whole, '$.questions[*].letter') as questions,
       jsonb_build_object('title', whole -> 'title', 'marking', whole -> 'marking', 'priority', whole -> 'priority',
         'replay', whole -> 'replay', 'window', whole -> 'window') as order
     from vigie.watch_order cross join lateral (select content -> 'order' as whole offset 0) as unpacked
     where ($1::text is null or status = $1)
       and ($2::timestamptz is null or changed_at < $2 or (changed_at = $2 and id > $3::uuid))
     order by changed_at desc, id limit $4`,
    [status ?? null, after?.changedAt ?? null, after?.id ?? null, most + 1],
  );
  return pageOf(rows, most, ({ changedAt, id }) => ({ changedAt, id }));
}

export async function setOrderStatus(
  client: pg.ClientBase,
  { id, status, changedAt }: Pick<StoredOrder, 'id' | 'status' | 'changedAt'>,
): Promise<void> {
  await client.query(
    `update vigie.watch_order set status = $2, changed_at = $3,
       ended_at = case when $2 in ('closed', 'expired') then $3::timestamptz end
     where id = $1`,
    [id, status, changedAt],
  );
}

/** Returns the orders that run and whose window ended before `today`; the clock of a replay is not ours. */
export async function overdueOrders(work: pg.Pool, today: string): Promise<readonly string[]> {
  const { rows } = await work.query<{ id: string }>(
    `select id from vigie.watch_order
     where status in ('open', 'suspended') and content #>> '{order,replay}' = 'false'
       and content #>> '{order,window,until}' ~ '^\\d{4}-\\d\\d-\\d\\d$' and content #>> '{order,window,until}' < $1
     order by id`,
    [today],
  );
  return rows.map(({ id }) => id);
}
