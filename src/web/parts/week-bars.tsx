import { useMemo } from 'react';
import styles from './week-bars.module.css';

export interface Week {
  /** The Monday that it begins with, a UTC day. */
  readonly monday: string;
  readonly count: number;
}

const WEEK = 7 * 86_400_000;
const BAR = 6;
const HEIGHT = 32;
/** Two years; of more, the last ones are shown. */
const MOST_WEEKS = 104;
/** Of fewer, some before them are shown: one bar alone says nothing. */
const LEAST_WEEKS = 12;

/** Returns the weeks from the first to the last, those in which nothing was among them. */
export function everyWeek(weeks: readonly Week[]): readonly Week[] {
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (!first || !last) return [];
  const counts = new Map(weeks.map(({ monday, count }) => [monday, count]));
  const whole: Week[] = [];
  for (let at = Date.parse(first.monday); at <= Date.parse(last.monday); at += WEEK) {
    whole.push({ monday: dayOf(at), count: counts.get(dayOf(at)) ?? 0 });
  }
  return whole.slice(-MOST_WEEKS);
}

function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

function withWeeksBefore(weeks: readonly Week[]): readonly Week[] {
  const [first] = weeks;
  if (!first) return [];
  const missing = Math.max(0, LEAST_WEEKS - weeks.length);
  const before = Array.from({ length: missing }, (_, at) => Date.parse(first.monday) - (missing - at) * WEEK);
  return [...before.map((instant) => ({ monday: dayOf(instant), count: 0 })), ...weeks];
}

interface WeekBarsProps {
  readonly weeks: readonly Week[];
  /** What the bars say, for whoever does not see them. */
  readonly label: string;
  /** What one of them says, for whoever points at it. */
  sayWeek(week: Week): string;
}

/** How many by week, as small bars. */
export function WeekBars({ weeks, label, sayWeek }: WeekBarsProps) {
  const whole = useMemo(() => withWeeksBefore(everyWeek(weeks)), [weeks]);
  const most = Math.max(1, ...whole.map(({ count }) => count));
  if (whole.length === 0) return null;
  return (
    <svg
      className={styles['bars']}
      viewBox={`0 0 ${whole.length * BAR} ${HEIGHT}`}
      width={whole.length * BAR}
      height={HEIGHT}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {whole.map((week, at) => {
        const height = week.count === 0 ? 1 : Math.max(3, (week.count / most) * HEIGHT);
        return (
          <rect
            key={week.monday}
            x={at * BAR}
            y={HEIGHT - height}
            width={BAR - 1}
            height={height}
            data-none={week.count === 0 || undefined}
          >
            <title>{sayWeek(week)}</title>
          </rect>
        );
      })}
    </svg>
  );
}
