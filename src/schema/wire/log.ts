import { z } from 'zod';
import { id, instant, pageRequest } from './fields.ts';

/** An entry of the audit log, with its place. */
export const logEntry = z.object({
  id,
  entry: z.object({
    v: z.int(),
    at: z.string(),
    actor: z.string(),
    action: z.string(),
    outcome: z.enum(['done', 'refused', 'failed']),
    objects: z.array(z.object({ noun: z.string(), id: z.string() })),
    reasons: z.array(z.string()),
    policy: z.string(),
  }),
});
export const logPage = z.object({
  items: z.array(logEntry),
  next: z.string().optional(),
  names: z
    .record(z.string(), z.string())
    .describe('What is named there is called so, by id, where the caller may read it.'),
});
export const logRequest = z.strictObject({
  ...pageRequest,
  actorId: id.optional(),
  objectId: id.optional(),
  action: z
    .string()
    .regex(/^[a-z]+(?:-[a-z]+)*$/)
    .max(100)
    .optional()
    .describe('The code of an act, or its first words: `order` is all that was done with orders.'),
  kind: z.enum(['change', 'reading']).optional(),
  outcome: z.enum(['done', 'refused', 'failed']).optional(),
  from: instant.optional(),
  until: instant.optional().describe('The first instant that is left out.'),
});

export const checkedLog = z.object({
  isSound: z.boolean(),
  hasKey: z.boolean().describe('Whether the desk has a key to believe; without one nothing was signed yet.'),
  errors: z.array(z.string()).describe('Codes of what is wrong.'),
  checkedAt: instant,
});
