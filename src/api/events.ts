import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../actions/actor.ts';
import type { Desk } from '../actions/desk.ts';
import { type ChangePlace, followChanges, seeChanges } from '../actions/follow-changes.ts';
import { Refusal } from '../errors.ts';
import type { Caller } from './caller.ts';
import { EventPlaces } from './event-places.ts';

export interface EventsOptions {
  readonly desk: Desk;
  /** Who asks by now; nobody where their session or token does not count any more. */
  identify(request: FastifyRequest): Promise<Caller | undefined>;
  failed(requestId: string, error: unknown): void;
  /** Milliseconds between two looks, and between signs of life. */
  readonly pace?: { readonly look: number; readonly sign: number } | undefined;
}

const PACE = { look: 1000, sign: 15_000 };
/** A browser keeps a stream for each window. */
const MOST_STREAMS = 12;
/** Bytes that were sent and not yet taken. */
const LARGEST_BACKLOG = 1_000_000;

/**
 * Server-sent events (WHATWG HTML, 9.2) at `/api/events`: `change` with `{noun, id, orderId}` of what was made or changed, and
 * `reload` where whoever looks on must read everything anew. What is told was read as who receives it; of what they may not
 * read, they are sent nothing, not even that something was looked at. A stream goes on behind the `Last-Event-ID`.
 */
export function addEvents(api: FastifyInstance, options: EventsOptions): void {
  const places = new EventPlaces(() => options.desk.newId('event'));
  const streams = new Streams();
  api.addHook('preClose', async () => streams.endAll());
  // A HEAD would stay open for nothing.
  const asked = { schema: { hide: true }, config: { labels: 'by-policy' }, exposeHeadRoute: false } as const;
  api.get('/api/events', asked, async (request, reply) => {
    const { actor } = request.caller;
    const known = places.get(actor.id, String(request.headers['last-event-id'] ?? ''));
    const begun = await followChanges(options.desk, actor);
    const place = known ?? begun;
    const isLost = known === undefined && request.headers['last-event-id'] !== undefined;
    const stream = streams.open(actor.id, reply.raw);
    reply.hijack();
    reply.raw.writeHead(200, {
      ...reply.getHeaders(),
      'content-type': 'text/event-stream',
      connection: 'close',
    } as Record<string, string>);
    const sending = new Sending(options, { request, response: reply.raw, places });
    if (isLost) sending.reload(actor.id, place);
    await sending.run(place, stream.signal).finally(() => stream.end());
  });
}

/** The streams that are open, by account. */
class Streams {
  readonly #open = new Map<string, Set<AbortController>>();
  #areOver = false;

  /** Refused with `events-too-many` where an account has a dozen already. */
  open(actorId: string, response: ServerResponse): { readonly signal: AbortSignal; end(): void } {
    const own = this.#open.get(actorId) ?? new Set();
    if (own.size >= MOST_STREAMS) {
      const message = `You look on from ${MOST_STREAMS} windows already; close one of them.`;
      throw new Refusal('conflict', 'events-too-many', message);
    }
    const controller = new AbortController();
    // Who came in while the desk closes would hold it open for ever.
    if (this.#areOver) controller.abort();
    own.add(controller);
    this.#open.set(actorId, own);
    response.on('close', () => controller.abort());
    const end = (): void => {
      own.delete(controller);
      if (own.size === 0) this.#open.delete(actorId);
      response.end();
    };
    return { signal: controller.signal, end };
  }

  endAll(): void {
    this.#areOver = true;
    for (const own of this.#open.values()) for (const controller of own) controller.abort();
  }
}

interface StreamParts {
  readonly request: FastifyRequest;
  readonly response: ServerResponse;
  readonly places: EventPlaces;
}

/** One stream: looks, and sends what was seen. */
class Sending {
  readonly #options: EventsOptions;
  readonly #parts: StreamParts;

  constructor(options: EventsOptions, parts: StreamParts) {
    this.#options = options;
    this.#parts = parts;
  }

  /** Goes on until the signal, or until who receives it is not known any more. */
  async run(from: ChangePlace, signal: AbortSignal): Promise<void> {
    const { desk, pace = PACE, identify, failed } = this.#options;
    const { request, response } = this.#parts;
    let place = from;
    let lastSign = performance.now();
    response.write(': open\n\n');
    try {
      // Whoever takes nothing any more comes back with the id of the last event.
      while (!signal.aborted && response.writableLength < LARGEST_BACKLOG) {
        const caller = await identify(request);
        if (!caller) return;
        place = await this.#look(desk, caller.actor, place);
        if (performance.now() - lastSign >= pace.sign) {
          response.write(': still here\n\n');
          lastSign = performance.now();
        }
        await pause(pace.look, signal);
      }
    } catch (error) {
      // Whoever looks on comes back with the id of the last event, and is told again.
      if (!signal.aborted && !(error instanceof Refusal)) failed(request.id, error);
    }
  }

  reload(actorId: string, place: ChangePlace): void {
    this.#send(this.#parts.places.add(actorId, place), 'reload', {});
  }

  async #look(desk: Desk, actor: Actor, from: ChangePlace): Promise<ChangePlace> {
    const { place, changes, isWhole } = await seeChanges(desk, actor, from);
    const { places } = this.#parts;
    if (!isWhole) this.reload(actor.id, place);
    for (const [at, change] of changes.entries()) {
      // Only behind the last one all of them were told.
      const behind = at === changes.length - 1 ? place : from;
      this.#send(places.add(actor.id, behind), 'change', change);
    }
    return place;
  }

  #send(id: string, event: string, data: object): void {
    this.#parts.response.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      done();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}
