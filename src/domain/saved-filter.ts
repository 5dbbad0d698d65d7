import { Refusal } from '../errors.ts';
import { JUDGEMENTS, type Judgement } from './hit.ts';

/** What the queue is narrowed to, in the words of its address; what is not stated is as usual. */
export interface QueueSearch {
  readonly orderId?: string | undefined;
  readonly questionId?: string | undefined;
  readonly judgement?: Exclude<Judgement, 'new'> | undefined;
  readonly order?: 'best' | undefined;
  readonly by?: 'story' | undefined;
  readonly mine?: 'yes' | undefined;
  readonly snoozed?: 'yes' | undefined;
}

/** A way to look at the queue, under the name that somebody gave it for themselves. */
export interface WrittenFilter {
  readonly name: string;
  readonly search: QueueSearch;
}

/** How many one account keeps. */
export const MOST_FILTERS = 50;
export const LONGEST_FILTER_NAME = 60;

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const WORDS: Readonly<Record<Exclude<keyof QueueSearch, 'orderId' | 'questionId'>, readonly string[]>> = {
  judgement: JUDGEMENTS.filter((judgement) => judgement !== 'new'),
  order: ['best'],
  by: ['story'],
  mine: ['yes'],
  snoozed: ['yes'],
};

/** Returns the filter to keep; refused with `filter-name` or `filter-search`. */
export function settledFilter({ name, search }: WrittenFilter): WrittenFilter {
  const settled = name.trim();
  if (settled === '' || settled.length > LONGEST_FILTER_NAME || /\p{C}/u.test(settled)) {
    const message = `A filter has a name of at most ${LONGEST_FILTER_NAME} signs.`;
    throw new Refusal('invalid', 'filter-name', message, { values: { most: LONGEST_FILTER_NAME } });
  }
  const stated = Object.entries(search).filter(([, value]) => value !== undefined);
  if (!stated.every(([key, value]) => isStated(key, value))) {
    throw new Refusal(
      'invalid',
      'filter-search',
      'A filter says what the address of the queue can say, and nothing else.',
    );
  }
  return { name: settled, search: Object.fromEntries(stated) };
}

function isStated(key: string, value: unknown): boolean {
  if (typeof value !== 'string') return false;
  if (key === 'orderId' || key === 'questionId') return ID.test(value);
  return Object.hasOwn(WORDS, key) && WORDS[key as keyof typeof WORDS].includes(value);
}
