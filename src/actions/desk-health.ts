import { isSilent, NEW_SOURCE, type SourceState, scheduleOf } from '../domain/source-state.ts';
import { type BackFillProgress, backFillProgress } from '../store/back-fills.ts';
import { type DeskCounts, readDeskCounts } from '../store/desk-counts.ts';
import type { Duty } from '../store/duty.ts';
import { idleDuties } from '../store/idle-duties.ts';
import { orderSources, type SourceStanding, sourceStandings } from '../store/source-items.ts';
import type { Desk } from './desk.ts';

/** How a source does, for the machine. */
export interface SourceReport extends SourceStanding {
  readonly state: SourceState;
  /** Whether it has been silent for longer than it should be, or does not answer. */
  readonly isAlarming: boolean;
}

/** What the desk does, whatever the markings: for whoever can open its database, and for machines. */
export interface DeskHealth {
  readonly sources: readonly SourceReport[];
  readonly counts: DeskCounts;
  readonly backFills: readonly BackFillProgress[];
  /** Open orders for which nothing comes: no source is read, or all of them are silent or do not answer. */
  readonly silentOrders: readonly { readonly orderId: string; readonly name: string }[];
  /** Duties that no process has. */
  readonly idle: readonly Duty[];
  /** Whether nobody collects or matches, or a document has waited to be matched for longer than it should. */
  readonly isStalled: boolean;
}

const NEWEST = 50;
/** Without these nothing new is found. */
const NEEDED: readonly Duty[] = ['collect', 'match'];
const LONGEST_WAIT = 10 * 60_000;

/** Returns how the desk does. */
export async function deskHealth({ database, now }: Desk): Promise<DeskHealth> {
  const standings = await sourceStandings(database.work, new Date(now()));
  const sources = standings.map((standing) => {
    const state: SourceState = { ...NEW_SOURCE, ...standing.state };
    const isAlarming = standing.isUsed && (state.health === 'broken' || isSilent(state, scheduleOf(standing), now()));
    return { ...standing, state, isAlarming };
  });
  const alarming = new Set(sources.filter(({ isAlarming }) => isAlarming).map(({ id }) => id));
  const orders = await orderSources(database.work, new Date(now()));
  const idle = await idleDuties(database.work);
  const counts = await readDeskCounts(database.work);
  const isLate = counts.waitingSince !== null && now() - counts.waitingSince.getTime() > LONGEST_WAIT;
  return {
    sources,
    silentOrders: orders
      .filter(({ sourceIds }) => sourceIds.every((id) => alarming.has(id)))
      .map(({ orderId, name }) => ({ orderId, name })),
    counts,
    idle,
    isStalled: isLate || idle.some((duty) => NEEDED.includes(duty)),
    backFills: await backFillProgress(database.work, NEWEST),
  };
}
