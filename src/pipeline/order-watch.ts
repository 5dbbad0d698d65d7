import type { Desk } from '../actions/desk.ts';
import { addBackFills, cancelBackFills } from '../store/back-fills.ts';
import { inTransaction } from '../store/transaction.ts';
import {
  joinOrders,
  leaveOrders,
  openOrders,
  setProblems,
  standingOrders,
  watchedOrders,
} from '../store/watched-orders.ts';
import { type StandingOrder, standingOrder } from './standing-order.ts';
import type { StandingOrders } from './standing-orders.ts';

/** A clock of another process may be ahead of ours: what came in this time is looked at twice, and found once. */
const SKEW = 60_000;

/** What became of the orders that documents are held against. */
export interface Watched {
  readonly joined: readonly StandingOrder[];
  readonly left: readonly string[];
}

/**
 * Holds documents against the orders that are open by now, and no others. Between two batches of documents: those before
 * are for the back-fill of what joins, those after are held against it as they come.
 */
export async function watchOrders(desk: Desk, orders: StandingOrders): Promise<Watched> {
  const { work } = desk.database;
  const open = await openOrders(work);
  const ids = new Set(open.map(({ id }) => id));
  const left = orders.ids().filter((id) => !ids.has(id));
  const moved = open.filter(({ id, version, changedAt }) => {
    const held = orders.get(id);
    return held?.version !== version || held.changedAt.getTime() !== changedAt.getTime();
  });
  if (left.length === 0 && moved.length === 0) return { joined: [], left };
  const standing = (
    await standingOrders(
      work,
      moved.map(({ id }) => id),
    )
  ).map(standingOrder);
  const joined = await keep(desk, standing, ids);
  for (const id of left) await orders.remove(id);
  for (const order of standing) await hold(desk, orders, order);
  return { joined, left };
}

/** Holds documents against an order, and keeps what of it the matcher does not take. */
async function hold(desk: Desk, orders: StandingOrders, order: StandingOrder): Promise<void> {
  const refused = await orders.set(order);
  if (refused.length === 0) return;
  await setProblems(desk.database.work, order.id, [...order.problems, ...refused]);
}

/** Keeps which orders are watched, and asks for the back-fill of those that were not, or in another version. */
function keep(desk: Desk, standing: readonly StandingOrder[], open: ReadonlySet<string>): Promise<StandingOrder[]> {
  const now = new Date(desk.now());
  return inTransaction(desk.database.work, async (client) => {
    const watched = await watchedOrders(client);
    const gone = watched.filter(({ orderId }) => !open.has(orderId)).map(({ orderId }) => orderId);
    if (gone.length > 0) {
      await leaveOrders(client, gone);
      await cancelBackFills(client, gone, now);
    }
    const versions = new Map(watched.map(({ orderId, version }) => [orderId, version]));
    const joined = standing.filter(({ id, version }) => versions.get(id) !== version);
    await joinOrders(
      client,
      joined.map(({ id, version, problems }) => ({ orderId: id, version, problems })),
      now,
    );
    const until = new Date(now.getTime() + SKEW);
    await addBackFills(
      client,
      joined.map(({ id, version }) => ({ id: desk.newId('back-fill'), orderId: id, version, until })),
      now,
    );
    return joined;
  });
}
