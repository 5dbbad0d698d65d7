import { SourceFailure } from '../source-failure.ts';
import { type AllowList, isAllowed } from './allow-list.ts';
import { checkAddress } from './check-address.ts';
import type { FetchRequest } from './guarded-fetch.ts';

/** How far one fetch has come: where it asks now, and for what. */
export interface Hop {
  readonly url: URL;
  readonly request: FetchRequest;
  /** Whether one's own hosts may be reached from here on. */
  readonly mayReachOwn: boolean;
}

/** Returns where a fetch begins. Throws `SourceFailure` for what `checkAddress` and the allow-list refuse. */
export function firstHop(address: string, request: FetchRequest, allow: AllowList): Hop {
  const { namedBy } = request;
  const mayReachOwn = namedBy === undefined || (URL.canParse(namedBy) && isAllowed(new URL(namedBy), allow));
  return { url: reachable(address, mayReachOwn, allow), request, mayReachOwn };
}

/**
 * Returns where a redirect of `status` (301, 302, 303, 307, 308) leads; `location` may be relative. A POST becomes a GET
 * as in browsers. To another origin no header of the caller goes on, and beyond what it covers no credential. Throws `SourceFailure` for a step from https to
 * http, for a body that would go to another origin, and for what a first address would be refused for.
 */
export function nextHop(
  { url: from, request, mayReachOwn }: Hop,
  status: number,
  location: string,
  allow: AllowList,
): Hop {
  const isOwn = mayReachOwn && isAllowed(from, allow);
  const target = URL.canParse(location, from.href) ? new URL(location, from.href).href : '';
  const url = reachable(target, isOwn, allow);
  if (from.protocol === 'https:' && url.protocol === 'http:') {
    throw new SourceFailure(
      'fetch-downgrade',
      `The host ${from.host} leads from https to http, which is not followed.`,
    );
  }
  const asGet = status === 303 || (status <= 302 && request.method === 'POST');
  const { body, method, headers, signIn, ...rest } = request;
  const isElsewhere = url.origin !== from.origin;
  if (isElsewhere && body !== undefined && !asGet) {
    const message = `The host ${from.host} leads on to ${url.host}, to which what was sent is not handed on.`;
    throw new SourceFailure('fetch-redirect-body', message);
  }
  const kept = isElsewhere || headers === undefined ? {} : { headers };
  const signed = signIn?.covers(url.href) ? { signIn } : {};
  const sent = asGet || body === undefined ? {} : { body };
  const by = asGet || method === undefined ? {} : { method };
  return { url, request: { ...rest, ...kept, ...signed, ...sent, ...by }, mayReachOwn: isOwn };
}

/** One's own hosts are no place to which the world may send the program, not even for their robots.txt. */
function reachable(address: string, mayReachOwn: boolean, allow: AllowList): URL {
  const url = checkAddress(address, allow);
  if (mayReachOwn || !isAllowed(url, allow)) return url;
  throw new SourceFailure('fetch-not-public', `Nothing is fetched from ${url.host} because a source names it.`);
}
