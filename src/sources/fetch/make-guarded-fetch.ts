import { charsetIn } from '../../extract/content-type.ts';
import { SourceFailure } from '../source-failure.ts';
import { type AllowList, isAllowed, readAllowList } from './allow-list.ts';
import { failureOfAnswer } from './answer-failure.ts';
import { type Answer, exchange } from './exchange.ts';
import type { Fetched, FetchLimits, FetchRequest, GuardedFetch } from './guarded-fetch.ts';
import { HostTurns, type Wait } from './host-turns.ts';
import { firstHop, type Hop, nextHop } from './next-hop.ts';
import { type ResolveHost, resolveHost } from './resolve-host.ts';
import { readRetryAfter } from './retry-after.ts';
import { LONGEST_ROBOTS, type RobotsAnswer, RobotsRules } from './robots.ts';
import { signInHeaders } from './sign-in-headers.ts';

/** What the settings of the program say. Nothing that comes from a source may get in here. */
export interface FetchSettings {
  /** Who asks, as sites see it: a name, a version and where to write, such as `Vigie/0.1.0 (+https://desk.example/bot)`. */
  readonly userAgent: string;
  /** One's own hosts, which are not public: `host:port`. */
  readonly allow?: readonly string[];
  /** Milliseconds between the end of a request and the next one to the same host. */
  readonly gapMs?: number;
  /** Requests at once, in all. */
  readonly concurrency?: number;
  readonly limits?: Partial<FetchLimits>;
}

export interface FetchWorld {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly resolve: ResolveHost;
  readonly wait: Wait;
}

export const DEFAULT_LIMITS: FetchLimits = {
  wireBytes: 32 * 1024 * 1024,
  bodyBytes: 64 * 1024 * 1024,
  headerBytes: 32 * 1024,
  firstByteMs: 30_000,
  totalMs: 120_000,
  redirects: 5,
};
const DEFAULT_GAP_MS = 1_000;
const DEFAULT_CONCURRENCY = 8;
/** Headers that belong to the connection or to the guard, and not to its callers. */
const OWN_HEADERS = new Set(
  'host connection content-length transfer-encoding upgrade expect te trailer keep-alive accept-encoding cookie'.split(
    ' ',
  ),
);
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const PERMANENT = new Set([301, 308]);

/** A fetch of robots.txt asks no robots.txt. */
type Robots = 'obey' | 'named' | 'none';

class Fetcher {
  readonly #settings: FetchSettings;
  readonly #world: FetchWorld;
  readonly #allow: AllowList;
  readonly #turns: HostTurns;
  readonly #robots: RobotsRules;

  constructor(settings: FetchSettings, world: FetchWorld) {
    this.#settings = settings;
    this.#world = world;
    this.#allow = readAllowList(settings.allow ?? []);
    this.#turns = new HostTurns(settings.concurrency ?? DEFAULT_CONCURRENCY, world.now, world.wait);
    const agent = settings.userAgent.split(/[/\s]/)[0] ?? '';
    this.#robots = new RobotsRules(agent, (address) => this.#askForRobots(address), world.now);
  }

  /** Follows redirects by hand: each hop is a request of its own, and is checked like the first. */
  async fetch(address: string, request: FetchRequest, robots: Robots): Promise<Fetched> {
    const limits = { ...DEFAULT_LIMITS, ...this.#settings.limits, ...request.limits };
    let hop = firstHop(address, request, this.#allow);
    let timeLeft = limits.totalMs;
    let isPermanent = true;
    for (let redirects = 0; redirects <= limits.redirects; redirects++) {
      const { answer, took } = await this.#ask(hop, robots, limits, timeLeft);
      timeLeft -= took;
      const location = REDIRECTS.has(answer.status) ? answer.headers.get('location') : undefined;
      if (location === undefined) {
        const movedTo = redirects > 0 && isPermanent ? hop.url.href : undefined;
        return this.#fetched(hop, answer, movedTo);
      }
      isPermanent &&= PERMANENT.has(answer.status);
      hop = nextHop(hop, answer.status, location, this.#allow);
    }
    const message = `The address leads on more than ${limits.redirects} times, perhaps in a circle.`;
    throw new SourceFailure('fetch-redirects', message);
  }

  /** One request in its turn. `took` is what it took of the time, without waiting for the turn. */
  async #ask(
    { url, request }: Hop,
    robots: Robots,
    limits: FetchLimits,
    timeLeft: number,
  ): Promise<{ answer: Answer; took: number }> {
    const delay = robots === 'none' ? 0 : await this.#robots.check(url, robots);
    const gap = Math.max(this.#settings.gapMs ?? DEFAULT_GAP_MS, delay * 1000);
    const end = await this.#turns.take(url.hostname, gap, request.signal);
    const began = this.#world.now();
    try {
      const { method = 'GET', body, signal } = request;
      const isOwn = isAllowed(url, this.#allow);
      const headers = { ...this.#headers(request), ...signInHeaders(url, request.signIn, isOwn) };
      const excess = robots === 'none' ? 'cut' : 'refuse';
      const answer = await exchange(
        { url, method, headers, body, limits, timeLeft, signal, excess },
        () => resolveHost(url, isOwn, this.#world.resolve),
        (status) => status >= 200 && status < 300,
      );
      return { answer, took: this.#world.now() - began };
    } finally {
      end();
    }
  }

  #headers({ accept, headers = {}, validators = {} }: FetchRequest): Record<string, string> {
    const given = Object.entries(headers)
      .map(([name, value]) => [name.toLowerCase(), value] as const)
      .filter(([name]) => !OWN_HEADERS.has(name));
    return {
      accept: accept ?? '*/*',
      ...Object.fromEntries(given),
      'user-agent': this.#settings.userAgent,
      ...(validators.etag === undefined ? {} : { 'if-none-match': validators.etag }),
      ...(validators.lastModified === undefined ? {} : { 'if-modified-since': validators.lastModified }),
    };
  }

  #fetched({ url, request }: Hop, { status, headers, bytes }: Answer, movedTo: string | undefined): Fetched {
    const retryAfter = readRetryAfter(headers.get('retry-after'), this.#world.now());
    const { etag, lastModified } = request.validators ?? {};
    const isUnchanged = status === 304 && (etag !== undefined || lastModified !== undefined);
    if (!isUnchanged && (status < 200 || status > 299)) {
      if (retryAfter !== undefined && (status === 429 || status === 503)) this.#turns.pause(url.hostname, retryAfter);
      throw failureOfAnswer(status, url.host, retryAfter);
    }
    const contentType = headers.get('content-type') ?? '';
    return {
      status,
      address: url.href,
      movedTo,
      headers,
      bytes,
      mediaType: contentType.split(/[;,]/)[0]!.trim().toLowerCase(),
      charset: charsetIn(contentType),
      validators: { etag: headers.get('etag'), lastModified: headers.get('last-modified') },
      retryAfter,
    };
  }

  async #askForRobots(address: string): Promise<RobotsAnswer> {
    const limits = { wireBytes: LONGEST_ROBOTS, bodyBytes: LONGEST_ROBOTS };
    try {
      const { bytes, headers } = await this.fetch(address, { limits, accept: 'text/plain, */*;q=0.1' }, 'none');
      const maxAge = /(?:^|[,\s])max-age=(\d{1,9})/i.exec(headers.get('cache-control') ?? '')?.[1];
      return { status: 200, bytes, maxAge: maxAge === undefined ? undefined : Number(maxAge) };
    } catch (error) {
      if (!(error instanceof SourceFailure)) throw error;
      const status = ROBOTS_STATUS[error.code] ?? 0;
      return { status, bytes: new Uint8Array(), failure: status === 0 ? error : undefined };
    }
  }
}

/** What the answers stand for where there is no robots.txt, nor one behind more redirects than are followed. */
const ROBOTS_STATUS: Readonly<Record<string, number>> = {
  'fetch-not-found': 404,
  'fetch-gone': 410,
  'fetch-forbidden': 403,
  'fetch-status': 400,
  'fetch-redirects': 404,
  'fetch-retry-later': 503,
  'fetch-server-error': 500,
};

/**
 * Returns a fetch that takes every address for hostile and every site for a host whose guest it is. It reaches public
 * addresses only, and one's own hosts where `settings.allow` has them; it resolves a host once for each request and connects
 * to nothing but the addresses that it checked; it checks each redirect again and follows none from https to http; it
 * has limits on bytes, headers and time; it asks robots.txt, and goes to a host once at a time with a gap between.
 */
export function makeGuardedFetch(settings: FetchSettings, world: FetchWorld): GuardedFetch {
  const fetcher = new Fetcher(settings, world);
  return (address, request = {}) => fetcher.fetch(address, request, request.robots ?? 'obey');
}
