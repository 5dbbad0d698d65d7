import { setTimeout as pause } from 'node:timers/promises';
import { checkpointDeskLog } from '../../src/actions/make-checkpoint.ts';
import { type OpenDesk, openDesk } from '../../src/actions/open-desk.ts';
import { type LogVerification, verifyDeskLog } from '../../src/actions/verify-log.ts';
import type { DatabaseSettings } from '../../src/store/database/open-database.ts';
import type { ToldAct } from './fault-writer.ts';

/** What is wrong with a desk after a fault; all of it is empty where nothing was lost. */
export interface FaultFindings {
  /** Acts that were acknowledged, and are not there or not in the log. */
  readonly lost: readonly string[];
  /** What is there without its entry, and entries without what they say was done. */
  readonly partial: readonly string[];
  /** Errors of the log, as it was found and after it was signed. */
  readonly log: readonly string[];
}

export const NOTHING: FaultFindings = { lost: [], partial: [], log: [] };

/** Opens what is left and says what is wrong with it. */
export async function inspectFolder(
  settings: DatabaseSettings,
  acknowledged: readonly ToldAct[],
): Promise<FaultFindings> {
  const desk = await openDesk({ ...settings, whenOwned: 'refuse' });
  try {
    return await inspect(desk, acknowledged);
  } finally {
    await desk.close();
  }
}

async function inspect(desk: OpenDesk, acknowledged: readonly ToldAct[]): Promise<FaultFindings> {
  return {
    lost: await list(desk, LOST, [JSON.stringify(acknowledged)]),
    partial: await list(desk, PARTIAL),
    log: await errorsOfLog(desk),
  };
}

/** Verifies the log twice: as the fault left it, and when all its entries have their places and are signed. */
export async function errorsOfLog(desk: OpenDesk): Promise<string[]> {
  const before = await verifyDeskLog(desk);
  await signAll(desk);
  const after = await verifyDeskLog(desk);
  const isWhole = after.unsequenced === 0 && after.proven === after.size && after.size > 0 && after.exported > 0;
  return [
    // Before the first signature there is nobody to vouch for the log; that is no damage.
    ...errorsOf(before).filter((error) => !error.startsWith('audit-no-checkpoint')),
    ...errorsOf(after),
    ...(isWhole ? [] : [`of ${after.size} entries ${after.proven} are proven, ${after.unsequenced} wait`]),
  ];
}

/** A transaction of the server itself, such as a vacuum, may hold entries up for a moment. */
async function signAll(desk: OpenDesk): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    await checkpointDeskLog(desk);
    const { rows } = await desk.database.work.query(
      `select from vigie.audit_entry entry
       where not exists (select from vigie.audit_leaf leaf where leaf.entry_id = entry.id) limit 1`,
    );
    if (rows.length === 0) return;
    await pause(25);
  }
}

function errorsOf({ findings, isSound }: LogVerification): string[] {
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length === 0 && !isSound) return ['the log is not sound'];
  return errors.map(({ code, message }) => `${code}: ${message}`);
}

async function list({ database }: OpenDesk, query: string, values: readonly unknown[] = []): Promise<string[]> {
  const { rows } = await database.owner.query<{ found: string }>(query, [...values]);
  return rows.map(({ found }) => found);
}

/** What each entry of the log says was done, once for each thing. */
const DONE = `done as (
  select content ->> 'action' as action, (object ->> 'id')::uuid as id
  from (select convert_from(content, 'UTF8')::jsonb as content from vigie.audit_entry) entry
  cross join jsonb_array_elements(content -> 'objects') object
  where content ->> 'outcome' = 'done')`;

const LOST = `with ${DONE}, told as (
    select * from jsonb_to_recordset($1::jsonb) as told (act text, id uuid, place integer))
  select format('%s %s %s', act, id, place) as found from told
  where not case act
      when 'receive' then exists (select from vigie.document where document.id = told.id)
      when 'judge' then exists (select from vigie.hit_history where hit_id = told.id and hit_history.place = told.place)
      else exists (select from vigie.order_version where order_id = told.id and version = told.place)
    end
    or not exists (select from done where done.id = told.id and done.action = case act
      when 'receive' then 'document-receive' when 'judge' then 'hit-judge' else 'order-' || act end)`;

/** Each line of it is one that finds nothing where every act is there whole or not at all. */
const PARTIAL = `with ${DONE}, counted as (select action, id, count(*) as entries from done group by action, id)
  select 'document and entry: ' || coalesce(document.id, done.id) as found
    from vigie.document full join (select * from counted where action = 'document-receive') done using (id)
    where document.id is null or entries is distinct from 1
  union all
  select 'order and draft: ' || coalesce(watch_order.id, done.id)
    from vigie.watch_order full join (select * from counted where action = 'order-draft') done using (id)
    where watch_order.id is null or entries is distinct from 1
  union all
  select 'order and amendments: ' || coalesce(watch_order.id, done.id)
    from vigie.watch_order full join (select * from counted where action = 'order-amend') done using (id)
    where watch_order.id is null or coalesce(entries, 0) <> version - 1
  union all
  select 'order and versions: ' || watch_order.id
    from vigie.watch_order left join vigie.order_version on order_id = id
    group by watch_order.id
    having count(order_id) <> watch_order.version or max(order_version.version) <> watch_order.version
      or not bool_or(order_version.version = watch_order.version and order_version.content = watch_order.content)
  union all
  select 'order and questions: ' || watch_order.id
    from vigie.watch_order left join vigie.question on order_id = watch_order.id
    where question.wording is distinct from content #>> '{order,questions,0,wording}'
  union all
  select 'hit and judgements: ' || coalesce(hit.id, done.id)
    from vigie.hit full join (select * from counted where action = 'hit-judge') done using (id)
    where coalesce(entries, 0) <> (select count(*) from vigie.hit_history where hit_id = hit.id)
  union all
  select 'hit and last judgement: ' || hit.id
    from vigie.hit left join lateral (
      select change from vigie.hit_history where hit_id = hit.id order by place desc limit 1) last on true
    where hit.note is distinct from change ->> 'note' or (hit.judgement <> 'new' and change is null)`;
