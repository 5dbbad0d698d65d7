import { Refusal } from '../../errors.ts';

/** One's own hosts, which may be fetched from although they are not public: `host:port`, in lower case. */
export type AllowList = ReadonlySet<string>;

/**
 * Reads entries such as `intranet.example:8080`, `[::1]:8080` or `intranet.example`, which means ports 80 and 443. Throws
 * `Refusal` (`fetch-allow`) for what is no host with a port.
 */
export function readAllowList(entries: readonly string[]): AllowList {
  return new Set(entries.flatMap(placesOf));
}

/** Whether the settings of the program allow what `url` names, wherever it leads. */
export function isAllowed(url: URL, allow: AllowList): boolean {
  return allow.has(`${url.hostname}:${portOf(url)}`);
}

/** The port that an address means, which is not written where it is the usual one. */
export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

function placesOf(entry: string): string[] {
  const text = entry.trim();
  const plain = /^[^\s/@?#\\]+$/.test(text) && URL.canParse(`http://${text}/`) ? new URL(`http://${text}/`) : undefined;
  if (plain === undefined || plain.hostname === '') {
    const message = `“${text}” is no host that can be allowed: write it as intranet.example:8080.`;
    throw new Refusal('invalid', 'fetch-allow', message);
  }
  // The parser drops the usual port, so that it must be looked for in what was written.
  if (!/:\d+$/.test(text)) return [`${plain.hostname}:80`, `${plain.hostname}:443`];
  return [`${plain.hostname}:${portOf(plain)}`];
}
