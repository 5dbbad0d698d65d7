import { calendarDay } from './calendar-day.ts';

const HEAD = 300;
/** Months by the folded first letters of their names and abbreviations; "juin" and "juillet" differ in the fourth. */
const MONTH_STEMS: readonly (readonly [stem: string, month: number])[] = [
  ['jan', 1],
  ['fe', 2],
  ['mar', 3],
  ['av', 4],
  ['ap', 4],
  ['ma', 5],
  ['juin', 6],
  ['jun', 6],
  ['jui', 7],
  ['jul', 7],
  ['ao', 8],
  ['au', 8],
  ['s', 9],
  ['o', 10],
  ['n', 11],
  ['d', 12],
];
const MONTH =
  '(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre|janv|f[ée]vr?|avr|juil|d[ée]c)\\.?';
const EDGE = '(?<![\\p{L}\\p{N}])';
const END = '(?![\\p{L}\\p{N}])';
const DAY_FIRST = new RegExp(`${EDGE}(\\d{1,2})(?:er|st|nd|rd|th)?\\s+${MONTH},?\\s+(\\d{4})${END}`, 'giu');
const MONTH_FIRST = new RegExp(`${EDGE}${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})${END}`, 'giu');
const ISO = new RegExp(`${EDGE}(\\d{4})-(\\d{2})-(\\d{2})${END}`, 'gu');
const SLASHES = new RegExp(`${EDGE}(\\d{1,2})/(\\d{1,2})/(\\d{4})${END}`, 'gu');

function monthOf(name: string): number {
  const folded = name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  return MONTH_STEMS.find(([stem]) => folded.startsWith(stem))?.[1] ?? 0;
}

function firstDay(
  head: string,
  pattern: RegExp,
  read: (match: RegExpExecArray) => string | undefined,
): { readonly at: number; readonly day: string } | undefined {
  for (const match of head.matchAll(pattern)) {
    const day = match.index < HEAD ? read(match) : undefined;
    if (day !== undefined) return { at: match.index, day };
  }
  return undefined;
}

/**
 * Returns the first date in the first 300 characters of prose, as `YYYY-MM-DD`: in words, in English or French
 * ("May 22, 2012", "1er janvier 2012"), or as digits in the order of ISO 8601. `22/05/2012` is read in French only:
 * elsewhere nobody knows which number is the month. A day that the calendar does not have is passed over.
 */
export function datelineOf(text: string, lang?: string): string | undefined {
  const head = text.slice(0, HEAD + 40);
  const found = [
    firstDay(head, DAY_FIRST, ([, day, month, year]) => calendarDay(Number(year), monthOf(month!), Number(day))),
    firstDay(head, MONTH_FIRST, ([, month, day, year]) => calendarDay(Number(year), monthOf(month!), Number(day))),
    firstDay(head, ISO, ([, year, month, day]) => calendarDay(Number(year), Number(month), Number(day))),
    lang === 'fr'
      ? firstDay(head, SLASHES, ([, day, month, year]) => calendarDay(Number(year), Number(month), Number(day)))
      : undefined,
  ];
  return found.filter((one) => one !== undefined).sort((a, b) => a.at - b.at)[0]?.day;
}
