import type pg from 'pg';
import type { Database } from './database/open-database.ts';

/** The schema of the queue, which graphile-worker keeps. */
export const JOBS_SCHEMA = 'vigie_jobs';

/** What the pipeline can be asked to do; the database holds the same list. */
export const TASKS = ['back-fill', 'collect', 'deliver', 'match', 'gather', 'notify', 'expire'] as const;
export type Task = (typeof TASKS)[number];

/** The last migration of the version of graphile-worker that is installed here. */
const NEWEST_MIGRATION = 19;

/**
 * Makes the tables of the queue, or brings them up to date, as the owner, and lets the pipeline's role in: the package
 * turns row-level security on for its tables, and without a policy that role would see no job at all.
 */
export async function installJobs({ owner }: Database): Promise<void> {
  if ((await migrationOfJobs(owner)) !== NEWEST_MIGRATION) {
    // Loaded where it is needed: most commands find the tables in order.
    const { Logger, runMigrations } = await import('graphile-worker');
    const silent = new Logger(() => () => undefined);
    await runMigrations({ pgPool: owner, schema: JOBS_SCHEMA, logger: silent });
  }
  await owner.query(ADMIT_PIPELINE);
}

async function migrationOfJobs(owner: pg.Pool): Promise<number | undefined> {
  const { rows: there } = await owner.query<{ there: boolean }>(
    `select to_regclass('${JOBS_SCHEMA}.migrations') is not null as there`,
  );
  if (!there[0]!.there) return undefined;
  const { rows } = await owner.query<{ id: number }>(`select max(id)::int as id from ${JOBS_SCHEMA}.migrations`);
  return rows[0]!.id;
}

const ADMIT_PIPELINE = `
  do $do$
  declare
    job_table regclass;
  begin
    perform pg_advisory_xact_lock(4711807);
    revoke all on schema ${JOBS_SCHEMA} from public;
    grant usage on schema ${JOBS_SCHEMA} to vigie_work;
    grant select, insert, update, delete on all tables in schema ${JOBS_SCHEMA} to vigie_work;
    grant usage on all sequences in schema ${JOBS_SCHEMA} to vigie_work;
    for job_table in
      select c.oid from pg_class c where c.relnamespace = '${JOBS_SCHEMA}'::regnamespace and c.relkind = 'r'
        and not exists (select from pg_policy where polrelid = c.oid and polname = 'work_all')
    loop
      execute format('alter table %s enable row level security', job_table);
      execute format('create policy work_all on %s to vigie_work using (true) with check (true)', job_table);
    end loop;
  end $do$`;

/** Hands a task about an object to the pipeline, as a part of the act: it is there when the act is, and only then. */
export async function enqueue(client: pg.ClientBase, task: Task, objectId: string): Promise<void> {
  await client.query('select vigie.enqueue($1, $2)', [task, objectId]);
}
