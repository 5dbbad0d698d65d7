import type pg from 'pg';
import type { NamedPerson } from '../domain/person-rules.ts';
import type { SensitiveCategory } from '../domain/sensitive-words.ts';
import { knownReader } from './known-reader.ts';
import { storable, storableJson } from './storable.ts';
import type { StoredTarget } from './targets.ts';

/** The order that a part belongs to, with the label that all its parts carry. */
export interface PartOf {
  readonly id: string;
  readonly labelId: number;
}

/** A cited target as it was when the version was written or submitted. */
export interface TargetSnapshot extends Pick<StoredTarget, 'name' | 'title' | 'kind' | 'role' | 'aliases'> {
  /**
   * A person whose name stands among the words and who is not cited: the rules on people hold, and erasing the person
   * strikes nothing out, since whoever gives a person an alias could choose what.
   */
  readonly byWords?: boolean;
}

/** Those without a letter are named in an expression or in words alone. */
export interface CitedTarget {
  readonly letter: string | null;
  readonly targetId: string;
  readonly snapshot: TargetSnapshot;
}

/** What an order cites beside its own text, as it is kept. */
export interface CitedParts extends Omit<Citations, 'targets'> {
  readonly targets: readonly CitedTarget[];
}

/** What an order cites beside its own text, by ids. */
export interface Citations {
  readonly targets: readonly { readonly letter: string | null; readonly targetId: string }[];
  readonly sourceIds: readonly string[];
  readonly recipientIds: readonly string[];
}

/** Writes anew what an order cites, and keeps which targets this version of it does, as they are called by now. */
export async function writeCitations(
  client: pg.ClientBase,
  order: PartOf & { readonly version: number },
  { targets, sourceIds, recipientIds }: CitedParts,
): Promise<void> {
  const { id, labelId, version } = order;
  await writeCitedTargets(client, order, targets);
  await client.query(
    `insert into vigie.order_version_target (order_id, version, target_id, label_id, names)
     select $1, $2, target.id, $3, jsonb_build_object('title', target.title,
       'aliases', coalesce((select jsonb_agg(jsonb_build_object('text', text, 'exact', exact) order by place)
         from vigie.target_alias where target_alias.target_id = target.id), '[]'))
     from vigie.target where target.id = any($4::uuid[])`,
    [id, version, labelId, targets.filter(({ snapshot }) => !snapshot.byWords).map(({ targetId }) => targetId)],
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

/** Writes anew which targets an order cites, and what they are. */
export async function writeCitedTargets(
  client: pg.ClientBase,
  { id, labelId }: PartOf,
  targets: readonly CitedTarget[],
): Promise<void> {
  await client.query('delete from vigie.order_target where order_id = $1', [id]);
  await client.query(
    `insert into vigie.order_target (order_id, label_id, letter, target_id, snapshot)
     select $1, $2, * from unnest($3::text[], $4::uuid[], $5::jsonb[])`,
    [
      id,
      labelId,
      targets.map(({ letter }) => letter),
      targets.map(({ targetId }) => targetId),
      targets.map(({ snapshot }) => storableJson(snapshot)),
    ],
  );
}

export function snapshotOf({ name, title, kind, role, aliases }: StoredTarget): TargetSnapshot {
  return { name, title, kind, role, aliases };
}

/** Returns the targets that an order cites, as they were when its version was written or submitted. */
export async function citedTargets(client: pg.ClientBase, orderId: string): Promise<readonly CitedTarget[]> {
  const { rows } = await client.query<CitedTarget>(
    `select letter, target_id as "targetId", snapshot from vigie.order_target where order_id = $1
     order by letter, target_id`,
    [orderId],
  );
  return rows;
}

/** Returns what an order cites, as far as the session may read it. */
export async function readCitations(client: pg.ClientBase, orderId: string): Promise<Citations> {
  const { rows } = await client.query<Citations>(
    `select
       (select coalesce(jsonb_agg(jsonb_build_object('letter', letter, 'targetId', target_id) order by letter, target_id), '[]')
        from vigie.order_target where order_id = $1
          and exists (select from vigie.target where target.id = target_id)) as targets,
       array(select source_id::text from vigie.order_source where order_id = $1
         and exists (select from vigie.source where source.id = source_id) order by source_id) as "sourceIds",
       array(select recipient_id::text from vigie.order_recipient where order_id = $1
         and exists (select from vigie.recipient where recipient.id = recipient_id) order by recipient_id) as "recipientIds"`,
    [orderId],
  );
  return rows[0]!;
}

const CITABLE = {
  source: 'select id, array[label_id, default_label_id] as "labelIds" from vigie.source where id = any($1::uuid[])',
  recipient: `select id, array[label_id] as "labelIds" from vigie.recipient where id = any($1::uuid[]) and state = 'active'`,
} as const;

/** Returns the labels of what may be cited of these ids: of those alone that the session may read. */
export async function citableLabels(
  client: pg.ClientBase,
  noun: keyof typeof CITABLE,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const { rows } = await client.query<{ id: string; labelIds: number[] }>(CITABLE[noun], [ids]);
  return new Map(rows.map(({ id, labelIds }) => [id, labelIds]));
}

/** Returns the people among the targets of an order. */
export async function peopleOf(client: pg.ClientBase, orderId: string): Promise<readonly NamedPerson[]> {
  const { rows } = await client.query<NamedPerson>(
    `select snapshot ->> 'name' as name, letter, snapshot ->> 'role' as role from vigie.order_target
     where order_id = $1 and snapshot ->> 'kind' = 'person' order by letter, 1`,
    [orderId],
  );
  return rows;
}

/** How many approve a version of an order: two where it names a person. */
export async function approvalsNeeded(client: pg.ClientBase, orderId: string): Promise<number> {
  return (await peopleOf(client, orderId)).length > 0 ? 2 : 1;
}

/** Who let a version open: somebody else than its author, or the author at a desk of one. */
export interface OrderApproval {
  readonly version: number;
  /** Null where the session may not know of the approver. */
  readonly approverId: string | null;
  readonly kind: 'other' | 'own';
  readonly madeAt: Date;
  /** When the order was returned: from then on it counts no more. */
  readonly withdrawnAt: Date | null;
}

/** An approval as it is given. */
export interface NewApproval extends Omit<OrderApproval, 'approverId' | 'withdrawnAt'> {
  readonly approverId: string;
}

export async function approvalsOf(client: pg.ClientBase, orderId: string): Promise<readonly OrderApproval[]> {
  const { rows } = await client.query<OrderApproval>(
    `select version, ${knownReader('approver_id')} as "approverId", kind, made_at as "madeAt",
       withdrawn_at as "withdrawnAt"
     from vigie.order_approval where order_id = $1 order by place`,
    [orderId],
  );
  return rows;
}

/** Keeps an approval; returns whether the approver has no other one that stands for the version. The order is locked. */
export async function addApproval(
  client: pg.ClientBase,
  { id, labelId }: PartOf,
  { version, approverId, kind, madeAt }: NewApproval,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into vigie.order_approval (order_id, place, version, approver_id, label_id, kind, made_at)
     select $1, (select count(*) + 1 from vigie.order_approval where order_id = $1), $2, $3, $4, $5, $6
     on conflict do nothing`,
    [id, version, approverId, labelId, kind, madeAt],
  );
  return rowCount === 1;
}

/** Marks the approvals of an order that stand as withdrawn. */
export async function withdrawApprovals(client: pg.ClientBase, orderId: string, now: Date): Promise<void> {
  await client.query('update vigie.order_approval set withdrawn_at = $2 where order_id = $1 and withdrawn_at is null', [
    orderId,
    now,
  ]);
}

/** Why a version of an order may touch a sensitive category, and who recorded it. */
export interface OrderException {
  readonly version: number;
  readonly category: SensitiveCategory;
  readonly reason: string;
  /** Null where the session may not know of the administrator. */
  readonly administratorId: string | null;
  readonly madeAt: Date;
}

/** An exception as it is recorded. */
export interface NewException extends OrderException {
  readonly administratorId: string;
}

export async function exceptionsOf(client: pg.ClientBase, orderId: string): Promise<readonly OrderException[]> {
  const { rows } = await client.query<OrderException>(
    `select version, category, reason, ${knownReader('administrator_id')} as "administratorId", made_at as "madeAt"
     from vigie.order_exception where order_id = $1 order by version, category`,
    [orderId],
  );
  return rows;
}

/** Keeps the reason for a category; returns whether the version had none before. */
export async function addException(
  client: pg.ClientBase,
  { id, labelId }: PartOf,
  { version, category, reason, administratorId, madeAt }: NewException,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into vigie.order_exception (order_id, version, category, label_id, reason, administrator_id, made_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [id, version, category, labelId, storable(reason), administratorId, madeAt],
  );
  return rowCount === 1;
}
