import type { DescribedSource } from './source.ts';
import {
  isSilent,
  NEW_SOURCE,
  type SourceHealth,
  type SourceRemark,
  type SourceState,
  scheduleOf,
} from './source-state.ts';

/**
 * How a source does, as it is told to whoever may read the source. `answers`: it answers, and whether it gave anything is
 * not told, since what it gives may be marked higher than the source itself; or it was read, and no more of that is told.
 */
export interface SourceStanding {
  readonly health: SourceHealth | 'answers';
  /** Since when it is so. Instants are milliseconds since 1970. */
  readonly since?: number | undefined;
  readonly readAt?: number | undefined;
  readonly gaveAt?: number | undefined;
  readonly failures: number;
  /** Why it is broken. */
  readonly reason?: SourceRemark | undefined;
  readonly remarks?: readonly SourceRemark[] | undefined;
  /** Whether it does not answer, or has given nothing for longer than it should. */
  readonly isInTrouble: boolean;
}

/** Returns how a source does, of which `kept` is known. */
export function standingOf(
  source: Pick<DescribedSource, 'kind' | 'trusted' | 'schedule' | 'status'>,
  kept: Partial<SourceState>,
  now: number,
): SourceStanding {
  const { health, since, readAt, gaveAt, failures, reason, remarks }: SourceState = { ...NEW_SOURCE, ...kept };
  const isBroken = health === 'broken';
  const isActive = source.status === 'active';
  if (!mayGiveMore(source)) {
    const isInTrouble = isActive && (isBroken || isSilent({ ...NEW_SOURCE, ...kept }, scheduleOf(source), now));
    return { health, since, readAt, gaveAt, failures, ...(isBroken && { reason }), remarks, isInTrouble };
  }
  if (health === 'new') return { health, failures: 0, isInTrouble: false };
  if (!isBroken) return { health: 'answers', readAt, failures, isInTrouble: false };
  return { health, since, readAt, failures, reason, isInTrouble: isActive };
}

/** The same for whoever may read no order that uses the source: that readings go on would tell of an order that is hidden. */
export function unusedStanding({ health = 'new' }: Partial<SourceState>): SourceStanding {
  return { health: health === 'new' ? 'new' : 'answers', failures: 0, isInTrouble: false };
}

/** Whether documents of a source may be marked higher than all its documents are by default. */
function mayGiveMore({ kind, trusted }: Pick<DescribedSource, 'kind' | 'trusted'>): boolean {
  return trusted || kind === 'field-notes';
}
