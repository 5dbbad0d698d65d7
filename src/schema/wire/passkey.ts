import { z } from 'zod';
import { id, instant } from './fields.ts';

/** What a browser is asked, and what it answers (WebAuthn Level 3, JSON forms); the desk looks at it whole. */
const forBrowsers = z.record(z.string(), z.unknown());

export const passkeyRequest = z.object({
  options: forBrowsers.describe('For the browser, as WebAuthn writes it as JSON.'),
});
export const passkeyAnswer = z.strictObject({
  response: forBrowsers.describe('Of the browser, as WebAuthn writes it as JSON.'),
});
export const newPasskey = passkeyAnswer.extend({ name: z.string().max(200) });
export const ownPasskeys = z.object({
  passkeys: z.array(z.object({ id, name: z.string(), madeAt: instant, usedAt: instant.nullable() })),
});
export const waysIn = z.object({
  hasPassword: z.boolean(),
  hasCodes: z.boolean(),
  recoveryCodes: z.int().describe('That were not used.'),
  identities: z.array(z.object({ issuer: z.string(), linkedAt: instant })),
});
