import { SourceFailure } from '../source-failure.ts';
import { type AllowList, isAllowed, portOf } from './allow-list.ts';

const LONGEST_ADDRESS = 2048;
const USUAL_PORTS = new Set([80, 443]);
/** Below it stand the services of systems, and among them none that serves pages but the two. */
const FIRST_FREE_PORT = 1024;
/** Ports above it at which something else listens that could take a request for its own; those of the Fetch standard. */
const OTHER_SERVICES = new Set([
  ...[1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566],
  ...[6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080],
]);

/**
 * Returns an address as it may be asked for: http or https, without user and fragment, at a port that makes sense. The
 * parser brings every way of writing an IPv4 address (octal, hexadecimal, one number) into the usual one. Throws
 * `SourceFailure`. Whether the host is public is not known before it is resolved.
 */
export function checkAddress(text: string, allow: AllowList): URL {
  if (text.length > LONGEST_ADDRESS || !URL.canParse(text)) {
    throw new SourceFailure(
      'fetch-address',
      `What should be fetched is no address of at most ${LONGEST_ADDRESS} signs.`,
    );
  }
  const url = new URL(text);
  url.hash = '';
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new SourceFailure('fetch-scheme', 'Only http and https are fetched.');
  }
  if (url.username !== '' || url.password !== '') {
    const message = `The address at ${url.host} holds a user or a password, which do not belong there.`;
    throw new SourceFailure('fetch-credentials', message);
  }
  if (!isAllowed(url, allow) && !isSensiblePort(portOf(url))) {
    throw new SourceFailure('fetch-port', `Nothing is fetched from port ${portOf(url)} of ${url.hostname}.`);
  }
  return url;
}

function isSensiblePort(port: number): boolean {
  return USUAL_PORTS.has(port) || (port >= FIRST_FREE_PORT && !OTHER_SERVICES.has(port));
}
