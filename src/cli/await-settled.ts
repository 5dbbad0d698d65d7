import type { DeskHealth } from '../actions/desk-health.ts';

export interface SettlingDesk {
  readonly health: () => Promise<Pick<DeskHealth, 'counts' | 'sources' | 'backFills'>>;
  readonly now: () => number;
  /** Waits a little until the desk is asked again. */
  readonly pause: () => Promise<unknown>;
  readonly signal: AbortSignal;
}

/** Waits until all sources that are read were read once and all that came is matched; false where that is not so in time. */
export async function awaitSettled({ health, now, pause, signal }: SettlingDesk, most: number): Promise<boolean> {
  const until = now() + most;
  while (!signal.aborted) {
    if (isSettled(await health())) return true;
    if (now() >= until) return false;
    await pause();
  }
  return false;
}

function isSettled({ counts, sources, backFills }: Pick<DeskHealth, 'counts' | 'sources' | 'backFills'>): boolean {
  const read = sources.filter(({ isUsed, status }) => isUsed && status === 'active');
  return (
    read.every(({ state }) => state.health !== 'new') &&
    backFills.every(({ state }) => state !== 'waiting' && state !== 'running') &&
    counts.waitingDocuments === 0 &&
    counts.watchedOrders === counts.openOrders
  );
}
