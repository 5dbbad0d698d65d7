import { calendarDay } from './calendar-day.ts';

const DATED = /^(\d{4})-(\d{2})-(\d{2})(?:[-_ ]+(.+))?$/u;

/** What the name of a file says about its content. */
export interface FileName {
  readonly date?: string;
  readonly title?: string;
}

/** Returns a path with slashes, whatever the machine that it is from writes. */
export function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}

/** Returns the ending of a path in lower case without its dot, or an empty string. */
export function extensionOf(path: string): string {
  return /[^/\\]\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
}

/** Reads a name such as `2012-05-22-some-title.txt`: the day, and the rest with spaces for hyphens. */
export function readFileName(path: string): FileName {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).replace(/\.[^.]+$/, '');
  const [, year, month, day, rest] = DATED.exec(name) ?? [];
  const date = calendarDay(Number(year), Number(month), Number(day));
  if (date === undefined) return {};
  const title = rest?.replace(/[-_]+/g, ' ').trim();
  return title ? { date, title } : { date };
}
