import type { Words } from './en.ts';

/** A UTC day `YYYY-MM-DD` in words, the same wherever it is read. */
export function dayInWords(day: string, { locale }: Pick<Words, 'locale'>): string {
  const options = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locale, options).format(new Date(`${day.slice(0, 10)}T00:00:00Z`));
}

/** An instant in words, by the clock of whoever reads. */
export function instantInWords(instant: string, { locale }: Pick<Words, 'locale'>): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
}

/** How long ago an instant was, roughly. */
export function agoInWords(instant: string, { locale }: Pick<Words, 'locale'>, now = Date.now()): string {
  const seconds = (Date.parse(instant) - now) / 1000;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  const units = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ] as const;
  for (const [unit, size] of units) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(0, 'minute');
}

/** As the clocks of a day show it in both languages. */
export function hourInWords(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
