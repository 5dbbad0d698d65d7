import { z } from 'zod';
import { isDay } from '../../query/days.ts';

/** A UUID in small letters. */
export const id = z.uuid();
/** An instant in UTC, ISO 8601 with milliseconds. */
export const instant = z.iso.datetime();
/** A UTC day, `YYYY-MM-DD`. */
export const day = z.string().refine(isDay, 'must be a day that exists, written YYYY-MM-DD');
export const language = z.string().describe('ISO 639-1 code.');

/** What is asked for by its id. */
export const byId = z.strictObject({ id });

/** How a list is asked for. */
export const pageRequest = {
  after: z.string().max(1000).optional().describe('The cursor that the page before gave as `next`.'),
  most: z.coerce.number().int().min(1).max(200).optional().describe('The most items of the page; 50 where missing.'),
};

/** One page of a list. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    next: z.string().optional().describe('Where the next page begins; missing on the last one.'),
  });
}

/** A marking as somebody stated it. */
export const stated = {
  scheme: z.string().max(100).describe('`us-capco`, `tlp` or `desk`.'),
  marking: z.string().max(2000).describe('Such as `S//NF` or `TLP:AMBER`. It is never assumed.'),
  needToKnow: z
    .array(z.array(z.string().max(100)).max(50))
    .max(20)
    .default([])
    .describe('Names of groups: each list is met by any one group of it, and all lists must be met.'),
};
