import { z } from 'zod';
import { JUDGEMENTS } from '../../domain/hit.ts';
import { wholeDocument } from './document.ts';
import { id, instant, pageOf, pageRequest } from './fields.ts';

export const judgement = z.enum(JUDGEMENTS);

export const hit = z.object({
  id,
  orderId: id,
  questionId: id,
  documentId: id,
  judgement,
  credibility: z.int().nullable().describe('From 1 (confirmed) to 6 (cannot be judged).'),
  note: z.string().nullable(),
  assigneeId: id.nullable(),
  snoozedUntil: instant.nullable(),
  madeAt: instant,
  changedAt: instant,
});

/** A hit in the queue, with what tells it apart from others. */
export const queuedHit = hit.extend({
  title: z.string().describe('Of the document.'),
  orderTitle: z.string(),
  letter: z.string().describe('Of the question.'),
  suggestion: z.enum(['relevant', 'not-relevant']).optional().describe('What the judgements of its question suggest.'),
  further: z.int().optional().describe('Where a line is a story: how many more hits it stands for.'),
});

export const hitList = pageOf(queuedHit);

export const hitListRequest = z.strictObject({
  ...pageRequest,
  orderId: id.optional(),
  questionId: id.optional(),
  judgement: judgement.optional(),
  assigneeId: id.optional(),
  order: z.enum(['newest', 'best']).optional().describe('Which come first; the newest where nothing is said.'),
  by: z.enum(['hit', 'story']).optional().describe('A line for each hit, or for each order and story.'),
  snoozed: z.stringbool().optional().describe('Those that are out of the queue now, or those that are in it.'),
});

const span = z.object({ start: z.int(), end: z.int(), field: z.enum(['title', 'text']) });
const amount = z.object({ value: z.number(), upper: z.number().optional(), currency: z.string() });

/** Why an expression holds: the operator tree with what was found. */
const explanation = z.object({
  expression: z.string(),
  kind: z.string(),
  holds: z.boolean(),
  aside: z.boolean().optional(),
  spans: z.array(span),
  amounts: z
    .array(
      amount.extend({
        span: span.optional(),
        converted: amount.extend({ rate: z.number(), day: z.string() }).optional(),
      }),
    )
    .optional(),
  get parts() {
    return z.array(explanation);
  },
});

/** Which questions a document answers, and where. */
export const explainedDocument = z.object({
  hits: z.array(
    z.object({
      id,
      orderId: id,
      orderTitle: z.string(),
      letter: z.string(),
      wording: z.string(),
      judgement,
      spans: z.array(span),
    }),
  ),
  isWhole: z.boolean().describe('Whether these are all.'),
});

export const hitEvent = z.object({
  place: z.int(),
  change: z.record(z.string(), z.unknown()),
  actorId: id.nullable(),
  madeAt: instant,
});

/** A hit with its reason and all that was made of it. */
export const wholeHit = hit.extend({
  history: z.array(hitEvent),
  usedBy: z.array(z.object({ id, title: z.string() })).describe('The reports that cite it.'),
  question: z.object({ letter: z.string(), wording: z.string() }).optional(),
  explanation: explanation.optional().describe('Missing where the order does not ask so any more.'),
  spans: z.array(span).describe('The places that make it hold, in order and none twice.'),
  document: wholeDocument,
});

/** What is sent back of a hit that was changed. */
export const hitPlace = z.object({ id, judgement, changedAt: instant });

const judging = {
  judgement: judgement.exclude(['new']),
  credibility: z.int().min(1).max(6).optional(),
  note: z.string().max(10_000).optional(),
};
export const judgeRequest = z.strictObject({ ids: z.array(id).min(1).max(200), ...judging });
export const judged = z.object({
  places: z.array(z.object({ id, place: z.int().describe('For taking it back.') })),
});
/** The same for a hit and those of its question that wait on the same story. */
export const judgeStoryRequest = z.strictObject(judging);
export const judgedStory = judged.extend({ left: z.int().describe('How many more wait: judged again, the next are.') });
export const undoSeveralRequest = z.strictObject({
  places: z
    .array(z.strictObject({ id, place: z.int().min(1) }))
    .min(1)
    .max(200),
});

/** Why a hit is suggested: the parts of it that weigh most. */
export const suggestionReason = z.object({
  score: z.number(),
  suggestion: z.enum(['relevant', 'not-relevant']).optional(),
  relevant: z.int().describe('How many judgements of each kind were learnt from.'),
  notRelevant: z.int(),
  parts: z.array(
    z.object({
      kind: z.string(),
      name: z.string(),
      weight: z.number().describe('Above 0 for relevant, below 0 against.'),
    }),
  ),
});

export const hitCounts = z.object({
  counts: z.array(z.object({ questionId: id, judgement, hits: z.int(), documents: z.int(), stories: z.int() })),
});

export const orderHits = z.object({
  items: z.array(
    z.object({ orderId: id, questionId: id, letter: z.string(), hits: z.int(), waiting: z.int(), fresh: z.int() }),
  ),
});
export const orderHitsRequest = z.strictObject({
  orderIds: z
    .string()
    .transform((list) => list.split(','))
    .pipe(z.array(id).max(200))
    .describe('Ids with commas between, at most 200.'),
  since: instant.optional().describe('From when on those that wait are fresh.'),
});

export const hitWeeks = z.object({
  weeks: z.array(
    z.object({ questionId: id, monday: z.string().describe('That a week begins with, a UTC day.'), count: z.int() }),
  ),
});

export const undoRequest = z.strictObject({ place: z.int().min(1) });
export const assignRequest = z.strictObject({ memberId: id.nullable() });
export const snoozeRequest = z.strictObject({ until: instant.nullable() });
