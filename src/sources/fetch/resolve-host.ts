import { isIP } from 'node:net';
import { SourceFailure } from '../source-failure.ts';
import { refusedAddress } from './public-address.ts';

/** Returns the IP addresses of a host name; what fails is thrown with the system's `code`, such as `ENOTFOUND`. */
export type ResolveHost = (host: string) => Promise<readonly string[]>;

/** Addresses to which a connection may be made, and to no others. */
export type CheckedAddresses = readonly { readonly address: string; readonly family: 4 | 6 }[];

/**
 * Resolves the host of `url`, once. Throws `SourceFailure` where one of its addresses is not public: a host that is partly
 * inside is no host of the world. With `isOwn` every address will do.
 */
export async function resolveHost(url: URL, isOwn: boolean, resolve: ResolveHost): Promise<CheckedAddresses> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(host) === 0 ? await resolve(host) : [host];
  if (addresses.length === 0) throw new SourceFailure('fetch-unknown-host', `The host ${host} has no address.`);
  for (const address of addresses) {
    const refused = isOwn && isIP(address) !== 0 ? undefined : refusedAddress(address);
    if (refused === undefined) continue;
    const message = `Nothing is fetched from ${host}: its address is not one of the public internet (${refused}).`;
    throw new SourceFailure('fetch-not-public', message);
  }
  return addresses.map((address) => ({ address, family: isIP(address) === 6 ? 6 : 4 }));
}
