/** Instants in milliseconds since 1970: of the last look, and of the last one of the visit before. */
export interface Visits {
  readonly at: number;
  readonly before?: number | undefined;
}

/** Who comes back sooner is still at the same visit. */
const APART = 30 * 60_000;

/** Returns the visits with a look at `now`; what was kept may be anything. */
export function visited(kept: string | null, now: number): Visits {
  const known = visitsIn(kept);
  if (!known) return { at: now };
  return { at: now, before: now - known.at >= APART ? known.at : known.before };
}

function visitsIn(kept: string | null): Visits | undefined {
  try {
    const { at, before } = JSON.parse(kept ?? 'null') as Visits;
    return Number.isFinite(at) && (before === undefined || Number.isFinite(before)) ? { at, before } : undefined;
  } catch {
    return undefined;
  }
}
