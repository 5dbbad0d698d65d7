import { z } from 'zod';
import { DISCIPLINES, ORDER_STATUSES } from '../../domain/order.ts';
import { QUESTION_STATES } from '../../domain/question.ts';
import { SENSITIVE_CATEGORIES } from '../../domain/sensitive-words.ts';
import { id, instant, language, pageOf, pageRequest } from './fields.ts';

export const orderStatus = z.enum(ORDER_STATUSES);
const text = z.string().max(10_000);
const marking = z.string().max(2000);

const threshold = z.strictObject({
  amount: text.optional(),
  list: z.array(text).optional(),
  significance: text.optional(),
});

/** A question as it is written; what of it is wrong, the order's own checks say. */
const question = z.strictObject({
  letter: z.string(),
  wording: text,
  expressions: z
    .array(z.strictObject({ language, source: z.string().max(20_000) }))
    .describe('One for each language, in the query language.'),
  threshold: threshold.optional(),
  marking: marking.optional(),
  neededBy: z.string().optional().describe('Latest time of value, a UTC day.'),
});

/** What an order says, without what becomes of it. */
export const orderText = z.strictObject({
  id: z.string().describe('Its name.'),
  title: text,
  background: text.optional(),
  purpose: text,
  legalBasis: text.optional(),
  requestedBy: text.optional(),
  priority: z.int().describe('From 1, the most urgent, to 5.'),
  replay: z.boolean().default(false),
  window: z.strictObject({
    from: z.string().optional(),
    until: z.string().optional().describe('A UTC day, or `unknown`.'),
  }),
  marking,
  markingReason: text.optional(),
  disciplines: z.array(z.enum(DISCIPLINES)),
  events: z.array(z.strictObject({ date: z.string(), title: text })).default([]),
  targets: z
    .array(
      z.strictObject({
        letter: z.string(),
        target: z.string(),
        marking,
        note: text.optional(),
        necessity: text.optional(),
      }),
    )
    .default([]),
  questions: z.array(question),
  recipients: z.array(z.strictObject({ name: text, address: z.string().optional() })).default([]),
  necessity: text.optional(),
  sensitive: z.array(z.enum(SENSITIVE_CATEGORIES)).optional(),
  unknowns: z.array(text).default([]),
});
export type OrderText = z.infer<typeof orderText>;

const circumstances = {
  scheme: z.string().max(100).describe('The one in which its markings are read.'),
  needToKnow: z
    .array(z.array(z.string().max(100)).max(50))
    .max(20)
    .default([]),
  sourceIds: z.array(id).max(500).default([]),
  recipientIds: z.array(id).max(500).default([]),
};

export const writtenOrder = z.strictObject({ order: orderText, ...circumstances });
export const amendment = writtenOrder.extend({
  version: z.int().min(1).describe('The version that it is written over.'),
});

export const movement = z.strictObject({ move: z.enum(['submit', 'return', 'suspend', 'resume', 'close']) });
export const approval = z.strictObject({
  version: z.int().min(1).describe('The version that was read.'),
  changedAt: instant.describe('When it had changed last.'),
});

export const movedOrder = z.object({
  id,
  status: orderStatus,
  approvals: z.object({ given: z.int(), needed: z.int() }).optional(),
});

/** What is sent back of an order that was written: never its text. */
export const orderPlace = z.object({ id, version: z.int(), status: orderStatus, changedAt: instant });

export const listedOrder = z.object({
  id,
  name: z.string(),
  title: z.string(),
  marking: z.string(),
  priority: z.int(),
  version: z.int(),
  status: orderStatus,
  replay: z.boolean(),
  window: orderText.shape.window,
  questions: z.array(z.string()).describe('Their letters.'),
  changedAt: instant,
});
export const orderList = pageOf(listedOrder);
export const orderListRequest = z.strictObject({ ...pageRequest, status: orderStatus.optional() });

export const wholeOrder = z.object({
  id,
  version: z.int(),
  status: orderStatus,
  moves: z
    .array(z.enum(['submit', 'return', 'open', 'suspend', 'resume', 'close']))
    .describe('What its status lets people do with it; `open` is an approval.'),
  ownerId: id.nullable(),
  scheme: z.string(),
  needToKnow: z.array(z.array(z.string())),
  order: orderText,
  questions: z.array(z.object({ id, letter: z.string(), state: z.enum(QUESTION_STATES) })),
  cites: z.object({
    targets: z.array(z.object({ letter: z.string().nullable(), targetId: id })),
    sourceIds: z.array(id),
    recipientIds: z.array(id),
  }),
  approvalsNeeded: z.int().describe('How many of one version it takes: two where it names a person.'),
  approvals: z.array(
    z.object({
      version: z.int(),
      approverId: id.nullable(),
      kind: z.enum(['other', 'own']),
      madeAt: instant,
      withdrawnAt: instant.nullable(),
    }),
  ),
  exceptions: z.array(
    z.object({
      version: z.int(),
      category: z.enum(SENSITIVE_CATEGORIES),
      reason: z.string(),
      administratorId: id.nullable(),
      madeAt: instant,
    }),
  ),
  madeAt: instant,
  changedAt: instant,
});

export const orderVersions = z.object({
  items: z.array(
    z.object({
      version: z.int(),
      authorId: id.nullable(),
      scheme: z.string(),
      needToKnow: z.array(z.array(z.string())),
      order: orderText,
      madeAt: instant,
    }),
  ),
  next: z.int().optional().describe('The `before` of the next page; missing on the last one.'),
});
export const versionsRequest = z.strictObject({
  before: z.coerce.number().int().min(1).optional().describe('The version below which the list goes on.'),
});

export const previewRequest = z.strictObject({
  expression: z.string().min(1).max(20_000),
  language: language.optional(),
  window: orderText.shape.window.optional(),
});
