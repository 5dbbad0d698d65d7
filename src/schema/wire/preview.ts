import { z } from 'zod';
import { listedDocument } from './document.ts';

/** What a question would have found. */
export const preview = z.object({
  count: z.int(),
  isWhole: z.boolean().describe('Where not, there are at least so many.'),
  weeks: z.array(z.object({ monday: z.string(), count: z.int() })),
  samples: z.array(listedDocument),
});
