import type { TokenScope } from '../domain/token-scope.ts';
import { findToken, touchToken } from '../store/api-tokens.ts';
import { type Actor, ROLES } from './actor.ts';
import type { Desk } from './desk.ts';
import { TOKEN_PREFIX } from './own-tokens.ts';
import { secretHash } from './secret.ts';

/** A program that acts for an account. */
export interface TokenActor {
  readonly actor: Actor;
  readonly tokenId: string;
  readonly scopes: readonly TokenScope[];
}

/**
 * Returns for whom the program acts that has this token, with the roles and the clearance of now; nothing where there is
 * none, where it is over, or where the account may not act. The scopes are asked by every act.
 */
export async function tokenActor(desk: Desk, secret: string): Promise<TokenActor | undefined> {
  const hash = secretHash(secret, TOKEN_PREFIX);
  if (!hash) return undefined;
  const now = new Date(desk.now());
  const token = await findToken(desk.database.work, hash, now);
  if (!token) return undefined;
  const day = now.toISOString().slice(0, 10);
  if (token.usedOn !== day) await touchToken(desk.database.work, token.id, day);
  const { id: tokenId, scopes, accountId, roles, clearanceId } = token;
  const held = ROLES.filter((role) => roles.includes(role));
  return { actor: { id: accountId, roles: held, clearanceId, token: { id: tokenId, scopes } }, tokenId, scopes };
}
