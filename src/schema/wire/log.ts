import { z } from 'zod';
import { id, pageRequest } from './fields.ts';

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
export const logPage = z.object({ items: z.array(logEntry), next: z.string().optional() });
export const logRequest = z.strictObject({
  ...pageRequest,
  actorId: id.optional(),
  objectId: id.optional(),
});
