import type pg from 'pg';
import type { StatedMarking } from '../domain/stated-marking.ts';
import type { Alias, TargetKind } from '../domain/target.ts';
import { type Page, pageOf } from './page.ts';
import { storable, storableJson } from './storable.ts';

export const TARGET_STATUSES = ['active', 'retired'] as const;
export type TargetStatus = (typeof TARGET_STATUSES)[number];

/** Someone or something that orders share: `name` is how expressions call it, `title` what it is called. */
export interface StoredTarget {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly kind: TargetKind;
  readonly role: string | null;
  readonly note: string | null;
  readonly stated: StatedMarking;
  readonly labelId: number;
  readonly status: TargetStatus;
  readonly aliases: readonly Alias[];
  readonly madeAt: Date;
  readonly changedAt: Date;
}

/** Where a list goes on: behind this target. */
export interface TargetCursor {
  readonly changedAt: Date;
  readonly id: string;
}

const TARGETS = `select target.id, target.name, target.title, target.kind, target.role, target.note,
    target.marking as stated, target.label_id as "labelId", target.status, target.made_at as "madeAt",
    target.changed_at as "changedAt", coalesce(aliases.list, '[]') as aliases
  from vigie.target left join lateral (
    select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('text', text, 'lang', language,
        'exact', nullif(exact, false), 'misspelling', nullif(misspelling, false),
        'context', nullif(to_jsonb(context), '[]'), 'from', valid_from, 'until', valid_until)) order by place) as list
    from vigie.target_alias where target_alias.target_id = target.id) as aliases on true`;

/** Adds a target; returns whether its name was free among the targets of its label. */
export async function addTarget(client: pg.ClientBase, target: StoredTarget): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into vigie.target (id, name, title, kind, role, note, marking, label_id, status, made_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10) on conflict (name, label_id) do nothing`,
    [
      target.id,
      storable(target.name),
      storable(target.title),
      target.kind,
      target.role && storable(target.role),
      target.note && storable(target.note),
      storableJson(target.stated),
      target.labelId,
      target.status,
      target.madeAt,
    ],
  );
  if (rowCount === 0) return false;
  await addAliases(client, target);
  return true;
}

/** Writes what a target is now; its name and its marking stay. */
export async function changeTarget(client: pg.ClientBase, target: StoredTarget): Promise<void> {
  await client.query(
    'update vigie.target set title = $2, role = $3, note = $4, status = $5, changed_at = $6 where id = $1',
    [
      target.id,
      storable(target.title),
      target.role && storable(target.role),
      target.note && storable(target.note),
      target.status,
      target.changedAt,
    ],
  );
  await client.query('delete from vigie.target_alias where target_id = $1', [target.id]);
  await addAliases(client, target);
}

async function addAliases(client: pg.ClientBase, { id, labelId, aliases }: StoredTarget): Promise<void> {
  await client.query(
    `insert into vigie.target_alias
       (target_id, place, label_id, text, language, exact, misspelling, context, valid_from, valid_until)
     select $1, place, $2, text, lang, coalesce(exact, false), coalesce(misspelling, false), coalesce(context, '{}'),
       "from", until
     from jsonb_to_recordset($3) as alias
       (place smallint, text text, lang text, exact boolean, misspelling boolean, context text[], "from" date, until date)`,
    [
      id,
      labelId,
      JSON.stringify(
        aliases.map((alias, place) => ({
          ...alias,
          place,
          text: storable(alias.text),
          context: alias.context?.map(storable),
        })),
      ),
    ],
  );
}

/** Returns the target, or nothing where there is none that the session may read. */
export async function readTarget(
  client: pg.ClientBase,
  id: string,
  purpose: 'to read' | 'to change' = 'to read',
): Promise<StoredTarget | undefined> {
  const lock = purpose === 'to change' ? ' for update of target' : '';
  const { rows } = await client.query<StoredTarget>(`${TARGETS} where target.id = $1${lock}`, [id]);
  return rows[0];
}

/** Returns the active targets of these names that the session may read. */
export async function targetsByName(client: pg.ClientBase, names: readonly string[]): Promise<readonly StoredTarget[]> {
  if (names.length === 0) return [];
  const { rows } = await client.query<StoredTarget>(
    `${TARGETS} where target.name = any($1::text[]) and target.status = 'active' order by target.name, target.id`,
    [names.map(storable)],
  );
  return rows;
}

/** Returns the targets of these ids that the session may read, the retired ones too. */
export async function targetsById(client: pg.ClientBase, ids: readonly string[]): Promise<readonly StoredTarget[]> {
  const { rows } = await client.query<StoredTarget>(`${TARGETS} where target.id = any($1::uuid[])`, [ids]);
  return rows;
}

/** Returns the people among the targets that the session may read: one that is retired is a person still. */
export async function peopleAmongTargets(client: pg.ClientBase): Promise<readonly StoredTarget[]> {
  const { rows } = await client.query<StoredTarget>(`${TARGETS} where target.kind = 'person' order by target.id`);
  return rows;
}

/** Returns the targets that changed last, from behind `after` on. */
export async function listTargets(
  client: pg.ClientBase,
  query: {
    readonly kind?: TargetKind | undefined;
    readonly status?: TargetStatus | undefined;
    readonly after?: TargetCursor | undefined;
    readonly most: number;
  },
): Promise<Page<StoredTarget, TargetCursor>> {
  const { kind = null, status = null, after, most } = query;
  const { rows } = await client.query<StoredTarget>(
    `${TARGETS}
     where ($1::text is null or target.kind = $1) and ($2::text is null or target.status = $2)
       and ($3::timestamptz is null or target.changed_at < $3 or (target.changed_at = $3 and target.id > $4::uuid))
     order by target.changed_at desc, target.id limit $5`,
    [kind, status, after?.changedAt ?? null, after?.id ?? null, most + 1],
  );
  return pageOf(rows, most, ({ changedAt, id }) => ({ changedAt, id }));
}
