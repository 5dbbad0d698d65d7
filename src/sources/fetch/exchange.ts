import { buildConnector, Client, type Dispatcher } from 'undici';
import { SourceFailure } from '../source-failure.ts';
import type { FetchLimits } from './guarded-fetch.ts';
import { CONTENT_CODINGS, readBody } from './read-body.ts';
import type { CheckedAddresses } from './resolve-host.ts';

export interface Asked {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  readonly limits: FetchLimits;
  /** Milliseconds that are left of the whole. */
  readonly timeLeft: number;
  readonly signal?: AbortSignal | undefined;
  /** What becomes of a body above its limits; `refuse` where it is not said. */
  readonly excess?: 'refuse' | 'cut' | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  /** Empty where the body was not asked for. */
  readonly bytes: Uint8Array;
}

/** Finds the addresses of a host that were checked; it is called once, within the time to the first byte. */
export type FindAddresses = (url: URL) => Promise<CheckedAddresses>;

/**
 * Sends one request over a connection of its own, made to one of the addresses that `find` gives and to nothing else, and
 * reads the answer within its limits; the body only where `wantsBody` says so of the status. Throws `SourceFailure`.
 */
export async function exchange(
  asked: Asked,
  find: FindAddresses,
  wantsBody: (status: number) => boolean,
): Promise<Answer> {
  const stop = new AbortController();
  const stopped = new Promise<never>((_resolve, reject) => {
    stop.signal.addEventListener('abort', () => reject(stop.signal.reason as Error), { once: true });
  });
  stopped.catch(() => {});
  const give = () => stop.abort(asked.signal?.reason);
  if (asked.signal?.aborted) give();
  asked.signal?.addEventListener('abort', give, { once: true });
  const first = setTimeout(
    () => stop.abort(tooSlow(asked.url, 'begin')),
    Math.min(asked.limits.firstByteMs, asked.timeLeft),
  );
  const whole = setTimeout(() => stop.abort(tooSlow(asked.url, 'end')), asked.timeLeft);
  let client: Client | undefined;
  try {
    const addresses = await Promise.race([find(asked.url), stopped]);
    client = clientFor(asked, addresses);
    const answer = await Promise.race([request(client, asked, stop.signal), stopped]);
    clearTimeout(first);
    const headers = namedHeaders(answer.headers);
    const coding = headers.get('content-encoding') ?? '';
    const bytes = wantsBody(answer.statusCode)
      ? await Promise.race([readBody(answer.body, coding, asked.limits, asked.excess), stopped])
      : new Uint8Array();
    return { status: answer.statusCode, headers, bytes };
  } catch (error) {
    if (stop.signal.aborted) throw stop.signal.reason;
    throw failureOf(error, asked.url);
  } finally {
    clearTimeout(first);
    clearTimeout(whole);
    asked.signal?.removeEventListener('abort', give);
    client?.destroy().catch(() => {});
  }
}

function request(client: Client, asked: Asked, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
  return client.request({
    path: asked.url.pathname + asked.url.search,
    method: asked.method,
    headers: { ...asked.headers, 'accept-encoding': CONTENT_CODINGS },
    body: asked.body ?? null,
    signal,
  });
}

/** A client of one connection, whose lookup knows nothing but the addresses that were checked. */
function clientFor({ url, limits }: Asked, addresses: CheckedAddresses): Client {
  const connect = buildConnector({
    timeout: limits.firstByteMs,
    lookup: (_host, options, callback) => {
      const [first] = addresses;
      if (options.all) callback(null, [...addresses]);
      else callback(null, first!.address, first!.family);
    },
  });
  return new Client(url.origin, {
    connect,
    maxHeaderSize: limits.headerBytes,
    // The timers of this file cover headers and body, to the millisecond and together.
    headersTimeout: 0,
    bodyTimeout: 0,
    pipelining: 1,
  });
}

function namedHeaders(headers: Dispatcher.ResponseData['headers']): Map<string, string> {
  const named = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) named.set(name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value);
  }
  return named;
}

function tooSlow(url: URL, what: 'begin' | 'end'): SourceFailure {
  return new SourceFailure('fetch-too-slow', `The answer of ${url.host} did not ${what} in time.`);
}

/** Says what an error of the system or of the HTTP library means, by its code; its message may hold what was sent. */
function failureOf(error: unknown, url: URL): Error {
  if (error instanceof SourceFailure || !(error instanceof Error)) return error as Error;
  const inner = error instanceof AggregateError ? error.errors[0] : error;
  const code = String((inner as { code?: unknown }).code ?? (error as { code?: unknown }).code ?? '');
  const failed = (kind: string, message: string) => new SourceFailure(kind, message, undefined, { cause: error });
  if (code === 'UND_ERR_HEADERS_OVERFLOW' || code === 'HPE_HEADER_OVERFLOW') {
    return failed('fetch-headers-too-large', `The headers of the answer of ${url.host} are too large.`);
  }
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return tooSlow(url, 'begin');
  if (/^(?:ENOTFOUND|EAI_|ENODATA|ESERVFAIL)/.test(code)) {
    return failed('fetch-unknown-host', `The host ${url.hostname} cannot be resolved (${code}).`);
  }
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH/.test(code)) {
    return failed('fetch-certificate', `No safe connection to ${url.host} can be made (${code}).`);
  }
  if (error.name === 'HTTPParserError' || /^HPE_|^UND_ERR_(?:RES|REQ|RESPONSE)/.test(code)) {
    return failed('fetch-bad-answer', `The answer of ${url.host} is not HTTP.`);
  }
  if (/^E[A-Z]+$|^UND_ERR_/.test(code)) {
    return failed('fetch-connection', `The connection to ${url.host} failed (${code}).`);
  }
  return error;
}
