import { isIP } from 'node:net';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Desk } from '../actions/desk.ts';
import { once } from '../actions/once.ts';
import { Refusal } from '../errors.ts';
import { problem } from '../schema/wire/problem.ts';
import { type Caller, type Callers, callerOf, checkScope, notSignedIn } from './caller.ts';
import { describeRoutes } from './description.ts';
import { addEvents, type EventsOptions } from './events.ts';
import { keyOf } from './idempotency.ts';
import { ASSETS, addPages } from './pages.ts';
import { noRoute } from './problem.ts';
import { toldOf } from './refusals.ts';
import type { LabelBehaviour, RawAnswer, Route } from './route.ts';
import { ROUTES } from './routes.ts';
import { checkHost, checkSameOrigin } from './same-origin.ts';
import { SealedCursors } from './sealed-cursors.ts';
import { toWire } from './wire.ts';

export interface ApiOptions {
  readonly desk: Desk;
  readonly callers: Callers;
  /** Where people find the desk, such as `https://desk.example.org`; without it, the loopback. */
  readonly origin?: URL | undefined;
  /** The folder into which the pages were built; without it, there is the API alone. */
  readonly pages?: string | undefined;
  /** A fault of the program, with the id of the request that met it. */
  failed(requestId: string, error: unknown): void;
  /** How often a caller may ask in a minute, and whoever is not known from one address. */
  readonly limits?: { readonly caller: number; readonly stranger: number };
  /** How often whoever looks on is told of changes. */
  readonly pace?: EventsOptions['pace'];
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | undefined;
  }
}

const LIMITS = { caller: 1200, stranger: 120 };
const LARGEST_BODY = 1024 * 1024;

/** Returns the API of a desk, which does not listen yet. Everything that is read is read as who asks. */
export async function makeApi(options: ApiOptions): Promise<FastifyInstance> {
  const api = fastify({
    bodyLimit: LARGEST_BODY,
    genReqId: () => options.desk.newId('request'),
    // Nobody but us says what a request is called: the id stands in our records.
    requestIdHeader: false,
    exposeHeadRoutes: true,
    routerOptions: { maxParamLength: 200 },
  });
  api.setValidatorCompiler(validatorCompiler);
  api.setSerializerCompiler(serializerCompiler);
  api.decorateRequest('caller', undefined);
  api.setErrorHandler((error, request, reply) => tell(reply, error, (fault) => options.failed(request.id, fault)));
  await api.register(helmet, {
    contentSecurityPolicy: { directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] } },
  });
  await api.register(cookie);
  await api.register(rateLimit, { global: false });
  guard(api, options);
  api.addHook('onRoute', ({ url, config }) => {
    if (!config?.labels && !url.startsWith(ASSETS))
      throw new Error(`The route ${url} does not say how it keeps to labels.`);
  });
  await describeRoutes(api);
  const cursors = new SealedCursors();
  for (const route of ROUTES) addRoute(api, route, { desk: options.desk, cursors });
  const sendPage = options.pages === undefined ? undefined : await addPages(api, options.pages);
  api.setNotFoundHandler((request, reply) => {
    if (sendPage && request.method === 'GET' && !/^\/api(?:$|[/?])/.test(request.url)) return sendPage(reply);
    return tell(reply, noRoute(), () => undefined);
  });
  addEvents(api, { ...options, identify: (request) => callerOf(request, options.callers) });
  return api;
}

function tell(reply: FastifyReply, error: unknown, failed: (fault: unknown) => void): FastifyReply {
  const { problem: told, isFault } = toldOf(error);
  if (isFault) failed(error);
  return reply.code(told.status).type('application/problem+json').serializer(JSON.stringify).send(told);
}

/** Who asks, from where and how often: before anything that was sent is looked at. */
function guard(api: FastifyInstance, { callers, origin, limits = LIMITS }: ApiOptions): void {
  const minute = { timeWindow: 60_000 };
  const ofCallers = api.createRateLimit({
    ...minute,
    max: limits.caller,
    keyGenerator: (request) => request.caller!.actor.id,
  });
  const ofStrangers = api.createRateLimit({
    ...minute,
    max: limits.stranger,
    keyGenerator: ({ ip }) => addressGroup(ip),
  });
  api.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id).header('cache-control', 'no-store');
    checkHost(request.headers.host, origin);
    checkSameOrigin(request);
    // By the route that was found, and never by how its address was written.
    if (request.is404 || isPublic(request.routeOptions)) return;
    request.caller = await callerOf(request, callers);
    const limit = await (request.caller ? ofCallers : ofStrangers)(request);
    if (!limit.isAllowed && limit.isExceeded) {
      reply.header('retry-after', String(limit.ttlInSeconds));
      throw new Refusal(
        'not-allowed',
        'request-too-many',
        `That was too often; go on in ${limit.ttlInSeconds} seconds.`,
      );
    }
    if (!request.caller) throw notSignedIn();
  });
}

function isPublic({ config, url }: FastifyRequest['routeOptions']): boolean {
  return config.isPublic === true || url?.startsWith(ASSETS) === true;
}

/** Whoever has a network of IPv6 has 2^64 addresses in it: they count as one. */
function addressGroup(ip: string): string {
  return isIP(ip) === 6 ? ip.split(':').slice(0, 4).join(':') : ip;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    readonly labels?: LabelBehaviour;
    readonly isPublic?: true;
  }
}

interface RouteWorld {
  readonly desk: Desk;
  readonly cursors: SealedCursors;
}

function addRoute(api: FastifyInstance, route: Route, { desk, cursors }: RouteWorld): void {
  const { method, path, summary, scope, params, query, body, answer } = route;
  const isJson = answer !== undefined && answer !== 'raw';
  api.route({
    method,
    url: `/api${path}`,
    config: { labels: route.labels },
    schema: {
      summary,
      tags: [path.split('/')[1]!],
      ...(params && { params }),
      ...(query && { querystring: query }),
      ...(body && { body }),
      response: { ...(isJson && { 200: answer }), default: problem },
    },
    preHandler: async (request) => {
      checkScope(request.caller!, scope);
      if (route.isFresh) checkFresh(request.caller!, desk.now());
    },
    handler: async (request, reply) => {
      const { actor } = request.caller!;
      const asked = { params: request.params, query: request.query, body: request.body };
      const work = async (): Promise<unknown> => {
        const value = await route.handle({ desk, actor, cursors, ...asked });
        return isJson ? toWire(value) : value;
      };
      const key = scope === 'read' ? undefined : keyOf(request);
      const value = await (key ? once(desk, actor, key, work) : work());
      if (answer === undefined) return reply.code(204).send();
      return answer === 'raw' ? sendBytes(reply, value as RawAnswer) : value;
    },
  });
}

/** Bytes from outside are saved, and never shown: a page among them would be one of ours. */
function sendBytes(reply: FastifyReply, { mediaType, fileName, bytes }: RawAnswer): FastifyReply {
  return reply
    .type('application/octet-stream')
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .header('x-vigie-media-type', encodeURI(mediaType))
    .send(Buffer.from(bytes));
}

const FRESH_FOR = 10 * 60_000;

/** Who decides something of weight has proved within ten minutes that they are who they are (`reauthentication-wanted`). */
function checkFresh({ provedAt, sessionId }: Caller, now: number): void {
  if (sessionId === undefined) {
    throw new Refusal('not-allowed', 'token-scope', 'This is for people who are signed in; no token reaches so far.');
  }
  if (provedAt !== undefined && now - provedAt.getTime() <= FRESH_FOR) return;
  throw new Refusal('not-allowed', 'reauthentication-wanted', 'Say once more who you are; then go on.');
}
