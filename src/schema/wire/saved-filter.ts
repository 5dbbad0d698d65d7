import { z } from 'zod';
import { LONGEST_FILTER_NAME } from '../../domain/saved-filter.ts';
import { id, instant } from './fields.ts';

const queueSearch = z
  .strictObject({
    orderId: id.optional(),
    questionId: id.optional(),
    judgement: z.enum(['relevant', 'not-relevant', 'to-verify']).optional(),
    order: z.literal('best').optional(),
    by: z.literal('story').optional(),
    mine: z.literal('yes').optional(),
    snoozed: z.literal('yes').optional(),
  })
  .describe('What the queue is narrowed to, as its address says it.');

export const newFilter = z.strictObject({ name: z.string().min(1).max(LONGEST_FILTER_NAME), search: queueSearch });
export const filterList = z.object({
  items: z.array(z.object({ id, name: z.string(), search: queueSearch, changedAt: instant })),
});
