import { fileURLToPath } from 'node:url';
import { afterEach, expect } from 'vitest';
import { type ListeningApi, listenForPeople } from '../../src/api/listen.ts';
import type { ApiOptions } from '../../src/api/server.ts';
import { Refusal } from '../../src/errors.ts';

const PAGES = fileURLToPath(new URL('../../dist/web', import.meta.url));
/** How often a desk of tests looks for changes, in milliseconds: each page that is open has it look, which others pay for. */
const PACE = { look: 200, sign: 60_000 };
const HOST = '127.0.0.1';

/** Where the desks of this worker listen, one behind the other: a browser that knows their pages reads them once. */
let port = 0;

/** Returns what lets people in at a desk, by its pages, until the test is over; it gives the address. */
export function doors(): (options: Omit<ApiOptions, 'failed'>) => Promise<string> {
  const open: ListeningApi[] = [];
  afterEach(async () => {
    for (const api of open.splice(0)) await api.close();
  });
  return async (options) => {
    const failed = (_id: string, error: unknown) => expect.unreachable(String(error));
    const api = await listen({ pages: PAGES, pace: PACE, ...options, failed });
    open.push(api);
    port = Number(new URL(api.address).port);
    // By its name, as passkeys want it.
    return api.address.replace(HOST, 'localhost');
  };
}

async function listen(options: ApiOptions): Promise<ListeningApi> {
  try {
    return await listenForPeople({ host: HOST, port }, options);
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'port-taken')) throw error;
    return listenForPeople({ host: HOST, port: 0 }, options);
  }
}
