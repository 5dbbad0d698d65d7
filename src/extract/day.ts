import { calendarDay } from './calendar-day.ts';
import { datelineOf } from './dateline.ts';

const STAMP =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ]+(\d{2}):?(\d{2})(?::?\d{2}(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?$/i;
const SLASHED = /^(\d{4})\/(\d{1,2})\/(\d{1,2})(?:\s|$)/;

/**
 * Returns the UTC day of a date written for machines (ISO 8601 with or without time, `YYYY/MM/DD`) or in words,
 * in English or French; undefined where it is none.
 */
export function dayOf(text: string): string | undefined {
  const trimmed = text.trim();
  const stamp = STAMP.exec(trimmed);
  if (stamp) return utcDay(stamp);
  const [, year, month, day] = SLASHED.exec(trimmed) ?? [];
  if (year !== undefined) return calendarDay(Number(year), Number(month), Number(day));
  return trimmed.length <= 80 ? datelineOf(trimmed) : undefined;
}

function utcDay([, year, month, date, hour, minute, zone]: RegExpExecArray): string | undefined {
  const day = calendarDay(Number(year), Number(month), Number(date));
  if (day === undefined || hour === undefined || zone === undefined || !/^[+-]/.test(zone)) return day;
  const offset =
    (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', '') || 0)) * (zone[0] === '-' ? -1 : 1);
  const minutes = Number(hour) * 60 + Number(minute) - offset;
  return new Date(Date.parse(`${day}T00:00:00Z`) + minutes * 60_000).toISOString().slice(0, 10);
}
