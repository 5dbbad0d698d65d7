import type { FastifyInstance } from 'fastify';
import { type Actor, loadActor } from '../../src/actions/actor.ts';
import { draftOrder } from '../../src/actions/draft-order.ts';
import { receiveDocument } from '../../src/actions/receive-document.ts';
import type { Caller, Callers } from '../../src/api/caller.ts';
import type { Scope } from '../../src/api/route.ts';
import { type ApiOptions, makeApi } from '../../src/api/server.ts';
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

const ALL: readonly Scope[] = ['read', 'write', 'administer'];

export interface Opened {
  readonly store: TestStore;
  readonly api: FastifyInstance;
  readonly faults: unknown[];
  readonly ann: Actor;
  as(actor: Actor, scopes?: readonly Scope[]): Record<string, string>;
}

/** A desk whose API knows callers by tokens that are made here. */
export async function openApi(store: TestStore, options: Partial<ApiOptions> = {}): Promise<Opened> {
  const known = new Map<string, { readonly id: string; readonly scopes: readonly Scope[] }>();
  const caller = async (secret: string): Promise<Caller | undefined> => {
    const holder = known.get(secret);
    return holder && { actor: await loadActor(store.database, holder.id, NOW), scopes: holder.scopes };
  };
  const callers: Callers = { byToken: caller, bySession: caller };
  const faults: unknown[] = [];
  const failed = (_id: string, error: unknown): void => void faults.push(error);
  const api = await makeApi({ desk: deskOn(store), callers, failed, ...options });
  const as = ({ id }: Actor, scopes = ALL): Record<string, string> => {
    const secret = `token-${id}-${scopes.join('.')}`;
    known.set(secret, { id, scopes });
    return { authorization: `Bearer ${secret}`, host: 'localhost:4280' };
  };
  return { store, api, faults, as, ann: await actorOf(store, {}, ['editor', 'analyst', 'inspector']) };
}

const AMERICAN = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };

/** An order and a document that Ann may read and one of each that she may not, with a hit of each order on each document. */
export async function apiScene(store: TestStore, options: Partial<ApiOptions> = {}) {
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
export const get = ({ api, as }: Pick<Opened, 'api' | 'as'>, who: Actor, url: string) =>
  api.inject({ url: `/api${url}`, headers: as(who) });
/** Sends a body as somebody: `send(desk, ann, 'POST /orders', body)`. */
export const send = ({ api, as }: Pick<Opened, 'api' | 'as'>, who: Actor, request: string, payload: object) => {
  const [method, url] = request.split(' ') as ['POST' | 'PUT', string];
  return api.inject({ method, url: `/api${url}`, headers: as(who), payload });
};
