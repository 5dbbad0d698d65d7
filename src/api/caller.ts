import type { FastifyRequest } from 'fastify';
import type { Actor } from '../actions/actor.ts';
import { Refusal } from '../errors.ts';
import type { Scope } from './route.ts';

/** Who asks, and by what right. */
export interface Caller {
  readonly actor: Actor;
  /** What a token is limited to; somebody who is signed in has all of it. */
  readonly scopes: readonly Scope[];
  /** When they last proved who they are; a token never does. */
  readonly provedAt?: Date;
  /** Of who is signed in; none with a token. */
  readonly sessionId?: string;
}

/** How callers are known by what they hold. */
export interface Callers {
  bySession(secret: string): Promise<Caller | undefined>;
  byToken(secret: string): Promise<Caller | undefined>;
}

export const SESSION_COOKIE = 'vigie-session';

/** Returns who asks; nobody where neither a cookie nor a token is one of the desk's. A token goes before a cookie. */
export async function callerOf(request: FastifyRequest, callers: Callers): Promise<Caller | undefined> {
  const token = bearerOf(request.headers.authorization);
  if (token !== undefined) return callers.byToken(token);
  const secret = request.cookies[sessionCookie(request)];
  return secret === undefined ? undefined : callers.bySession(secret);
}

/** With encryption its name has a prefix by which no other host and no page without encryption can set it (RFC 6265bis). */
export function sessionCookie({ protocol }: Pick<FastifyRequest, 'protocol'>): string {
  return protocol === 'https' ? `__Host-${SESSION_COOKIE}` : SESSION_COOKIE;
}

/** An `Authorization` that is no bearer token (RFC 6750) is a token that nobody has. */
function bearerOf(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  return /^Bearer +([\w~+/.=-]{1,200})$/i.exec(header)?.[1] ?? '';
}

export function notSignedIn(): Refusal {
  return new Refusal('not-allowed', 'not-signed-in', 'Sign in first, or send a token of yours that still counts.');
}

/** Refuses what the token of a caller was not made for (`token-scope`). */
export function checkScope({ scopes }: Caller, scope: Scope): void {
  if (scopes.includes(scope)) return;
  throw new Refusal('not-allowed', 'token-scope', `This token does not reach so far; it takes one with “${scope}”.`);
}
