import type pg from 'pg';
import type { NamedPerson } from '../domain/person-rules.ts';
import type { SensitiveCategory } from '../domain/sensitive-words.ts';
import { storable } from './storable.ts';

/** The order that a part belongs to, with the label that all its parts carry. */
export interface PartOf {
  readonly id: string;
  readonly labelId: number;
}

/** What an order cites beside its own text, by ids. */
export interface Citations {
  /** Those without a letter are named in an expression alone. */
  readonly targets: readonly { readonly letter: string | null; readonly targetId: string }[];
  readonly sourceIds: readonly string[];
  readonly recipientIds: readonly string[];
}

/** Writes anew what an order cites, and keeps which targets this version of it does, as they are called by now. */
export async function writeCitations(
  client: pg.ClientBase,
  { id, labelId, version }: PartOf & { readonly version: number },
  { targets, sourceIds, recipientIds }: Citations,
): Promise<void> {
  await client.query('delete from vigie.order_target where order_id = $1', [id]);
  await client.query(
    `insert into vigie.order_target (order_id, label_id, letter, target_id)
     select $1, $2, * from unnest($3::text[], $4::uuid[])`,
    [id, labelId, targets.map(({ letter }) => letter), targets.map(({ targetId }) => targetId)],
  );
  await client.query(
    `insert into vigie.order_version_target (order_id, version, target_id, label_id, names)
     select $1, $2, target.id, $3, jsonb_build_object('title', target.title,
       'aliases', coalesce((select jsonb_agg(jsonb_build_object('text', text, 'exact', exact) order by place)
         from vigie.target_alias where target_alias.target_id = target.id), '[]'))
     from vigie.target where target.id = any($4::uuid[])`,
    [id, version, labelId, targets.map(({ targetId }) => targetId)],
  );
  await client.query('delete from vigie.order_source where order_id = $1', [id]);
  await client.query(
    'insert into vigie.order_source (order_id, label_id, source_id) select $1, $2, unnest($3::uuid[])',
    [id, labelId, sourceIds],
  );
  await client.query('delete from vigie.order_recipient where order_id = $1', [id]);
  await client.query(
    'insert into vigie.order_recipient (order_id, label_id, recipient_id) select $1, $2, unnest($3::uuid[])',
    [id, labelId, recipientIds],
  );
}

/** Returns what an order cites. */
export async function readCitations(client: pg.ClientBase, orderId: string): Promise<Citations> {
  const { rows } = await client.query<Citations>(
    `select
       (select coalesce(jsonb_agg(jsonb_build_object('letter', letter, 'targetId', target_id) order by letter, target_id), '[]')
        from vigie.order_target where order_id = $1) as targets,
       array(select source_id::text from vigie.order_source where order_id = $1 order by source_id) as "sourceIds",
       array(select recipient_id::text from vigie.order_recipient where order_id = $1 order by recipient_id) as "recipientIds"`,
    [orderId],
  );
  return rows[0]!;
}

const CITABLE = {
  source: 'select id, label_id as "labelId" from vigie.source where id = any($1::uuid[])',
  recipient: `select id, label_id as "labelId" from vigie.recipient where id = any($1::uuid[]) and state = 'active'`,
} as const;

/** Returns the labels of what may be cited of these ids: of those alone that the session may read. */
export async function citableLabels(
  client: pg.ClientBase,
  noun: keyof typeof CITABLE,
  ids: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await client.query<{ id: string; labelId: number }>(CITABLE[noun], [ids]);
  return new Map(rows.map(({ id, labelId }) => [id, labelId]));
}

/** Returns the people among the targets of an order. */
export async function peopleOf(client: pg.ClientBase, orderId: string): Promise<readonly NamedPerson[]> {
  const { rows } = await client.query<NamedPerson>(
    `select name, letter, role from vigie.order_target join vigie.target on target.id = order_target.target_id
     where order_id = $1 and kind = 'person' order by letter, name`,
    [orderId],
  );
  return rows;
}

/** Who let a version open: somebody else than its author, or the author at a desk of one. */
export interface OrderApproval {
  readonly version: number;
  readonly approverId: string;
  readonly kind: 'other' | 'own';
  readonly madeAt: Date;
}

export async function approvalsOf(client: pg.ClientBase, orderId: string): Promise<readonly OrderApproval[]> {
  const { rows } = await client.query<OrderApproval>(
    `select version, approver_id as "approverId", kind, made_at as "madeAt" from vigie.order_approval
     where order_id = $1 order by version, made_at, approver_id`,
    [orderId],
  );
  return rows;
}

/** Keeps an approval; returns whether it is the first of this approver for the version. */
export async function addApproval(
  client: pg.ClientBase,
  { id, labelId }: PartOf,
  { version, approverId, kind, madeAt }: OrderApproval,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into vigie.order_approval (order_id, version, approver_id, label_id, kind, made_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [id, version, approverId, labelId, kind, madeAt],
  );
  return rowCount === 1;
}

/** Why an order may touch a sensitive category, and who recorded it. */
export interface OrderException {
  readonly category: SensitiveCategory;
  readonly reason: string;
  readonly administratorId: string;
  readonly madeAt: Date;
}

export async function exceptionsOf(client: pg.ClientBase, orderId: string): Promise<readonly OrderException[]> {
  const { rows } = await client.query<OrderException>(
    `select category, reason, administrator_id as "administratorId", made_at as "madeAt" from vigie.order_exception
     where order_id = $1 order by category`,
    [orderId],
  );
  return rows;
}

/** Keeps the reason for a category; returns whether there was none before. */
export async function addException(
  client: pg.ClientBase,
  { id, labelId }: PartOf,
  { category, reason, administratorId, madeAt }: OrderException,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into vigie.order_exception (order_id, category, label_id, reason, administrator_id, made_at)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
    [id, category, labelId, storable(reason), administratorId, madeAt],
  );
  return rowCount === 1;
}
