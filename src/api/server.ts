import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { PrintCopy } from '../actions/read-copy-file.ts';
import type { SourceWork } from '../actions/source-work.ts';
import type { LogVerification } from '../actions/verify-log.ts';
import { Refusal } from '../errors.ts';
import { PdfPrinter } from '../render/copy-pdf.ts';
import { addRoute } from './add-route.ts';
import { callerOf } from './caller.ts';
import { describeRoutes } from './description.ts';
import { addEvents, type EventsOptions } from './events.ts';
import { type GuardOptions, guard } from './guard.ts';
import { IdentityProvider, type ProviderSettings } from './identity/identity-provider.ts';
import { ASSETS, addPages } from './pages.ts';
import { noRoute } from './problem.ts';
import { toldOf } from './refusals.ts';
import { ROUTES } from './routes.ts';
import { SealedCursors } from './sealed-cursors.ts';
import { SourceRuns } from './source-runs.ts';
import { verifiesLog } from './verified-log.ts';

export interface ApiOptions extends GuardOptions {
  /** The folder into which the pages were built; without it, there is the API alone. */
  readonly pages?: string | undefined;
  /** A fault of the program, with the id of the request that met it. */
  failed(requestId: string, error: unknown): void;
  /** What reads sources; without it, none is tried or read for people. */
  readonly sources?: SourceWork | undefined;
  /** Verifies the log; without it, that is told to nobody here. */
  readonly verifyLog?: (() => Promise<LogVerification>) | undefined;
  /** Another house that says who people are. */
  readonly identities?: ProviderSettings | undefined;
  /** Whether whoever is one of an example may look as the others of it; never where others than this machine can ask. */
  readonly isExample?: boolean | undefined;
  /** How often whoever looks on is told of changes. */
  readonly pace?: EventsOptions['pace'];
}

const LARGEST_BODY = 1024 * 1024;

/** Returns the API of a desk, which does not listen yet. Everything that is read is read as who asks. */
export async function makeApi(options: ApiOptions): Promise<FastifyInstance> {
  const api = fastify({
    bodyLimit: LARGEST_BODY,
    // What encrypts for the desk stands before it on this machine, and says who asked it.
    trustProxy: options.origin?.protocol === 'https:' ? 'loopback' : false,
    genReqId: () => options.desk.newId('request'),
    // Nobody but us says what a request is called: the id stands in our records.
    requestIdHeader: false,
    exposeHeadRoutes: true,
    routerOptions: { maxParamLength: 200 },
  });
  api.setValidatorCompiler(validatorCompiler);
  api.setSerializerCompiler(serializerCompiler);
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
  const runs = new SourceRuns(options.sources, (what, error) => options.failed(what, error));
  api.addHook('onClose', () => runs.close());
  const verifiedLog = verifiesLog(options.verifyLog, options.desk.now);
  const identities = options.identities && new IdentityProvider(options.identities, options.desk.now);
  const { desk, origin, isExample = false } = options;
  const printer = new PdfPrinter();
  api.addHook('onClose', () => printer.close());
  const print: PrintCopy = (issued) => printer.print(issued);
  const shared = { desk, origin, cursors, runs, verifiedLog, identities, print };
  const world = { ...shared, isExample: isExample && origin === undefined };
  for (const route of ROUTES) addRoute(api, route, world);
  const sendPage = options.pages === undefined ? undefined : await addPages(api, options.pages);
  api.setNotFoundHandler((request, reply) => {
    if (sendPage && request.method === 'GET' && !/^\/api(?:$|[/?])/.test(request.url)) return sendPage(reply);
    return tell(reply, noRoute(), () => undefined);
  });
  addEvents(api, { ...options, identify: (request) => callerOf(options.desk, request) });
  return api;
}

function tell(reply: FastifyReply, error: unknown, failed: (fault: unknown) => void): FastifyReply {
  const { problem: told, isFault } = toldOf(error);
  if (isFault) failed(error);
  if (error instanceof Refusal && 'retryAfter' in error) reply.header('retry-after', String(error.retryAfter));
  return reply.code(told.status).type('application/problem+json').serializer(JSON.stringify).send(told);
}
