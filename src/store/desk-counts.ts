import type pg from 'pg';
import type { StandingProblem } from './watched-orders.ts';

/** What there is and what waits, whatever its labels. */
export interface DeskCounts {
  readonly openOrders: number;
  /** Open orders that documents are held against by now. */
  readonly watchedOrders: number;
  readonly questions: number;
  readonly pastDue: number;
  readonly documents: number;
  readonly hits: number;
  readonly newHits: number;
  /** Documents that were not held against the questions yet. */
  readonly waitingDocuments: number;
  /** When the oldest of them was received; null where none waits. */
  readonly waitingSince: Date | null;
  readonly quarantined: number;
  /** Copies and notices that wait to be sent, or are being sent. */
  readonly deliveriesWaiting: number;
  /** What was given up, of which the answer was lost, and what came back. */
  readonly deliveriesFailed: number;
  readonly deliveriesUnknown: number;
  readonly deliveriesBounced: number;
  /** What of the questions of watched orders cannot be used. */
  readonly problems: readonly (StandingProblem & { readonly order: string })[];
}

/** Counts as the pipeline sees it: nothing for a surface to show to people who may not read all of it. */
export async function readDeskCounts(work: pg.Pool): Promise<DeskCounts> {
  const { rows } = await work.query<DeskCounts>(
    `with waiting as (
       select count(*)::float8 as count, min(received_at) as since from vigie.document where (transaction_id, id) > (
         coalesce((select transaction_id from vigie.follower where name = 'match'), '0'::xid8),
         coalesce((select document_id from vigie.follower where name = 'match'), '00000000-0000-0000-0000-000000000000'))),
     delivered as (
       select count(*) filter (where state in ('waiting', 'sending'))::float8 as "deliveriesWaiting",
         count(*) filter (where state = 'failed')::float8 as "deliveriesFailed",
         count(*) filter (where state = 'unknown')::float8 as "deliveriesUnknown",
         count(*) filter (where state = 'bounced')::float8 as "deliveriesBounced"
       from vigie.delivery where state in ('waiting', 'sending', 'failed', 'unknown', 'bounced'))
     select delivered.*,
       (select count(*)::float8 from vigie.watch_order where status = 'open') as "openOrders",
       (select count(*)::float8 from vigie.watched_order) as "watchedOrders",
       (select count(*)::float8 from vigie.question join vigie.watch_order on watch_order.id = order_id
        where status = 'open' and state <> 'withdrawn') as questions,
       (select count(*)::float8 from vigie.question join vigie.watch_order on watch_order.id = order_id
        where status = 'open' and state = 'past-due') as "pastDue",
       (select count(*)::float8 from vigie.document) as documents,
       (select count(*)::float8 from vigie.hit) as hits,
       (select count(*)::float8 from vigie.hit where judgement = 'new') as "newHits",
       (select count from waiting) as "waitingDocuments",
       (select since from waiting) as "waitingSince",
       (select count(*)::float8 from vigie.quarantined where state = 'kept') as quarantined,
       (select coalesce(jsonb_agg(problem || jsonb_build_object('order', watch_order.name)), '[]')
        from vigie.watched_order join vigie.watch_order on watch_order.id = order_id
          cross join jsonb_array_elements(problems) as problem) as problems
     from delivered`,
  );
  return rows[0]!;
}
