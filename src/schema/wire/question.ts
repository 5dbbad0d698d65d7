import { z } from 'zod';
import { id, pageRequest } from './fields.ts';

export const pastDueRequest = z.strictObject({ most: pageRequest.most });
export const pastDueList = z.object({
  items: z.array(
    z.object({
      id,
      orderId: id,
      orderTitle: z.string(),
      letter: z.string(),
      wording: z.string(),
      neededBy: z.string().nullable().describe('The last UTC day on which its answer was of value.'),
    }),
  ),
});
