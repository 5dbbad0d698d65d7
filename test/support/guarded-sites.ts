import type { RequestListener } from 'node:http';
import { afterEach } from 'vitest';
import type { GuardedFetch } from '../../src/sources/fetch/guarded-fetch.ts';
import { type FetchSettings, makeGuardedFetch } from '../../src/sources/fetch/make-guarded-fetch.ts';
import { type LocalSite, openRawSite, openSite } from './local-site.ts';

export const AGENT = 'Vigie/0.1.0 (+https://desk.example/bot)';

export interface Faked {
  readonly resolve?: (host: string) => Promise<string[]>;
  readonly now?: () => number;
  /** Gets every time that was waited, without waiting. */
  readonly waits?: number[];
}

/** Sites of this machine that are closed after each test, and a guard that may reach them. Called once in a test file. */
export function guardedSites() {
  const open: LocalSite[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((made) => made.close()));
  });
  const kept = async (opening: Promise<LocalSite>) => {
    const made = await opening;
    open.push(made);
    return made;
  };
  return {
    site: (answer: RequestListener, robots?: RequestListener) => kept(openSite(answer, robots)),
    rawSite: (answer: Parameters<typeof openRawSite>[0]) => kept(openRawSite(answer)),
  };
}

/** A guard whose own hosts are `sites`, and whose clock and resolver are told what to say. */
export function guard(
  sites: readonly LocalSite[],
  settings: Partial<FetchSettings> = {},
  faked: Faked = {},
): GuardedFetch {
  const allow = [...sites.map(({ place }) => place), ...(settings.allow ?? [])];
  return makeGuardedFetch(
    { userAgent: AGENT, gapMs: 0, ...settings, allow },
    {
      now: faked.now ?? (() => Date.now()),
      resolve: faked.resolve ?? (async (host) => Promise.reject(Object.assign(new Error(host), { code: 'ENOTFOUND' }))),
      wait: async (ms) => void faked.waits?.push(ms),
    },
  );
}
