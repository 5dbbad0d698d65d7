import ipaddr from 'ipaddr.js';

/** Whoever asks to be let in, as far as the surface sees it. */
export interface SignInClient {
  /** IP address, of either family. */
  readonly address: string;
  /** What it says that it is, such as the name of a browser. */
  readonly description: string;
}

const LONGEST_DESCRIPTION = 100;

/** Returns what counts as one address: of IPv6 whoever has one has its whole /64. */
export function countedAddress(address: string): string {
  if (!ipaddr.isValid(address)) return address.slice(0, 100);
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return parsed
    .toByteArray()
    .slice(0, 8)
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}

/** Returns a description as it is kept: cut short, without signs that steer a screen. */
export function keptDescription({ description }: SignInClient): string {
  return [...description.replace(/[\p{C}\s]+/gu, ' ').trim()].slice(0, LONGEST_DESCRIPTION).join('');
}
