import type { FastifyInstance } from 'fastify';
import type { Desk } from '../actions/desk.ts';
import { countedAddress } from '../actions/sign-in-client.ts';
import { Refusal } from '../errors.ts';
import { type Caller, callerOf, NOBODY, notSignedIn } from './caller.ts';
import { ASSETS } from './pages.ts';
import type { LabelBehaviour } from './route.ts';
import { checkHost, checkSameOrigin } from './same-origin.ts';

export interface GuardOptions {
  readonly desk: Desk;
  /** Where people find the desk, such as `https://desk.example.org`; without it, the loopback. */
  readonly origin?: URL | undefined;
  /** How often a caller may ask in a minute, and whoever is not known from one address. */
  readonly limits?: { readonly caller: number; readonly stranger: number } | undefined;
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller;
  }
  interface FastifyContextConfig {
    readonly labels?: LabelBehaviour;
    /** Whoever asks need not be known. */
    readonly isPublic?: boolean;
    /** A token may come by Basic authentication. */
    readonly takesBasic?: boolean;
  }
}

const LIMITS = { caller: 1200, stranger: 120 };

/** Who asks, from where and how often: before anything that was sent is looked at. */
export function guard(api: FastifyInstance, { desk, origin, limits = LIMITS }: GuardOptions): void {
  const minute = { timeWindow: 60_000 };
  const ofCallers = api.createRateLimit({
    ...minute,
    max: limits.caller,
    keyGenerator: (request) => request.caller.actor.id,
  });
  const ofStrangers = api.createRateLimit({
    ...minute,
    max: limits.stranger,
    keyGenerator: ({ ip }) => countedAddress(ip),
  });
  api.decorateRequest('caller');
  api.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id).header('cache-control', 'no-store');
    checkHost(request.headers.host, origin);
    checkSameOrigin(request);
    // By the route that was found, and never by how its address was written.
    if (request.is404 || request.routeOptions.url?.startsWith(ASSETS)) return;
    const { isPublic, takesBasic } = request.routeOptions.config;
    const caller = isPublic ? undefined : await callerOf(desk, request);
    request.caller = caller ?? NOBODY;
    const limit = await (caller ? ofCallers : ofStrangers)(request);
    if (!limit.isAllowed && limit.isExceeded) {
      reply.header('retry-after', String(limit.ttlInSeconds));
      throw tooMany(limit.ttlInSeconds);
    }
    if (!caller && takesBasic) reply.header('www-authenticate', 'Basic realm="Vigie", charset="UTF-8"');
    if (!caller && !isPublic) throw notSignedIn();
  });
}

function tooMany(seconds: number): Refusal {
  return new Refusal('not-allowed', 'request-too-many', `That was too often; go on in ${seconds} seconds.`);
}
