import type { FastifyRequest } from 'fastify';
import { Refusal } from '../errors.ts';

const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;
const READING = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses a request by another name than that of the desk (`request-host`): a page of the web could have its own name lead
 * here. `origin` is where people find the desk; without one it is for the machine itself.
 */
export function checkHost(host: string | undefined, origin: URL | undefined): void {
  if (host !== undefined && (origin ? host.toLowerCase() === origin.host : LOOPBACK.test(host))) return;
  const message = 'The desk answers by its own name alone; VIGIE_ORIGIN says which that is.';
  throw new Refusal('not-allowed', 'request-host', message);
}

/**
 * Refuses a write that another site has a browser send (`request-cross-site`): browsers say from where they come (Fetch
 * Metadata, W3C), and older ones by their origin. A token is sent by no browser of itself.
 */
export function checkSameOrigin({ method, headers }: FastifyRequest): void {
  if (READING.includes(method) || headers.authorization !== undefined) return;
  const site = headers['sec-fetch-site'];
  if (site === 'same-origin') return;
  if (site === undefined && isOwnOrigin(headers.origin, headers.host)) return;
  throw new Refusal(
    'not-allowed',
    'request-cross-site',
    'A page of another site sent this; the desk takes it from its own.',
  );
}

function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}
