import { calendarDay } from './calendar-day.ts';
import { dayOf } from './day.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Zones that RFC 5322 still names (section 4.3); all others by name are said there to tell nothing. */
const ZONES: Readonly<Record<string, string>> = {
  EDT: '-0400',
  EST: '-0500',
  CDT: '-0500',
  CST: '-0600',
  MDT: '-0600',
  MST: '-0700',
  PDT: '-0700',
  PST: '-0800',
};
const DATE =
  /(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?[\s-]+(\d{4}|\d{2})(?:[,\s]+(\d{1,2}):(\d{2})(?::\d{2})?(?:\s*([+-]\d{4}|[a-z]{2,5}))?)?/i;

/** Returns the UTC day of a date as mail headers write it, `Thu, 13 Feb 1997 23:15:00 -0500`; undefined where it is none. */
export function mailDay(text: string): string | undefined {
  const [, day, name = '', written, hour, minute, zone = ''] = DATE.exec(text.replace(/\([^)]*\)/g, ' ')) ?? [];
  if (day === undefined || written === undefined) return dayOf(text);
  const month = MONTHS.indexOf(name.toLowerCase()) + 1;
  const date = calendarDay(yearOf(written), month, Number(day));
  if (date === undefined || hour === undefined) return date;
  const offset = ZONES[zone.toUpperCase()] ?? (/^[+-]\d{4}$/.test(zone) ? zone : 'Z');
  return dayOf(`${date}T${hour.padStart(2, '0')}:${minute}${offset}`) ?? date;
}

/** Years of two digits (RFC 5322, section 4.3). */
function yearOf(written: string): number {
  const year = Number(written);
  if (written.length > 2) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}
