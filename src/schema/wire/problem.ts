import { z } from 'zod';
import { said } from './said.ts';

/** RFC 9457: what went wrong, for people and for programs. */
export const problem = z.object({
  type: z.string().describe('`urn:vigie:problem:` and the code.'),
  title: z.string().describe('What the status means.'),
  status: z.int(),
  detail: z.string().describe('A whole sentence that says what would be right.'),
  code: z.string().describe('Stable; docs/errors.md lists them all.'),
  values: said.values,
  reason: said.reason,
  findings: z
    .array(
      z.object({
        ...said,
        path: z.array(z.union([z.string(), z.int()])).optional(),
        span: z.object({ start: z.int(), end: z.int() }).optional(),
      }),
    )
    .optional()
    .describe('What is wrong in what was given, and where; spans are in UTF-16 units.'),
});
export type Problem = z.infer<typeof problem>;
