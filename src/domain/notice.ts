import { Refusal } from '../errors.ts';
import { REPORT_LANGUAGES, type ReportLanguage } from './report.ts';

export const PACES = ['at-once', 'daily'] as const;
/** When somebody is told of new hits: soon after they are found, or all those of a day together. */
export type Pace = (typeof PACES)[number];

/** When somebody wants to be told, and in which language. */
export interface NoticeTimes {
  readonly pace: Pace;
  /** Of the day, 0 to 23, for what comes daily. */
  readonly hour: number;
  /** By the IANA Time Zone Database, such as `Europe/Paris`. */
  readonly timeZone: string;
  readonly language: ReportLanguage;
}

/** Returns the times, or refuses with `notice-times` what is none. */
export function settledTimes({ pace, hour, timeZone, language }: NoticeTimes): NoticeTimes {
  const isKnown = PACES.includes(pace) && REPORT_LANGUAGES.includes(language);
  if (isKnown && Number.isInteger(hour) && hour >= 0 && hour <= 23 && isTimeZone(timeZone)) {
    return { pace, hour, timeZone, language };
  }
  const message = 'Notices come at once or daily, at an hour from 0 to 23 of a time zone such as Europe/Paris.';
  throw new Refusal('invalid', 'notice-times', message);
}

/** A name and no offset: `+01:00` would not follow the clocks of a place. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const QUARTER = 900_000;
/** Where the clocks skip the hour on one day, that of the next counts. */
const QUARTERS_OF_TWO_DAYS = 200;

/** Returns when the next notice is due after `now`, both in milliseconds since 1970: at once, or at the hour of the day. */
export function nextNotice({ pace, hour, timeZone }: NoticeTimes, now: number): number {
  if (pace === 'at-once') return now;
  const clock = new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', minute: 'numeric', hourCycle: 'h23' });
  // The clocks of all places differ by whole quarters of an hour.
  const first = (Math.floor(now / QUARTER) + 1) * QUARTER;
  for (let count = 0; count < QUARTERS_OF_TWO_DAYS; count++) {
    const at = first + count * QUARTER;
    const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    if (parts.get('hour') === hour && parts.get('minute') === 0) return at;
  }
  return first + QUARTERS_OF_TWO_DAYS * QUARTER;
}

/** A passage of a document in which what a question asks for stands; `found` for the words by which it matched. */
export interface NoticedPiece {
  readonly text: string;
  readonly found: boolean;
}

/** The first hit of an order on a story. */
export interface NoticedHit {
  readonly id: string;
  /** Portion mark of the document, without parentheses. */
  readonly mark: string;
  /** Of the question that it answers, which is worded so. */
  readonly letter: string;
  readonly question: string;
  /** Letters of the other questions of the order that the document answers, in order. */
  readonly alsoAnswers: readonly string[];
  readonly title: string;
  readonly source: string | null;
  /** A UTC day. */
  readonly publishedOn: string | null;
  /** By what it matched. */
  readonly reason: readonly NoticedPiece[];
}

/** What a notice tells of one order. */
export interface NoticedOrder {
  readonly id: string;
  /** Portion mark of the order, without parentheses. */
  readonly mark: string;
  readonly title: string;
  readonly hits: readonly NoticedHit[];
}

/** What somebody is told of new hits: one for each order and story, of what they may read. */
export interface HitNotice {
  readonly language: ReportLanguage;
  /** Of all that stands in it, with whoever needs to know. */
  readonly banner: string;
  /** Stands above and below the banner, and in the subject: `REPLAY – NOT CLASSIFIED`. */
  readonly notice: string | null;
  readonly orders: readonly NoticedOrder[];
  /** How many stories there are in all, those that are not listed among them. */
  readonly count: number;
  /** Whether there were more than are counted. */
  readonly hasMore: boolean;
}
