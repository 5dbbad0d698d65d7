import type pg from 'pg';
import { DUTIES, type Duty, FIRST_LOCK } from './duty.ts';

/** Returns the duties that no process has at this moment, in their order. */
export async function idleDuties(work: pg.Pool): Promise<readonly Duty[]> {
  // A lock by one number shows its halves as `classid` and `objid`, and `objsubid` 1.
  const { rows } = await work.query<{ lock: number }>(
    `select objid::bigint::float8 as lock from pg_locks
     where locktype = 'advisory' and granted and classid = 0 and objsubid = 1
       and database = (select oid from pg_database where datname = current_database())`,
  );
  const held = new Set(rows.map(({ lock }) => lock));
  return DUTIES.filter((_, index) => !held.has(FIRST_LOCK + index));
}
