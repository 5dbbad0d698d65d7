/**
 * Returns when a change is made: later than the one before it, whatever the clock says. By this instant a copy that
 * somebody read is told from what came after it.
 */
export function laterThan(before: Date, now: Date): Date {
  return new Date(Math.max(now.getTime(), before.getTime() + 1));
}
