import ipaddr from 'ipaddr.js';

type Range = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

/** The address at which Azure serves its machines, among those of everybody. */
const OWN_OF_HOSTERS = new Set(['168.63.129.16']);
/** What is given out to networks of the world (RFC 4291, IANA); all else has no place there. */
const GLOBAL_IPV6 = range('2000::/3');
/** Parts of it that lead elsewhere: protocols and Teredo, documentation, 6to4, and the reverse lookups of private addresses. */
const NOT_GLOBAL_IPV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20', '2620:4f:8000::/48'].map(range);
/** IPv4 behind a translator (RFC 6052): as good as the address inside. */
const TRANSLATED_IPV4 = range('64:ff9b::/96');

function range(text: string): Range {
  return ipaddr.parseCIDR(text);
}

/**
 * Returns why nothing may be fetched from an IP address, such as `loopback`, or undefined where it is one of the public
 * internet. Text that is no plain address is refused too.
 */
export function refusedAddress(text: string): string | undefined {
  if (!ipaddr.isValid(text) || text.includes('%')) return 'not an address';
  const address = ipaddr.parse(text);
  return address instanceof ipaddr.IPv4 ? refusedIPv4(address) : refusedIPv6(address as ipaddr.IPv6);
}

function refusedIPv4(address: ipaddr.IPv4): string | undefined {
  if (OWN_OF_HOSTERS.has(address.toString())) return 'metadata';
  const kind = address.range();
  return kind === 'unicast' ? undefined : kind;
}

function refusedIPv6(address: ipaddr.IPv6): string | undefined {
  if (address.match(TRANSLATED_IPV4 as [ipaddr.IPv6, number])) {
    return refusedIPv4(new ipaddr.IPv4(address.toByteArray().slice(12)));
  }
  const isGlobal = address.match(GLOBAL_IPV6 as [ipaddr.IPv6, number]);
  const refused = !isGlobal || NOT_GLOBAL_IPV6.some((part) => address.match(part as [ipaddr.IPv6, number]));
  if (!refused) return undefined;
  const kind = address.range();
  return kind === 'unicast' ? 'reserved' : kind;
}
