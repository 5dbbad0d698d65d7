import { z } from 'zod';

const values = z
  .record(z.string(), z.union([z.string(), z.number(), z.array(z.string()).readonly()]))
  .optional()
  .describe('What the sentence names, so that it can be said in another language.');

/** Something that is told: a code that stays, an English sentence, what it names, and what it goes back to. */
export const said = {
  code: z.string(),
  message: z.string(),
  values,
  reason: z.object({ code: z.string(), message: z.string(), values }).optional().describe('What it goes back to.'),
};
