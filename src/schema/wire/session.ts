import { z } from 'zod';
import { id, instant, stated } from './fields.ts';
import { clearance, role } from './people.ts';

/** Longer ones are no passwords; how good one is, is for the desk to say. */
const password = z.string().max(1024);
const code = z.string().max(100).describe('Of an app, or a recovery code.');

export const signInRequest = z.strictObject({ name: z.string().max(200), password, code: code.optional() });
export const proofRequest = z.strictObject({ password, code: code.optional() });

/** Who is signed in. */
export const session = z.object({
  id: id.describe('Of the account.'),
  name: z.string(),
  roles: z.array(role),
  reauthenticatedAt: instant.describe('When they last proved who they are.'),
  expiresAt: instant,
});

export const ownSessions = z.object({
  sessions: z.array(
    z.object({
      id,
      method: z.enum(['password', 'password-and-code', 'passkey', 'identity', 'example']),
      client: z.string().describe('What the client said that it is.'),
      isThis: z.boolean(),
      madeAt: instant,
      usedAt: instant,
      expiresAt: instant,
    }),
  ),
});
export const ended = z.object({ ended: z.int() });

export const linkPath = z.strictObject({ secret: z.string().max(200) });
export const link = z.object({
  purpose: z.enum(['set-up', 'invite', 'reset']),
  accountName: z.string().optional().describe('Missing where the desk has no account yet.'),
  expiresAt: instant,
});
export const acceptance = z.strictObject({
  password,
  first: z
    .strictObject({ name: z.string().max(200), clearance, ...stated })
    .optional()
    .describe('Who the first person is, where the desk has no account yet.'),
});
export const madeLink = z.object({
  secret: z.string().describe('Shown this once: the page is /link/ and this.'),
  purpose: z.enum(['set-up', 'invite', 'reset']),
  expiresAt: instant,
});

export const passwordChange = z.strictObject({ password: password.optional(), newPassword: password });

export const totpStart = z.object({ ticket: z.string(), secret: z.string(), uri: z.string() });
export const totpConfirmation = z.strictObject({ ticket: z.string().max(2000), code });
export const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()).describe('Shown this once.') });
export const removedTotp = z.object({ wasThere: z.boolean() });

const tokenScope = z.enum(['read', 'write', 'administer']);
export const ownTokens = z.object({
  tokens: z.array(
    z.object({
      id,
      prefix: z.string(),
      name: z.string(),
      scopes: z.array(tokenScope),
      madeAt: instant,
      expiresAt: instant,
      usedOn: z.string().nullable(),
    }),
  ),
});
export const newToken = z.strictObject({
  name: z.string().max(200),
  scopes: z.array(tokenScope),
  expiresAt: instant.describe('At most a year from now.'),
});
export const madeToken = z.object({
  id,
  secret: z.string().describe('Shown this once.'),
  prefix: z.string(),
  expiresAt: instant,
});
