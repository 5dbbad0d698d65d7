import { z } from 'zod';

export const identityProvider = z.object({
  name: z.string().optional().describe('What people call the house; missing where the desk asks none.'),
});
export const identityPurpose = z.enum(['sign-in', 'proof', 'link']);
export const identityAsked = z.strictObject({ purpose: identityPurpose });
export const identityRequest = z.object({
  address: z.string().describe('Where the browser goes.'),
  held: z.string().describe('For the page to keep until the answer is there.'),
});
/** What the house sent along to the page, as it stands behind the question mark of its address. */
export const identityAnswer = z.strictObject({ held: z.string().max(4_000), answer: z.string().max(8_000) });
export const accountIdentity = z.strictObject({
  subject: z.string().min(1).max(500).describe('What the house calls the person: `sub`.'),
});
export const unlinkedIdentity = z.object({ unlinked: z.int() });
