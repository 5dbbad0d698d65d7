/** Why a text is not an instant: `time` and `zone` are missing, `calendar` is a day or an hour that there is not. */
export type InstantProblem = 'form' | 'time' | 'zone' | 'calendar';

const SHAPE =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:[T ](?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?:\.(?<fraction>\d{1,9}))?)? ?(?<zone>Z|[+-]\d\d:?\d\d)?)?$/;
const MINUTE = 60_000;
const DAY = 1440;

/** Days from 1970-01-01 to a day of the Gregorian calendar; years from 1 on. */
function daysOf(year: number, month: number, day: number): number {
  // Years begin in March here, so that the leap day is the last of its year.
  const shifted = month > 2 ? year : year - 1;
  const fromMarch = (month + 9) % 12;
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  return shifted * 365 + leapDays + Math.floor((fromMarch * 153 + 2) / 5) + day - 719_469;
}

function daysIn(year: number, month: number): number {
  return month === 12 ? 31 : daysOf(year, month + 1, 1) - daysOf(year, month, 1);
}

/**
 * Reads an instant such as `2026-11-20T18:00Z` or `2026-11-20T19:00:00+01:00`: milliseconds since 1970, of a whole
 * minute. Seconds round up, so that what waits for the instant never comes early. Years 1970 to 9999.
 */
export function readInstant(text: string): number | InstantProblem {
  const parts = SHAPE.exec(text.toUpperCase())?.groups;
  if (!parts) return 'form';
  const number = (name: string): number => Number(parts[name] ?? 0);
  const [year, month, day] = [number('year'), number('month'), number('day')];
  if (year < 1970 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return 'calendar';
  if (parts['hour'] === undefined) return 'time';
  if (number('hour') > 23 || number('minute') > 59 || number('second') > 59) return 'calendar';
  if (parts['zone'] === undefined) return 'zone';
  const offset = offsetOf(parts['zone']);
  if (offset === undefined) return 'calendar';
  const begun = number('second') + number('fraction') > 0 ? 1 : 0;
  const minutes = daysOf(year, month, day) * DAY + number('hour') * 60 + number('minute') + begun - offset;
  return minutes < 0 || minutes >= daysOf(9999, 12, 31) * DAY + DAY ? 'calendar' : minutes * MINUTE;
}

/** Minutes east of UTC; undefined where no place on earth has that time. */
function offsetOf(zone: string): number | undefined {
  if (zone === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  if (hours > 14 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** Writes an instant (milliseconds since 1970, of a whole minute) in UTC: `2026-11-20T18:00Z`. */
export function printInstant(instant: number): string {
  const minutes = Math.floor(instant / MINUTE);
  const days = Math.floor(minutes / DAY);
  let year = 1970 + Math.floor(days / 366);
  while (daysOf(year + 1, 1, 1) <= days) year++;
  let month = 1;
  while (month < 12 && daysOf(year, month + 1, 1) <= days) month++;
  const day = days - daysOf(year, month, 1) + 1;
  const time = `${padded(Math.floor((minutes % DAY) / 60), 2)}:${padded(minutes % 60, 2)}`;
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}T${time}Z`;
}
