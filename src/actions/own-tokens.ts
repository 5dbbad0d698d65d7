import { TOKEN_SCOPES, type TokenScope } from '../domain/token-scope.ts';
import { Refusal } from '../errors.ts';
import { addToken, countTokens, deleteToken, ownTokens, type StoredToken } from '../store/api-tokens.ts';
import { act } from './act.ts';
import { type Actor, ROLES } from './actor.ts';
import type { Desk } from './desk.ts';
import { holdSession } from './hold-session.ts';
import { found } from './ids.ts';
import { newSecret } from './secret.ts';

/** How a token begins, so that people, and programs that look for leaked secrets, know it. */
export const TOKEN_PREFIX = 'vigie_';
const SHOWN_SIGNS = TOKEN_PREFIX.length + 6;
const LONGEST_NAME = 100;
const LONGEST_LIFE = 366 * 86_400_000;
const MOST_TOKENS = 50;

export interface NewToken {
  /** What it is for, in the words of its owner. */
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  /** At most a year from now. */
  readonly expiresAt: Date;
  /** Of who asks for it; on the machine of the desk there is none. */
  readonly sessionId?: string | undefined;
}

/** A token that was just made. The secret is shown this once. */
export interface MadeToken {
  readonly id: string;
  readonly secret: string;
  readonly prefix: string;
  readonly expiresAt: Date;
}

/**
 * Makes a token by which a program acts as the actor's own account, within its scopes. Refused with `token-name`,
 * `token-scopes`, `token-expiry` or `token-too-many`, and with `session-not-found` where the session was ended meanwhile. No
 * token makes tokens.
 */
export function createToken(
  desk: Desk,
  actor: Actor,
  { name, scopes, expiresAt, sessionId }: NewToken,
): Promise<MadeToken> {
  return act(desk, actor, {
    action: 'token-create',
    roles: ROLES,
    as: 'work',
    byPersonOnly: true,
    async work({ client, now, name: told }) {
      const settled = { name: settleName(name), scopes: settleScopes(scopes), expiresAt: settleExpiry(expiresAt, now) };
      await holdSession(client, actor.id, sessionId);
      if ((await countTokens(client, actor.id)) >= MOST_TOKENS) {
        const message = `An account has at most ${MOST_TOKENS} tokens; revoke those that nothing uses.`;
        throw new Refusal('conflict', 'token-too-many', message);
      }
      const { secret, hash } = newSecret(TOKEN_PREFIX);
      const token = { id: desk.newId('token'), prefix: secret.slice(0, SHOWN_SIGNS) };
      await addToken(client, { ...token, ...settled, accountId: actor.id, hash }, now);
      told('token', [token.id]);
      return { ...token, secret, expiresAt };
    },
  });
}

/** Returns the actor's own tokens, the latest first; without their secrets. */
export function listTokens(desk: Desk, actor: Actor): Promise<readonly StoredToken[]> {
  return act(desk, actor, {
    action: 'token-list',
    roles: ROLES,
    byPersonOnly: true,
    work: ({ client }) => ownTokens(client),
  });
}

/** Ends one of the actor's own tokens at once (`token-not-found`). */
export function revokeToken(desk: Desk, actor: Actor, id: string): Promise<{ readonly id: string }> {
  return act(desk, actor, {
    action: 'token-revoke',
    roles: ROLES,
    objects: [{ noun: 'token', id }],
    as: 'work',
    byPersonOnly: true,
    async work({ client }) {
      await found('token', id, async () => (await deleteToken(client, { id, accountId: actor.id })) || undefined);
      return { id };
    },
  });
}

function settleName(name: string): string {
  const settled = name.trim();
  if (settled !== '' && settled.length <= LONGEST_NAME && !/\p{C}/u.test(settled)) return settled;
  throw new Refusal('invalid', 'token-name', `A token has a name of at most ${LONGEST_NAME} signs.`);
}

function settleScopes(scopes: readonly TokenScope[]): readonly TokenScope[] {
  const settled = TOKEN_SCOPES.filter((scope) => scopes.includes(scope));
  if (settled.length > 0 && scopes.every((scope) => TOKEN_SCOPES.includes(scope))) return settled;
  throw new Refusal('invalid', 'token-scopes', `A token is for one or more of: ${TOKEN_SCOPES.join(', ')}.`);
}

function settleExpiry(expiresAt: Date, now: Date): Date {
  const life = expiresAt.getTime() - now.getTime();
  if (life > 0 && life <= LONGEST_LIFE) return expiresAt;
  throw new Refusal('invalid', 'token-expiry', 'A token ends in the future, within a year.');
}
