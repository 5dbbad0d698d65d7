import { isAllowed, readAllowList } from './allow-list.ts';
import { type CheckedAddresses, type ResolveHost, resolveHost } from './resolve-host.ts';

/** A host to which a connection may be made, and how. */
export interface FoundHost {
  /** What was checked: to these, and to nothing that is resolved again. */
  readonly addresses: CheckedAddresses;
  /** Whether it is one's own, to which a secret may go without encryption. */
  readonly isOwn: boolean;
}

/** Finds a host by name and port, for what is no HTTP. Throws `SourceFailure` where it may not be reached. */
export type FindHost = (host: string, port: number) => Promise<FoundHost>;

/** Returns what finds hosts as the guarded fetch does: public ones, and one's own by the list in the settings. */
export function makeFindHost(allow: readonly string[], resolve: ResolveHost): FindHost {
  const list = readAllowList(allow);
  return async (host, port) => {
    const url = new URL(`https://${host}:${port}/`);
    const isOwn = isAllowed(url, list);
    return { addresses: await resolveHost(url, isOwn, resolve), isOwn };
  };
}
