import type pg from 'pg';
import type { Actor } from '../../src/actions/actor.ts';
import type { Desk } from '../../src/actions/desk.ts';
import { inSession } from '../../src/store/transaction.ts';

/** What the grants let a surface come to, of one table: read off the catalogue, so that no table is forgotten. */
interface Reach {
  readonly table: string;
  readonly selected: readonly string[];
  readonly labels: readonly string[];
  readonly inserts: boolean;
  readonly updates: boolean;
  readonly deletes: boolean;
  /** An assignment of a constant that an update can make; one that reads the column would be asked for more. */
  readonly settable: string | null;
}

/**
 * Numbers of transactions and of labels tell how many there were before, and so never leave the store: which rows are seen is
 * compared, and not by which number.
 */
const REACH = `
  select format('%I.%I', n.nspname, c.relname) as table,
    coalesce(array_agg(quote_ident(a.attname) order by a.attnum) filter (
      where has_column_privilege('vigie_app', c.oid, a.attnum, 'SELECT') and a.attname not in ('transaction_id', 'display')
        and a.attname !~ 'label_id$' and not (c.relname = 'label' and a.attname = 'id')), '{}') as selected,
    coalesce(array_agg(quote_ident(a.attname) order by a.attnum) filter (where a.attname ~ 'label_id$'), '{}') as labels,
    has_table_privilege('vigie_app', c.oid, 'INSERT') as inserts,
    has_any_column_privilege('vigie_app', c.oid, 'UPDATE') as updates,
    has_table_privilege('vigie_app', c.oid, 'DELETE') as deletes,
    (array_agg(format('%I = %L', a.attname, coalesce(allowed.word, '2026-11-20'))
        order by a.atttypid = 'timestamptz'::regtype desc, allowed.word is null desc, a.attnum desc)
      filter (where (a.atttypid in ('timestamptz'::regtype, 'bytea'::regtype) or allowed.word is not null)
        and has_column_privilege('vigie_app', c.oid, a.attnum, 'UPDATE')))[1] as settable
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join lateral (
    select substring(pg_get_constraintdef(k.oid) from '''([^'']+)''') as word from pg_constraint k
    where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] order by k.conname limit 1
  ) as allowed on a.atttypid = 'text'::regtype
  where n.nspname = 'vigie' and c.relkind = 'r' group by n.nspname, c.relname, c.oid order by 1`;

/** What is never changed: no grant lets a surface come to it. */
const NEVER = [
  "update vigie.document set title = 'x'",
  "update vigie.order_version set content = '{}'",
  "update vigie.order_approval set kind = 'own'",
  "update vigie.report_version set content = '{}'",
  "update vigie.release_copy set content = '{}'",
  "update vigie.hit_history set change = '{}'",
  "update vigie.setting set value = '0'",
  'delete from vigie.document',
];

const SOMEBODY = "'00000000-0000-4000-8000-000000000000'";
/** Inserts of what is somebody else's: BELOW is a label that the reader may read. */
const STRANGE_INSERTS = [
  // An entry of the log, or something to tell, under the number of somebody else's transaction.
  `insert into vigie.audit_entry (id, content, transaction_id, made_at) values (${SOMEBODY}, 'x', '3', '2026-11-20')`,
  `insert into vigie.outbox (id, topic, object_id, transaction_id, made_at) values (${SOMEBODY}, 'x', ${SOMEBODY}, '3', '2026-11-20')`,
  `insert into vigie.sealing_key (account_id, label_id) values (${SOMEBODY}, BELOW)`,
  `insert into vigie.sealing_secret (account_id) values (${SOMEBODY})`,
  `insert into vigie.informant_identity (author_id, editor_id) values (${SOMEBODY}, ${SOMEBODY})`,
];

/** Labels above and below the reader who is careless. */
export interface CarelessLabels {
  readonly above: number;
  readonly below: number;
}

/**
 * What a surface would tell that forgot every condition: all that it can select, and how many rows its updates and
 * deletions meet. Takes everything back. Throws where something could be written above the reader.
 */
export async function beCareless(
  desk: Desk,
  { id, clearanceId }: Actor,
  labels: CarelessLabels,
): Promise<readonly string[]> {
  const reaches = await reachesOf(desk);
  return inSession(desk.database.app, { actorId: id, clearanceId, now: desk.now() }, async (client) => {
    const seen = await everythingSeen(client, reaches);
    const tried = await triedOut(client, [
      ...reaches.flatMap(changesOf),
      ...reaches.flatMap((reach) => raisesOf(reach, labels)),
      ...STRANGE_INSERTS.map((sql) => sql.replace('BELOW', String(labels.below))).map(refused),
      ...NEVER.map(refused),
    ]);
    return [...seen, ...tried];
  });
}

const known = new WeakMap<object, readonly Reach[]>();

async function reachesOf({ database }: Desk): Promise<readonly Reach[]> {
  const { rows } = known.has(database) ? { rows: known.get(database)! } : await database.owner.query<Reach>(REACH);
  known.set(database, rows);
  return rows;
}

async function everythingSeen(client: pg.PoolClient, reaches: readonly Reach[]): Promise<string[]> {
  const selects = reaches
    .filter(({ selected }) => selected.length > 0)
    .map(({ table, selected }) => `select '${table} ' || row(${selected.join()})::text as row from ${table}`);
  const found = "select 'found ' || id::text from vigie.search_ids('growth', 10000, null, null)";
  const { rows } = await client.query<{ row: string }>(`${[...selects, found].join(' union all ')} order by 1`);
  return rows.map(({ row }) => row);
}

/**
 * A statement to try: what must become of it, or that it may become whatever it becomes to readers alike. A deletion that comes
 * upon what something else refers to has met rows that are not the reader's.
 */
interface Trial {
  readonly sql: string;
  readonly mustBe: 'refused' | 'refused or met by nothing' | 'of own rows' | 'whatever';
}

const REFERRED_TO = '23503';

function refused(sql: string): Trial {
  return { sql, mustBe: 'refused' };
}

/** Updates that read no column meet what the policy for updates alone allows. */
function changesOf({ table, updates, deletes, settable }: Reach): Trial[] {
  const changes = updates && settable !== null ? [`update ${table} set ${settable}`] : [];
  return [
    ...changes.map((sql): Trial => ({ sql, mustBe: 'whatever' })),
    ...(deletes ? [{ sql: `delete from ${table}`, mustBe: 'of own rows' } as const] : []),
  ];
}

/** Policies are asked before any other condition of a row, so that the labels alone decide. */
function raisesOf({ table, labels, inserts, updates }: Reach, { above, below }: CarelessLabels): Trial[] {
  return labels.flatMap((raised): Trial[] => {
    const values = labels.map((label) => (label === raised ? above : below));
    return [
      ...(inserts ? [refused(`insert into ${table} (${labels.join()}) values (${values.join()})`)] : []),
      ...(updates
        ? [{ sql: `update ${table} set ${raised} = ${above}`, mustBe: 'refused or met by nothing' } as const]
        : []),
    ];
  });
}

/** Tries each statement by itself and takes it back; all in one go, since there are hundreds. */
async function triedOut(client: pg.PoolClient, trials: readonly Trial[]): Promise<string[]> {
  const steps = trials.map(
    ({ sql }) => `
    begin
      ${sql};
      get diagnostics met = row_count;
      raise exception using errcode = 'VG001', message = met::text;
    exception
      when sqlstate 'VG001' then told := told || sqlerrm;
      when others then told := told || sqlstate;
    end;`,
  );
  await client.query(`do $do$
    declare
      met bigint;
      told text[] := '{}';
    begin
      ${steps.join('')}
      perform set_config('vigie.told', to_jsonb(told)::text, true);
    end $do$`);
  const { rows } = await client.query<{ told: string[] }>("select current_setting('vigie.told')::jsonb as told");
  return rows[0]!.told.map((told, index) => {
    const { sql, mustBe } = trials[index]!;
    const isRight =
      mustBe === 'whatever' ||
      told === '42501' ||
      (mustBe === 'refused or met by nothing' && told === '0') ||
      (mustBe === 'of own rows' && told !== REFERRED_TO);
    if (!isRight) throw new Error(`It was possible to write above: ${sql} (${told})`);
    return `${sql}: ${told}`;
  });
}
