import { z } from 'zod';
import { DISCIPLINES } from '../../domain/order.ts';
import { RELIABILITIES, SOURCE_KINDS, SOURCE_STATUSES } from '../../domain/source.ts';
import { id, instant, pageOf, pageRequest, stated } from './fields.ts';

export const sourceKind = z.enum(SOURCE_KINDS);
export const sourceStatus = z.enum(SOURCE_STATUSES);

const described = {
  name: z.string().max(1000),
  address: z.string().max(10_000),
  reliability: z.enum(RELIABILITIES).describe('From A (reliable) to E (unreliable); F cannot be judged.'),
  schedule: z
    .record(z.string(), z.unknown())
    .describe('`every` in minutes, `quietAfter` in hours, and what its kind reads.'),
  trusted: z.boolean().describe('Whether marks found in its documents set their marking; never below the default.'),
};

const told = z.object({ code: z.string(), message: z.string() });
const standing = z
  .object({
    health: z
      .enum(['new', 'fresh', 'quiet', 'empty', 'broken', 'answers'])
      .describe(
        '`answers`: what it gives may be marked higher than the source, so that it is not told how much that is. Where `isUsed` is false: it was read, and no more is told.',
      ),
    since: instant.optional(),
    readAt: instant.optional(),
    gaveAt: instant.optional().describe('When it last gave something new.'),
    nextAt: instant.optional().describe('When it is read again; missing where it is not.'),
    failures: z.int().describe('Readings that failed, one after the other.'),
    reason: told.optional().describe('Why it is broken.'),
    remarks: z.array(told).optional().describe('What the last reading that did not fail had to say.'),
    isUsed: z.boolean().describe('Whether an open order uses it that the caller may read.'),
    isInTrouble: z.boolean(),
  })
  .describe('How it does, as far as the caller may know.');

export const source = z.object({
  id,
  kind: sourceKind,
  ...described,
  discipline: z.enum(DISCIPLINES),
  status: sourceStatus,
  ...stated,
  defaultMarking: z.object(stated).describe('Of documents that bring no marking which counts.'),
  madeAt: instant,
  changedAt: instant,
  standing,
});
export const sourceList = pageOf(source);
export const sourceListRequest = z.strictObject({
  ...pageRequest,
  kind: sourceKind.optional(),
  status: sourceStatus.optional(),
});

export const newSource = z.strictObject({
  kind: sourceKind,
  ...described,
  schedule: described.schedule.optional(),
  discipline: z.enum(DISCIPLINES).optional(),
  ...stated,
  defaultMarking: z.strictObject(stated),
});
export const sourceChange = z.strictObject({
  ...described,
  discipline: z.enum(DISCIPLINES),
  status: sourceStatus,
  changedAt: instant.describe('Of the source that it is written over.'),
});
export const sourcePlace = z.object({ id, status: sourceStatus, changedAt: instant });

/** What a source would give, of which nothing was kept. */
export const triedSource = z.object({
  items: z.array(
    z.object({
      address: z.string(),
      title: z.string(),
      publishedOn: z.string().optional(),
      language: z.string().optional(),
      length: z.int().describe('Characters of its text.'),
      problem: told.optional(),
    }),
  ),
  isWhole: z.boolean().describe('Whether all of it was looked at.'),
  findings: z.array(told),
  failure: told.optional().describe('Why it could not be read, or not to its end.'),
});
export const readingAsked = z.object({ id, isDone: z.boolean().describe('Else it still goes on.') });
export const subscriptions = z.strictObject({ opml: z.string().max(1_000_000), ...stated });
/** It holds no text: what is answered is kept under the key of the request. */
export const importedSources = z.object({
  listed: z.int(),
  made: z.array(id),
  findings: z.array(
    z.object({
      code: z.enum([
        ...(['opml-none', 'opml-address', 'opml-double', 'opml-too-large', 'opml-cut-short'] as const),
        ...(['opml-refused', 'opml-left-out'] as const),
      ]),
      count: z.int().optional().describe('Of how many sources of the list it is so, where that is known.'),
    }),
  ),
});
