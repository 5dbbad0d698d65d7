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
  readonly command: 'SELECT' | 'INSERT' | 'UPDATE';
  readonly using: string | null;
  readonly check: string | null;
}

/** Lists what can be taken away: each policy for surfaces that a grant lets come to anything, and one of a table's all. */
export async function mutantsOf({ database }: TestStore): Promise<readonly Mutant[]> {
  const { rows } = await database.owner.query<Policy>(
    `select format('%I.%I', schemaname, tablename) as table, policyname as policy, cmd as command, qual as using,
       with_check as check
     from pg_policies
     where 'vigie_app' = any(roles) and has_table_privilege('vigie_app', format('%I.%I', schemaname, tablename), cmd)
       and coalesce(qual, with_check) <> 'true'
     order by 1, 2`,
  );
  const tables = [...new Set(rows.map(({ table }) => table))];
  const { rows: functions } = await database.owner.query<{ definition: string }>(
    "select pg_get_functiondef('vigie.search_ids'::regproc) as definition",
  );
  return [
    ...rows.map((row) => mutantOf(`${row.table} ${row.policy}`, [row])),
    ...tables.map((table) =>
      mutantOf(
        `${table} all`,
        rows.filter((row) => row.table === table),
      ),
    ),
    { name: 'vigie.search_ids', open: [SEARCH_WITHOUT_CONDITION], close: [functions[0]!.definition] },
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

const SEARCH_WITHOUT_CONDITION = `
  create or replace function vigie.search_ids(wanted tsquery, most integer, after_at timestamptz, after_id uuid)
    returns table (id uuid, received_at timestamptz)
    language sql stable security definer
    set search_path = pg_catalog, vigie
  begin atomic
    select document.id, document.received_at
    from vigie.document
    where document.lexemes @@ wanted
    order by document.received_at desc, document.id
    limit least(most, 10000);
  end`;
