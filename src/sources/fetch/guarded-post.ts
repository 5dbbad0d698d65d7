import type { Posted, PostRequest } from '../../domain/posting.ts';
import { SourceFailure } from '../source-failure.ts';
import { isAllowed, readAllowList } from './allow-list.ts';
import { checkAddress } from './check-address.ts';
import { exchange } from './exchange.ts';
import type { FetchWorld } from './make-guarded-fetch.ts';
import { resolveHost } from './resolve-host.ts';
import { readRetryAfter } from './retry-after.ts';

/** Posts bytes to one address, as a guest: see `makeGuardedPost`. Throws nothing. */
export type GuardedPost = (request: PostRequest, signal?: AbortSignal) => Promise<Posted>;

const LONGEST_MS = 30_000;
const LIMITS = { wireBytes: 0, bodyBytes: 0, headerBytes: 16 * 1024, firstByteMs: LONGEST_MS, totalMs: LONGEST_MS };
/** What an address is that no time will make another. */
const FINAL: ReadonlySet<string> = new Set([
  ...['fetch-address', 'fetch-scheme', 'fetch-credentials', 'fetch-port', 'fetch-not-public', 'post-not-encrypted'],
]);
const BEFORE_SENDING: ReadonlySet<string> = new Set([...FINAL, 'fetch-unknown-host', 'fetch-certificate']);
const NOT_CONNECTED: ReadonlySet<unknown> = new Set([
  ...['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'],
]);

/**
 * Returns what posts to public addresses over https, and to one's own hosts of `allow` as they are; it connects to nothing
 * but the addresses that it checked, follows no redirect, reads nothing of the body of an answer, and waits for half a minute.
 */
export function makeGuardedPost(
  { userAgent, allow, longestMs = LONGEST_MS }: { userAgent: string; allow: readonly string[]; longestMs?: number },
  world: Pick<FetchWorld, 'resolve' | 'now'>,
): GuardedPost {
  const own = readAllowList(allow);
  return async ({ address, headers, body }, signal) => {
    try {
      const url = checkAddress(address, own);
      const isOwn = isAllowed(url, own);
      if (url.protocol !== 'https:' && !isOwn) throw notEncrypted(url);
      const limits = { ...LIMITS, firstByteMs: longestMs, totalMs: longestMs, redirects: 0 };
      const asked = { url, method: 'POST', body, limits, timeLeft: longestMs, signal } as const;
      const { status, headers: answered } = await exchange(
        { ...asked, headers: { ...headers, 'user-agent': userAgent } },
        () => resolveHost(url, isOwn, world.resolve),
        () => false,
      );
      return { kind: 'answered', status, retryAfter: readRetryAfter(answered.get('retry-after'), world.now()) };
    } catch (error) {
      return failureOf(error, signal);
    }
  };
}

function failureOf(error: unknown, signal: AbortSignal | undefined): Posted {
  if (signal?.aborted) return { kind: 'failed', code: 'fetch-connection', mayHaveCome: true, isFinal: false };
  if (!(error instanceof SourceFailure)) throw error;
  const { code } = error;
  const cause = error.cause instanceof AggregateError ? error.cause.errors[0] : error.cause;
  const isEarly = BEFORE_SENDING.has(code) || NOT_CONNECTED.has((cause as { code?: unknown } | undefined)?.code);
  return { kind: 'failed', code, mayHaveCome: !isEarly, isFinal: FINAL.has(code) };
}

function notEncrypted({ host }: URL): SourceFailure {
  return new SourceFailure('post-not-encrypted', `Nothing is sent to ${host} without encryption.`);
}
