import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../src/actions/actor.ts';
import { beginSession } from '../../src/actions/begin-session.ts';
import type { Desk } from '../../src/actions/desk.ts';
import { ROUTES } from '../../src/api/routes.ts';
import { makeApi } from '../../src/api/server.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { type LowAct, NAMES, STATED, WORDS } from './scenario.ts';
import { pick } from './world.ts';

/** What can be read without a body, and what is read with one. */
const READS = ROUTES.filter(({ method, scope }) => method === 'GET' && scope !== 'write');
const SEARCHES = [
  { path: '/documents/search', body: (words: string) => ({ expression: words }) },
  { path: '/questions/preview', body: (words: string) => ({ expression: words }) },
  { path: '/recipients/readership', body: (_words: string, number: number) => pick(STATED, number) },
  { path: '/orders/file-checks', body: (words: string) => ({ scheme: 'us-capco', text: orderFile(words) }) },
] as const;

/** An order file that asks for words and for each target of the scenario. */
function orderFile(words: string): string {
  const expression = [words, ...NAMES.map((name) => `@${name}`)].join(' OR ');
  const question = { letter: 'A', wording: 'What?', expression };
  const order = { id: 'x', title: 'x', purpose: 'x', window: {}, marking: 'U', disciplines: ['open-web'] };
  return JSON.stringify({ order: { ...order, questions: [question] } });
}

/** Addresses whose queries are of their own. */
const QUERIES: Readonly<Record<string, (refer: (noun: string) => string) => string>> = {
  '/orders/:id/versions': () => '?before=9',
  '/orders/:id/comparisons': (refer) => `?other=${refer('order')}`,
  '/ledger': (refer) => `?by=releaseId&id=${refer('release')}`,
  '/copies/:id/file': () => '?as=html',
  '/hits/counts': (refer) => `?orderIds=${refer('order')},${refer('order')}`,
};

/** What an address stands for: what its lists and its ids are of. */
const NOUNS: Readonly<Record<string, string>> = {
  'back-fills': 'back-fill',
  documents: 'document',
  groups: 'group',
  hits: 'hit',
  orders: 'order',
  copies: 'copy',
  readers: 'reader',
  releases: 'release',
  reports: 'report',
  sources: 'source',
  targets: 'target',
  tasks: 'task',
};

/** The API as one reader asks it, who is signed in. */
export interface AskedApi {
  readonly api: FastifyInstance;
  readonly headers: Record<string, string>;
}

export async function apiOf(desk: Desk, { id: accountId }: Actor): Promise<AskedApi> {
  const { secret } = await inTransaction(desk.database.work, (client) => {
    const who = { accountId, method: 'password', client: { address: '127.0.0.1', description: 'a test' } } as const;
    return beginSession(desk, { client, now: new Date(desk.now()) }, who);
  });
  const api = await makeApi({
    desk,
    limits: { caller: 1_000_000, stranger: 0 },
    failed(_id, error) {
      throw error;
    },
  });
  return { api, headers: { host: 'localhost', cookie: `vigie-session=${secret}`, 'sec-fetch-site': 'same-origin' } };
}

/** Asks one address, and returns all that comes back but the date: status, headers and bytes. */
export async function askOverHttp(
  { api, headers }: AskedApi,
  { words, label, most }: LowAct,
  refer: (noun: string) => string,
): Promise<unknown> {
  const search = label === 0 ? pick(SEARCHES, words) : undefined;
  const answer = search
    ? await api.inject({
        method: 'POST',
        url: `/api${search.path}`,
        headers,
        payload: search.body(pick(WORDS, words + most), words + most),
      })
    : await api.inject({ url: addressOf(words * 10 + label, most, refer), headers });
  const { date: _date, ...told } = answer.headers;
  if (answer.statusCode === 500) throw new Error(answer.body);
  return { status: answer.statusCode, headers: told, body: answer.body };
}

function addressOf(number: number, most: number, refer: (noun: string) => string): string {
  const { path, query } = pick(READS, number);
  const noun = NOUNS[path.split('/')[1]!] ?? 'nothing';
  const url = `/api${path.replace(':id', refer(noun)).replace(':version', '1')}`;
  return url + (QUERIES[path]?.(refer) ?? (query ? `?most=${most}` : ''));
}
