import { beforeAll, describe, expect, it } from 'vitest';
import { type TestStore, testServer } from '../../test/support/store.ts';

const newStore = testServer();
/** Functions that work with the rights of their owner, each with its reason. */
const DEFINERS = [
  'vigie.enqueue: adds a job of a known kind that holds one id, and shows none',
  'vigie.own_clearance: says which clearance the session itself has, and nothing of others',
  'vigie.search_ids: applies the condition of the policy, and its ids are joined back under it',
];
/** What surfaces may delete: lists that are written anew with what they belong to, and what holders erase. */
const REWRITTEN = [
  ...['informant_identity', 'order_recipient', 'order_source', 'order_target', 'report_version', 'target_alias'],
];
/** Whatever gives another answer each time: ids and the clock are arguments. */
const IMPURE =
  '\\m(now|random|random_normal|nextval|setval|gen_random_uuid|uuidv[0-9]|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\\s*\\(|\\mcurrent_(date|time|timestamp)\\M|\\mlocaltime(stamp)?\\M';

let store: TestStore;
beforeAll(async () => {
  store = await newStore();
});

/** Returns what a question about the catalogue yields, a line each. */
async function lines(sql: string, values: readonly unknown[] = []): Promise<string[]> {
  const { rows } = await store.database.owner.query<{ line: string }>(sql, [...values]);
  return rows.map(({ line }) => line).sort();
}

const OURS = "in ('vigie', 'vigie_ledger')";
const TABLES = `select c.oid, c.oid::regclass::text as name, c.relrowsecurity, c.relforcerowsecurity, c.relowner
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname ${OURS} and c.relkind in ('r', 'p')`;

describe('the tables', () => {
  it('are there to be looked at, in both schemas', async () => {
    const names = await lines(`select name as line from (${TABLES}) t`);
    expect(names.length).toBeGreaterThan(15);
    expect(names).toContain('vigie.document');
    expect(names).toContain('vigie_ledger.migration');
  });

  it('are under row-level security, their owner too', async () => {
    const free = `select name as line from (${TABLES}) t where not (relrowsecurity and relforcerowsecurity)`;
    expect(await lines(free)).toEqual([]);
  });

  it('show all of their rows to the owner, who would see none without a policy', async () => {
    const blind = `select name as line from (${TABLES}) t where not exists (
      select from pg_policy p where p.polrelid = t.oid and p.polcmd = '*' and p.polroles = array['vigie_owner'::regrole::oid]
        and pg_get_expr(p.polqual, p.polrelid) = 'true' and pg_get_expr(p.polwithcheck, p.polrelid) = 'true')`;
    expect(await lines(blind)).toEqual([]);
  });

  it('have a policy for surfaces wherever surfaces have a grant, and nothing that is open to everybody', async () => {
    const ungoverned = `select format('%s %s', name, privilege) as line
      from (${TABLES}) t cross join (values ('SELECT', 'r'), ('INSERT', 'a'), ('UPDATE', 'w'), ('DELETE', 'd')) as right_of (privilege, command)
      where (case privilege when 'DELETE' then has_table_privilege('vigie_app', t.oid, privilege)
        else has_any_column_privilege('vigie_app', t.oid, privilege) end) and not exists (
        select from pg_policy p where p.polrelid = t.oid and p.polcmd::text in (command, '*')
          and p.polroles = array['vigie_app'::regrole::oid])`;
    expect(await lines(ungoverned)).toEqual([]);
    const open = `select format('%s %s', tablename, policyname) as line from pg_policies
      where schemaname ${OURS} and ('public' = any(roles) or permissive <> 'PERMISSIVE'
        or 'vigie_app' = any(roles) and roles <> array['vigie_app'::name])`;
    expect(await lines(open)).toEqual([]);
  });

  it('let surfaces pass every row only where a row says nothing that is marked', async () => {
    const open = `select format('%s %s', tablename, policyname) as line from pg_policies
      where schemaname ${OURS} and 'vigie_app' = any(roles) and 'true' in (qual, with_check)`;
    expect(await lines(open)).toEqual(['audit_salt app_insert', 'setting app_select', 'story app_insert']);
    const readers = `select name as line from (${TABLES}) t
      where name like 'vigie.audit%' and has_any_column_privilege('vigie_app', t.oid, 'SELECT')`;
    expect(await lines(readers)).toEqual([]);
  });
});

describe('the role of surfaces', () => {
  it('owns nothing, deletes nothing but lists, and is nobody else', async () => {
    const app = "'vigie_app'::regrole";
    expect(await lines(`select relname as line from pg_class where relowner = ${app}`)).toEqual([]);
    expect(await lines(`select proname as line from pg_proc where proowner = ${app}`)).toEqual([]);
    expect(await lines(`select nspname as line from pg_namespace where nspowner = ${app}`)).toEqual([]);
    expect(await lines(`select roleid::regrole::text as line from pg_auth_members where member = ${app}`)).toEqual([]);
    const strong = `select rolname as line from pg_roles
      where rolname = 'vigie_app' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`;
    expect(await lines(strong)).toEqual([]);
    const destroys = `select format('%s %s', name, privilege) as line from (${TABLES}) t
      cross join unnest(array['DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) as privilege
      where has_table_privilege('vigie_app', t.oid, privilege)`;
    expect(await lines(destroys)).toEqual(REWRITTEN.map((table) => `vigie.${table} DELETE`));
    const makes = `select nspname as line from pg_namespace where has_schema_privilege('vigie_app', oid, 'CREATE')
      and nspname !~ '^pg_temp'`;
    expect(await lines(makes)).toEqual([]);
  });

  it('has no way into the ledger', async () => {
    const ways = `select name as line from (${TABLES}) t
      where name like 'vigie_ledger.%' and has_any_column_privilege('vigie_app', t.oid, 'SELECT')`;
    expect(await lines(ways)).toEqual([]);
  });
});

describe('views and functions', () => {
  it('look with the rights of whoever asks', async () => {
    const views = `select c.oid::regclass::text as line from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname ${OURS} and (c.relkind = 'm' or c.relkind = 'v'
        and not coalesce(c.reloptions, '{}') && array['security_invoker=true', 'security_invoker=on'])`;
    expect(await lines(views)).toEqual([]);
    const definers = `select p.oid::regproc::text as line from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname ${OURS} and p.prosecdef`;
    expect(await lines(definers)).toEqual(DEFINERS.map((reason) => reason.split(':')[0]));
  });

  it('are told where to look, where they have rights of their own', async () => {
    const free = `select p.oid::regproc::text as line from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname ${OURS} and p.prosecdef
        and not exists (select from unnest(p.proconfig) as setting where setting like 'search_path=%')`;
    expect(await lines(free)).toEqual([]);
    const everybody = `select p.oid::regproc::text as line from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname ${OURS} and p.prosecdef and has_function_privilege('public', p.oid, 'EXECUTE')`;
    expect(await lines(everybody)).toEqual([]);
  });

  it('have no clock, no counter and no chance', async () => {
    const functions = `select p.oid::regproc::text as line from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname ${OURS} and p.prokind <> 'a' and pg_get_functiondef(p.oid) ~* $1`;
    expect(await lines(functions, [IMPURE])).toEqual([]);
    const conditions = `select conname as line from pg_constraint k join pg_namespace n on n.oid = k.connamespace
      where n.nspname ${OURS} and pg_get_constraintdef(k.oid) ~* $1`;
    expect(await lines(conditions, [IMPURE])).toEqual([]);
  });
});

describe('the columns', () => {
  it('have no default that the clock, a counter or chance decides', async () => {
    const defaults = `select format('%s.%s', a.attrelid::regclass, a.attname) as line
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where n.nspname ${OURS} and a.attnum > 0 and not a.attisdropped
        and (a.attidentity <> '' or pg_get_expr(d.adbin, d.adrelid) ~* $1)`;
    expect(await lines(defaults, [IMPURE])).toEqual([]);
    const counters = `select c.oid::regclass::text as line from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname ${OURS} and c.relkind = 'S'`;
    expect(await lines(counters)).toEqual([]);
  });
});

describe('the questions notice', () => {
  /** Makes something wrong, asks, and takes it back. */
  async function asked(wrong: string, question: string, values: readonly unknown[] = []): Promise<number> {
    const client = await store.database.owner.connect();
    try {
      await client.query('begin');
      await client.query(wrong);
      return (await client.query(question, [...values])).rows.length;
    } finally {
      await client.query('rollback');
      client.release();
    }
  }

  it.each([
    ['create table vigie.free (id uuid)', `select from (${TABLES}) t where not relrowsecurity`],
    [
      'alter table vigie.document no force row level security',
      `select from (${TABLES}) t where not relforcerowsecurity`,
    ],
    [
      'create table vigie.counted (id serial)',
      "select from pg_class where relkind = 'S' and relnamespace = 'vigie'::regnamespace",
    ],
  ])('%s', async (wrong, question) => {
    expect(await asked(wrong, question)).toBe(1);
  });

  it.each([
    'now()',
    'clock_timestamp()',
    'random()',
    'gen_random_uuid()',
    'current_timestamp',
    "nextval('x')",
    'CURRENT_DATE',
  ])('a default of %s', async (expression) => {
    const { rows } = await store.database.owner.query<{ is: boolean }>('select $1::text ~* $2::text as is', [
      expression,
      IMPURE,
    ]);
    expect(rows[0]!.is).toBe(true);
  });

  it.each(['vigie.current_instant()', 'current_setting(x)', 'known()'])('no clock in %s', async (expression) => {
    const { rows } = await store.database.owner.query<{ is: boolean }>('select $1::text ~* $2::text as is', [
      expression,
      IMPURE,
    ]);
    expect(rows[0]!.is).toBe(false);
  });

  it('lets surfaces change of what was sent only what became of it', async () => {
    const changeable = `select format('%s.%s', c.oid::regclass, a.attname) as line
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.oid in ('vigie.release_copy'::regclass, 'vigie.delivery'::regclass, 'vigie.receipt'::regclass)
        and has_column_privilege('vigie_app', c.oid, a.attnum, 'update')`;
    expect(await lines(changeable)).toEqual([
      ...['vigie.delivery.attempts', 'vigie.delivery.changed_at', 'vigie.delivery.next_attempt_at'],
      ...['vigie.delivery.state', 'vigie.release_copy.state'],
    ]);
  });

  it('lets nobody but the owner change what is never changed', async () => {
    const { rows } = await store.database.owner.query<{ role: string; table: string }>(
      `select role, name as table from unnest(array['vigie_app', 'vigie_work']) as role,
         unnest(array['audit_entry', 'audit_leaf', 'audit_node', 'audit_checkpoint']) as name
       where has_table_privilege(role, 'vigie.' || name, 'update') or has_table_privilege(role, 'vigie.' || name, 'delete')
       union all
       select 'vigie_app', name from unnest(array['document', 'order_version', 'order_version_target', 'hit_history']) as name
       where has_table_privilege('vigie_app', 'vigie.' || name, 'update')`,
    );
    expect(rows).toEqual([]);
  });
});
