import { z } from 'zod';
import { id, stated } from './fields.ts';
import { clearance } from './people.ts';

const recipient = z.object({
  id,
  name: z.string(),
  kind: z.enum(['person', 'body']),
  mayHave: z.boolean().optional().describe('Whether they may be given what carries the marking that was asked about.'),
});
export const recipientList = z.object({
  items: z.array(recipient),
  isWhole: z.boolean().describe('Whether these are all of whom the caller may know.'),
});
export const readershipRequest = z.strictObject(stated);
export const newRecipient = z.strictObject({
  name: z.string().max(200),
  kind: z.enum(['person', 'body']),
  clearance,
  ...stated,
});
