import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Desk } from '../actions/desk.ts';
import type { PasskeySite } from '../actions/enrol-passkey.ts';
import { once } from '../actions/once.ts';
import type { PrintCopy } from '../actions/read-copy-file.ts';
import { checkFresh } from '../actions/signed-in.ts';
import { problem } from '../schema/wire/problem.ts';
import { checkLooker, checkScope, forgetSession, keepSession, sessionOf } from './caller.ts';
import { keyOf } from './idempotency.ts';
import type { IdentityProvider } from './identity/identity-provider.ts';
import type { Call, RawAnswer, Route } from './route.ts';
import type { SealedCursors } from './sealed-cursors.ts';
import type { SourceRuns } from './source-runs.ts';
import type { VerifiedLog } from './verified-log.ts';
import { toWire } from './wire.ts';

export interface RouteWorld {
  readonly desk: Desk;
  readonly cursors: SealedCursors;
  readonly runs: SourceRuns;
  readonly identities?: IdentityProvider | undefined;
  readonly isExample: boolean;
  readonly print: PrintCopy;
  /** Where people find the desk; without it, as they asked. */
  readonly origin?: URL | undefined;
  verifiedLog(): Promise<VerifiedLog>;
}

/** Lets a route be asked: what is sent is checked, what it takes is asked, and nothing leaves that it does not name. */
export function addRoute(api: FastifyInstance, route: Route, world: RouteWorld): void {
  const { method, path, summary, scope, params, query, body, answer } = route;
  const shape = answer === 'raw' ? undefined : answer;
  const isKept = method !== 'GET' && scope !== 'read' && scope !== 'anybody' && !route.isSecret;
  api.route({
    method,
    url: `/api${path}`,
    config: { labels: route.labels, isPublic: scope === 'anybody', takesBasic: route.takesBasic ?? false },
    schema: {
      summary,
      tags: [path.split('/')[1]!],
      ...(params && { params }),
      ...(query && { querystring: query }),
      ...(body && { body }),
      response: { ...(shape && { 200: shape }), default: problem },
    },
    preHandler: async ({ caller }) => {
      checkScope(caller, scope);
      checkLooker(caller, route);
      if (route.isFresh) checkFresh(sessionOf(caller), world.desk.now());
    },
    handler: async (request, reply) => {
      const work = async (): Promise<unknown> => {
        const value = await route.handle(callOf(world, request, reply));
        return shape ? toWire(value) : value;
      };
      // What is kept under a key is what leaves, and nothing else of what the act returned.
      const told = async (): Promise<unknown> => {
        const value = await work();
        return shape ? shape.parse(value) : null;
      };
      const key = isKept ? keyOf(request) : undefined;
      const value = await (key ? once(world.desk, request.caller.actor, key, told) : work());
      if (answer === undefined) return reply.code(204).send();
      return answer === 'raw' ? sendBytes(reply, value as RawAnswer) : value;
    },
  });
}

function callOf({ origin, isExample, ...world }: RouteWorld, request: FastifyRequest, reply: FastifyReply): Call {
  const { caller, params, query, body, ip, headers } = request;
  return {
    ...{ ...world, actor: caller.actor, params, query, body },
    // What passes requests on lets in whoever asks it, by the loopback.
    isExample: isExample && headers['x-forwarded-for'] === undefined && headers.forwarded === undefined,
    session: () => sessionOf(caller),
    gone: () => goneOf(reply),
    site: siteOf(origin ?? new URL(`http://${headers.host}`)),
    client: { address: ip, description: headers['user-agent'] ?? '' },
    cookie: { keep: (begun) => keepSession(reply, begun), forget: () => forgetSession(reply) },
  };
}

/** A connection that is over before the answer is. */
function goneOf({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  if (raw.destroyed) gone.abort();
  else raw.once('close', () => gone.abort());
  return gone.signal;
}

/** The host of a request was checked before: it is one of the desk's own. */
function siteOf({ hostname, origin }: URL): PasskeySite {
  return { id: hostname, origin };
}

function sendBytes(reply: FastifyReply, answer: RawAnswer): FastifyReply {
  return 'isShown' in answer ? sendShown(reply, answer) : sendSaved(reply, answer);
}

/** Bytes from outside are saved, and never shown: a page among them would be one of ours. */
function sendSaved(reply: FastifyReply, { mediaType, fileName, bytes }: Extract<RawAnswer, { fileName: string }>) {
  return reply
    .type('application/octet-stream')
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .header('x-vigie-media-type', encodeURI(mediaType))
    .send(Buffer.from(bytes));
}

/** Whoever has the same bytes already is told so. The tag is a hash of what this caller may read, and tells nothing else. */
function sendShown(reply: FastifyReply, { mediaType, bytes }: RawAnswer): FastifyReply {
  const tag = `"${createHash('sha256').update(bytes).digest('base64url')}"`;
  reply.header('etag', tag).header('cache-control', 'private, no-cache').header('vary', 'authorization, cookie');
  const known = reply.request.headers['if-none-match']?.split(',').map((one) => one.trim().replace(/^W\//, '')) ?? [];
  if (known.includes(tag)) return reply.code(304).send();
  return reply.type(mediaType).send(Buffer.from(bytes));
}
