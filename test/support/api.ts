import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../src/actions/actor.ts';
import { beginSession } from '../../src/actions/begin-session.ts';
import { draftOrder } from '../../src/actions/draft-order.ts';
import { createToken } from '../../src/actions/own-tokens.ts';
import { receiveDocument } from '../../src/actions/receive-document.ts';
import { type ApiOptions, makeApi } from '../../src/api/server.ts';
import type { TokenScope } from '../../src/domain/token-scope.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { actorOf, addHit, deskOn, writtenOrder } from './desk.ts';
import { NOW, type TestStore } from './store.ts';

/** The text of an order of one question. */
export function orderText(name: string) {
  const question = {
    letter: 'A',
    wording: 'How is growth?',
    expressions: [{ language: 'en', source: 'growth AND NOT war' }],
  };
  const order = { id: name, title: name, purpose: 'to know', priority: 3, window: {}, marking: 'U' };
  return { ...order, disciplines: ['open-web'], questions: [question] };
}

export interface Opened {
  readonly store: TestStore;
  readonly api: FastifyInstance;
  readonly faults: unknown[];
  readonly ann: Actor;
  /** Headers of somebody who is signed in, on a page of the desk. */
  as(actor: Actor): Promise<Record<string, string>>;
  /** Headers of a program that has a token of somebody. */
  by(actor: Actor, scopes: readonly TokenScope[]): Promise<Record<string, string>>;
}

/** What a test may set; the clock stands still else. */
export type ApiTestOptions = Partial<ApiOptions> & { readonly clock?: () => number };

const CLIENT = { address: '127.0.0.1', description: 'a test' };

/** A desk whose API is asked by people who are signed in. */
export async function openApi(store: TestStore, { clock, ...options }: ApiTestOptions = {}): Promise<Opened> {
  const desk = { ...deskOn(store), ...(clock && { now: clock }) };
  const faults: unknown[] = [];
  const failed = (_id: string, error: unknown): void => void faults.push(error);
  const api = await makeApi({ desk, failed, ...options });
  const secrets = new Map<string, Promise<string>>();
  const begin = (accountId: string): Promise<string> =>
    inTransaction(store.database.work, async (client) => {
      const who = { accountId, method: 'password', client: CLIENT } as const;
      return (await beginSession(desk, { client, now: new Date(NOW) }, who)).secret;
    });
  return {
    ...{ store, api, faults },
    async as({ id }) {
      const secret = secrets.get(id) ?? begin(id);
      secrets.set(id, secret);
      return { cookie: `vigie-session=${await secret}`, host: 'localhost:4280', 'sec-fetch-site': 'same-origin' };
    },
    async by(actor, scopes) {
      const token = { name: 'a test', scopes, expiresAt: new Date(NOW + 86_400_000) };
      const { secret } = await createToken(desk, actor, token);
      return { authorization: `Bearer ${secret}`, host: 'localhost:4280' };
    },
    ann: await actorOf(store, {}, ['editor', 'analyst', 'inspector']),
  };
}

const AMERICAN = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };

/** An order and a document that Ann may read and one of each that she may not, with a hit of each order on each document. */
export async function apiScene(store: TestStore, options: ApiTestOptions = {}) {
  const desk = await openApi(store, options);
  const insider = await actorOf(store, AMERICAN, ['editor', 'analyst']);
  const [acting, orders, documents, hits] = [deskOn(store), [] as string[], [] as string[], [] as string[]];
  for (const marking of ['U', 'S//NF']) {
    const order = writtenOrder(`order-${marking}`, marking);
    orders.push((await draftOrder(acting, insider, order)).id);
    const document = { title: `About ${marking}`, body: `growth of ${marking}`, scheme: 'us-capco', marking };
    documents.push((await receiveDocument(acting, insider, document)).id);
  }
  for (const orderId of orders)
    for (const documentId of documents) hits.push(await addHit(store, { orderId, documentId }));
  return { ...desk, insider, orders, documents, hits };
}

/** Reads as somebody. */
export const get = async ({ api, as }: Pick<Opened, 'api' | 'as'>, who: Actor, url: string) =>
  api.inject({ url: `/api${url}`, headers: await as(who) });
/** Sends a body as somebody: `send(desk, ann, 'POST /orders', body)`. */
export const send = async ({ api, as }: Pick<Opened, 'api' | 'as'>, who: Actor, request: string, payload: object) => {
  const [method, url] = request.split(' ') as ['POST' | 'PUT', string];
  return api.inject({ method, url: `/api${url}`, headers: await as(who), payload });
};
