import { z } from 'zod';
import { QUESTION_STATES } from '../../domain/question.ts';
import { RELIABILITIES } from '../../domain/source.ts';
import { id } from './fields.ts';

const reliability = z.enum(RELIABILITIES);

/** How far the questions of an order are answered. */
export const coverage = z.object({
  title: z.string(),
  questions: z.array(
    z.object({
      id,
      letter: z.string(),
      wording: z.string(),
      state: z.enum(QUESTION_STATES),
      neededBy: z.string().nullable(),
      hits: z.int(),
      relevant: z.int(),
      waiting: z.int(),
      lastHitAt: z.string().nullable(),
      answers: z.array(
        z.object({
          reportId: id,
          title: z.string(),
          status: z.enum(['draft', 'review', 'approved', 'released']),
          isWhole: z.boolean(),
          approvedAt: z.string().nullable(),
          reliability: reliability.nullable().describe('The best of what it cites.'),
          credibility: z.int().nullable(),
        }),
      ),
    }),
  ),
  sources: z.array(
    z.object({ id, name: z.string(), reliability, health: z.string().nullable(), isCited: z.boolean() }),
  ),
  bySource: z.array(
    z.object({ questionId: id, sourceId: id.nullable(), hits: z.int(), relevant: z.int(), cited: z.int() }),
  ),
  byWeek: z.array(z.object({ questionId: id, monday: z.string(), count: z.int() })),
});

export const comparisonRequest = z.strictObject({ other: id });
/** Two orders beside each other. */
export const comparison = z.object({
  orders: z.array(z.object({ id, title: z.string() })),
  questions: z.array(
    z.object({
      letters: z.array(z.string()).length(2),
      wordings: z.array(z.string()).length(2),
      likeness: z.number().describe('Of their words, from 0 to 1.'),
    }),
  ),
  targets: z.array(z.object({ id, title: z.string(), letters: z.array(z.string().nullable()) })),
  documents: z.int().describe('How many documents both found.'),
  samples: z.array(z.object({ id, title: z.string(), letters: z.array(z.string()) })),
});
