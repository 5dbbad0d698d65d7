/** A window and the events on its time line, all UTC days. */
export interface TimeLineOf {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly events: readonly { readonly date: string; readonly title: string }[];
}

/** Where things stand on a line, from 0 to 1. */
export interface TimeLine {
  readonly from: number;
  readonly until: number;
  /** The window has no stated beginning or end there: it goes on beyond the line. */
  readonly isOpenBefore: boolean;
  readonly isOpenAfter: boolean;
  readonly today?: number;
  readonly events: readonly { readonly date: string; readonly title: string; readonly at: number }[];
}

const DAY = 86_400_000;
/** What is left free on either side, as a part of what is shown. */
const MARGIN = 0.04;
/** Where nothing says how long it is, half a year is shown. */
const USUAL_DAYS = 182;

/**
 * Returns where a window, its events and today stand on one line; nothing where no day is known. The clock of a replay is
 * that of its documents: there is no today on its line.
 */
export function timeLine({ from, until, events }: TimeLineOf, today: string | undefined): TimeLine | undefined {
  const isUnknown = until === undefined || until === 'unknown';
  const days = [from, isUnknown ? undefined : until, today, ...events.map(({ date }) => date)];
  const known = days.flatMap((day) => (day === undefined ? [] : [Date.parse(day)])).filter(Number.isFinite);
  if (known.length === 0 || (from === undefined && isUnknown && events.length === 0)) return undefined;
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const length = Math.max(most - least, isUnknown || from === undefined ? (USUAL_DAYS * DAY) / 2 : DAY);
  const start = least - length * (from === undefined ? MARGIN * 4 : MARGIN);
  const end = least + length * (isUnknown ? 1 + MARGIN * 4 : 1 + MARGIN);
  const at = (day: string): number => (Date.parse(day) - start) / (end - start);
  return {
    from: from === undefined ? 0 : at(from),
    until: isUnknown ? 1 : at(until),
    isOpenBefore: from === undefined,
    isOpenAfter: isUnknown,
    ...(today !== undefined && { today: at(today) }),
    events: [...events].sort((a, b) => (a.date < b.date ? -1 : 1)).map((event) => ({ ...event, at: at(event.date) })),
  };
}
