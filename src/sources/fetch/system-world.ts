import { lookup } from 'node:dns/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FetchWorld } from './make-guarded-fetch.ts';

/** The clock and the resolver of this machine. */
export const SYSTEM_WORLD: FetchWorld = {
  now: () => Date.now(),
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  wait: async (ms, signal) => {
    try {
      await sleep(ms, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      throw signal?.aborted ? signal.reason : error;
    }
  },
};
