const DAY = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Returns how many days a month has, which is counted from 1. */
export function daysIn(year: number, month: number): number {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return DAYS_IN_MONTH[month - 1]! + (leap ? 1 : 0);
}

/** Returns whether `text` is `YYYY`, `YYYY-MM` or `YYYY-MM-DD` and exists in the calendar. */
export function isCalendarDay(text: string): boolean {
  const [, year, month, day] = DAY.exec(text) ?? [];
  if (year === undefined) return false;
  if (month === undefined) return true;
  if (Number(month) < 1 || Number(month) > 12) return false;
  return day === undefined || (Number(day) >= 1 && Number(day) <= daysIn(Number(year), Number(month)));
}

/** Returns whether `text` is a day that exists, written `YYYY-MM-DD`; there is no year 0. */
export function isDay(text: string): boolean {
  return text.length === 10 && !text.startsWith('0000') && isCalendarDay(text);
}

/** Returns the first and the last day, as `YYYY-MM-DD`, of a year, a month or a day. */
export function dayRange(text: string): { readonly first: string; readonly last: string } {
  const [, year = '', month, day] = DAY.exec(text) ?? [];
  if (day !== undefined) return { first: text, last: text };
  if (month !== undefined) {
    return { first: `${text}-01`, last: `${text}-${daysIn(Number(year), Number(month))}` };
  }
  return { first: `${year}-01-01`, last: `${year}-12-31` };
}

/** Returns the day as the number YYYYMMDD, which orders as the days do. */
export function dayNumber(day: string): number {
  return Number(day.replaceAll('-', ''));
}
