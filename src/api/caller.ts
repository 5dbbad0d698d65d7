import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Actor, SYSTEM } from '../actions/actor.ts';
import type { Desk } from '../actions/desk.ts';
import { type NewSession, type SignedIn, signedIn } from '../actions/signed-in.ts';
import { tokenActor } from '../actions/token-actor.ts';
import { Refusal } from '../errors.ts';
import type { Route, Scope } from './route.ts';

/** Who asks. */
export interface Caller {
  readonly actor: Actor;
  /** Of who is signed in; none where a program asks by a token. */
  readonly session?: SignedIn | undefined;
}

const COOKIE = 'vigie-session';

/** Returns who asks; nobody where neither a cookie nor a token is one of the desk's. A token goes before a cookie. */
export async function callerOf(desk: Desk, request: FastifyRequest): Promise<Caller | undefined> {
  const { authorization } = request.headers;
  const token = (request.routeOptions.config.takesBasic && basicOf(authorization)) || bearerOf(authorization);
  if (token !== undefined) return tokenActor(desk, token);
  const secret = request.cookies[cookieOf(request)];
  const session = secret === undefined ? undefined : await signedIn(desk, secret);
  return session && { actor: session.actor, session };
}

/** Lets the browser keep a session that has just begun: for no script, and for no page of another site to send. */
export function keepSession(reply: FastifyReply, { secret, session }: NewSession): void {
  const { request } = reply;
  reply.setCookie(cookieOf(request), secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
    expires: session.expiresAt,
  });
}

export function forgetSession(reply: FastifyReply): void {
  reply.clearCookie(cookieOf(reply.request), { path: '/' });
}

/** With encryption its name has a prefix by which no other host and no page without encryption can set it (RFC 6265bis). */
function cookieOf({ protocol }: Pick<FastifyRequest, 'protocol'>): string {
  return protocol === 'https' ? `__Host-${COOKIE}` : COOKIE;
}

/** An `Authorization` that is no bearer token (RFC 6750) is a token that nobody has. */
function bearerOf(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  return /^Bearer +([\w~+/.=-]{1,200})$/i.exec(header)?.[1] ?? '';
}

/** The password of Basic authentication (RFC 7617), whoever the user is said to be. */
function basicOf(header: string | undefined): string | undefined {
  const encoded = /^Basic +([\w+/=-]{1,600})$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  return text.slice(text.indexOf(':') + 1);
}

export function notSignedIn(): Refusal {
  return new Refusal('not-allowed', 'not-signed-in', 'Sign in first, or send a token of yours that still counts.');
}

/** Returns the session of who asks; a program has none (`token-scope`). */
export function sessionOf({ session }: Caller): SignedIn {
  if (session) return session;
  throw new Refusal('not-allowed', 'token-scope', 'No token may do this; sign in as a person.');
}

/** Refuses what the token of a caller was not made for (`token-scope`); acts ask it, too. */
export function checkScope({ actor: { token } }: Caller, scope: Scope): void {
  if (!token || token.scopes.some((held) => held === scope)) return;
  throw new Refusal('not-allowed', 'token-scope', `This token does not reach so far; it takes one with “${scope}”.`);
}

/** Refuses whoever looks at an example as somebody, and proved nothing, what would outlast that (`example-looker`). */
export function checkLooker({ session }: Caller, { scope, isLasting }: Pick<Route, 'scope' | 'isLasting'>): void {
  if (session?.method !== 'example' || !(isLasting || scope === 'administer')) return;
  const message =
    'Who only looks at the example as somebody does not administer it, and makes nothing to sign in with; sign in as that account.';
  throw new Refusal('not-allowed', 'example-looker', message);
}

/** Who asks where nobody is known: whatever needs a role, they may not. */
export const NOBODY: Caller = { actor: { id: SYSTEM.id, roles: [], clearanceId: '' } };
