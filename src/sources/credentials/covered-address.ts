/** An address taken apart: what a secret may be sent to is told by each part, and by no text that is like another. */
export interface CoveredAddress {
  /** With its colon, such as `https:`. */
  readonly protocol: string;
  readonly host: string;
  readonly port: number;
  /** Without empty ones at the end. */
  readonly segments: readonly string[];
}

const USUAL_PORTS: Readonly<Record<string, number>> = { 'https:': 443, 'http:': 80, 'imaps:': 993, 'imap:': 143 };
/** A slash that a server might take for one, although no parser of addresses does. */
const HIDDEN_SLASH = /%2f|%5c|\\/i;

/**
 * Takes an address apart, of https, http, imaps or imap; undefined for any other, and for one that holds a user, a hidden
 * slash, or no host. Hosts are written in one way, whatever the scheme.
 */
export function coveredAddress(text: string): CoveredAddress | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const usual = url && USUAL_PORTS[url.protocol];
  if (!url || usual === undefined || url.username !== '' || url.password !== '') return undefined;
  const plain = `https://${url.hostname}/`;
  if (HIDDEN_SLASH.test(url.pathname) || url.hostname === '' || !URL.canParse(plain)) return undefined;
  const segments = url.pathname.split('/').slice(1);
  while (segments.at(-1) === '') segments.pop();
  const port = url.port === '' ? usual : Number(url.port);
  return { protocol: url.protocol, host: new URL(plain).hostname, port, segments };
}

/** Whether `address` is the same place as `prefix`, or one below it: the same scheme, host and port, and whole segments. */
export function isCovered(address: CoveredAddress, prefix: CoveredAddress): boolean {
  return (
    address.protocol === prefix.protocol &&
    address.host === prefix.host &&
    address.port === prefix.port &&
    prefix.segments.every((segment, at) => segment === address.segments[at])
  );
}
