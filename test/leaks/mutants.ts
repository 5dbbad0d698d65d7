import type { TestStore } from '../support/store.ts';

/** One condition of the database taken away, and how it is put back. */
export interface Mutant {
  readonly name: string;
  readonly open: readonly string[];
  readonly close: readonly string[];
}

interface Policy {
  readonly table: string;
  readonly policy: string;
  readonly command: 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';
  readonly using: string | null;
  readonly check: string | null;
}

/**
 * Lists what can be taken away: each policy for surfaces that a grant lets come to anything, all of one table's, and what
 * stands in functions with rights of their own.
 */
export async function mutantsOf({ database }: TestStore): Promise<readonly Mutant[]> {
  const { rows } = await database.owner.query<Policy>(
    `select format('%I.%I', schemaname, tablename) as table, policyname as policy, cmd as command, qual as using,
       with_check as check
     from pg_policies
     where 'vigie_app' = any(roles) and (case cmd when 'DELETE'
         then has_table_privilege('vigie_app', format('%I.%I', schemaname, tablename), cmd)
         else has_any_column_privilege('vigie_app', format('%I.%I', schemaname, tablename), cmd) end)
       and coalesce(qual, with_check) <> 'true'
     order by 1, 2`,
  );
  const tables = [...new Set(rows.map(({ table }) => table))];
  return [
    ...rows.map((row) => mutantOf(`${row.table} ${row.policy}`, [row])),
    ...tables.map((table) =>
      mutantOf(
        `${table} all`,
        rows.filter((row) => row.table === table),
      ),
    ),
    ...(await Promise.all(
      Object.entries(OPEN_FUNCTIONS).map(async ([name, definition]) => {
        const closed = await database.owner.query<{ definition: string }>(
          'select pg_get_functiondef($1::regproc) as definition',
          [name],
        );
        return { name, open: [definition], close: [closed.rows[0]!.definition] };
      }),
    )),
  ];
}

function mutantOf(name: string, policies: readonly Policy[]): Mutant {
  const alter = ({ table, policy, using, check }: Policy, given?: string): string =>
    [
      `alter policy ${policy} on ${table}`,
      ...(using === null ? [] : [`using (${given ?? using})`]),
      ...(check === null ? [] : [`with check (${given ?? check})`]),
    ].join(' ');
  return {
    name,
    open: policies.map((policy) => alter(policy, 'true')),
    close: policies.map((policy) => alter(policy)),
  };
}

/** Functions of the schema as they would be without their condition. */
const OPEN_FUNCTIONS: Readonly<Record<string, string>> = {
  'vigie.search_ids': `
    create or replace function vigie.search_ids(wanted tsquery, most integer, after_at timestamptz, after_id uuid)
      returns table (id uuid, received_at timestamptz)
      language sql volatile security definer
      set search_path = pg_catalog, vigie
    begin atomic
      select document.id, document.received_at from vigie.document
      where document.lexemes @@ wanted order by document.received_at desc, document.id limit least(most, 10000);
    end`,
  'vigie.displayed': `
    create or replace function vigie.displayed() returns bytea
      language plpgsql stable parallel safe
      set search_path = pg_catalog, vigie
    as $$ begin return decode(repeat('ff', 8192), 'hex'); end $$`,
  // The clearance of whoever may read most.
  'vigie.own_clearance': `
    create or replace function vigie.own_clearance() returns bigint
      language sql stable security definer
      set search_path = pg_catalog, vigie
    return (select clearance.id from vigie.clearance order by bit_count(clearance.display) desc limit 1)`,
};
