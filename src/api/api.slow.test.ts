import type { FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
import { actorOf, addHit, deskOn, writtenOrder } from '../../test/support/desk.ts';
import { NOW, type TestStore, testServer } from '../../test/support/store.ts';
import { type Actor, loadActor } from '../actions/actor.ts';
import { draftOrder } from '../actions/draft-order.ts';
import { receiveDocument } from '../actions/receive-document.ts';
import type { Caller, Callers } from './caller.ts';
import type { Scope } from './route.ts';
import { ROUTES } from './routes.ts';
import { type ApiOptions, makeApi } from './server.ts';

const freshStore = testServer();
function orderText(name: string) {
  const question = {
    letter: 'A',
    wording: 'How is growth?',
    expressions: [{ language: 'en', source: 'growth AND NOT war' }],
  };
  const order = { id: name, title: name, purpose: 'to know', priority: 3, window: {}, marking: 'U' };
  return { ...order, disciplines: ['open-web'], questions: [question] };
}

const ALL: readonly Scope[] = ['read', 'write', 'administer'];

interface Opened {
  readonly store: TestStore;
  readonly api: FastifyInstance;
  readonly faults: unknown[];
  readonly ann: Actor;
  as(actor: Actor, scopes?: readonly Scope[]): Record<string, string>;
}

/** A desk whose API knows callers by tokens that are made here. */
async function opened(options: Partial<ApiOptions> = {}): Promise<Opened> {
  const store = await freshStore();
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
async function scene(options: Partial<ApiOptions> = {}) {
  const desk = await opened(options);
  const { store } = desk;
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

type Scene = Awaited<ReturnType<typeof scene>>;

const get = ({ api, as }: Scene | Opened, who: Actor, url: string) =>
  api.inject({ url: `/api${url}`, headers: as(who) });
const send = ({ api, as }: Scene | Opened, who: Actor, request: string, payload: object) => {
  const [method, url] = request.split(' ') as ['POST' | 'PUT', string];
  return api.inject({ method, url: `/api${url}`, headers: as(who), payload });
};

describe('a route', () => {
  it('says how its answers keep to labels, or there is no API', async () => {
    const { api } = await opened();
    expect(ROUTES.map(({ labels }) => labels)).not.toContain(undefined);
    expect(() => api.get('/api/other', () => 'everything')).toThrow('/api/other');
  });

  it('is described in the terms of OpenAPI, all of them', async () => {
    const desk = await opened();
    const answer = await get(desk, desk.ann, '/openapi.json');
    const { openapi, paths } = answer.json();
    expect(openapi).toBe('3.1.0');
    const described = Object.entries(paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const all = ROUTES.map(({ method, path }) => `${method} /api${path.replaceAll(':id', '{id}')}`);
    expect(described.filter((line) => !line.startsWith('HEAD')).sort()).toEqual([...all].sort());
    expect(answer.body).toContain('In the query language');
  });
});

describe('whoever asks', () => {
  it('is somebody: no token, a wrong one and no cookie are told the same', async () => {
    const { api } = await opened();
    const headers = [
      {},
      { authorization: 'Bearer wrong' },
      { authorization: 'Basic YTpi' },
      { cookie: 'vigie-session=x' },
    ];
    const answers = await Promise.all(
      headers.map((more) => api.inject({ url: '/api/orders', headers: { host: 'localhost:1', ...more } })),
    );
    expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
    expect(answers[0]!.json()).toMatchObject({ status: 401, code: 'not-signed-in' });
    expect(answers[0]!.headers['content-type']).toBe('application/problem+json');
  });

  it('asks by the name of the desk', async () => {
    const { api, as, ann } = await opened({ origin: new URL('https://desk.example.org') });
    const ask = (host: string) => api.inject({ url: '/api/orders', headers: { ...as(ann), host } });
    expect((await ask('desk.example.org')).statusCode).toBe(200);
    for (const host of ['evil.example', 'localhost:4280', 'desk.example.org.evil.example']) {
      expect((await ask(host)).json()).toMatchObject({ status: 403, code: 'request-host' });
    }
  });

  it('does with a token what the token is for', async () => {
    const { api, as, ann } = await opened();
    const headers = as(ann, ['read']);
    expect((await api.inject({ url: '/api/orders', headers })).statusCode).toBe(200);
    const payload = { scheme: 'us-capco', order: {} };
    const written = await api.inject({
      method: 'POST',
      url: '/api/orders',
      headers,
      payload: { ...payload, order: orderText('a') },
    });
    expect(written.json()).toMatchObject({ status: 403, code: 'token-scope' });
  });

  it('approves nothing with a token', async () => {
    const desk = await scene();
    const answer = await send(desk, desk.ann, `POST /orders/${desk.orders[0]}/approvals`, {
      version: 1,
      changedAt: new Date(NOW).toISOString(),
    });
    expect(answer.json()).toMatchObject({ status: 403, code: 'token-scope' });
  });

  it('is held to a number of requests, each caller for themselves', async () => {
    const desk = await opened({ limits: { caller: 3, stranger: 2 } });
    const bob = await actorOf(desk.store, {});
    const statuses = async (ask: () => Promise<{ statusCode: number }>, times: number): Promise<number[]> => {
      const all: number[] = [];
      for (let time = 0; time < times; time++) all.push((await ask()).statusCode);
      return all;
    };
    expect(await statuses(() => get(desk, desk.ann, '/orders'), 4)).toEqual([200, 200, 200, 429]);
    expect((await get(desk, bob, '/orders')).statusCode).toBe(200);
    const stranger = () => desk.api.inject({ url: '/api/orders', headers: { host: 'localhost' } });
    expect(await statuses(stranger, 3)).toEqual([401, 401, 429]);
    expect((await stranger()).headers['retry-after']).toMatch(/^\d+$/);
  });
});

describe('a write with a cookie', () => {
  it('comes from a page of the desk', async () => {
    const desk = await opened();
    const { authorization } = desk.as(desk.ann);
    const cookie = `vigie-session=${authorization!.slice('Bearer '.length)}`;
    const write = (headers: Record<string, string>) =>
      desk.api.inject({
        method: 'POST',
        url: '/api/orders',
        headers: { host: 'localhost:1', cookie, ...headers },
        payload: { scheme: 'us-capco', order: orderText('from-a-page') },
      });
    for (const headers of [
      {},
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ]) {
      expect((await write(headers)).json()).toMatchObject({ status: 403, code: 'request-cross-site' });
    }
    expect((await write({ origin: 'http://localhost:1' })).statusCode).toBe(200);
    expect((await write({ 'sec-fetch-site': 'same-origin' })).json()).toMatchObject({ code: 'order-name-taken' });
  });
});

describe('what is sent', () => {
  it.each([
    ['no JSON', '{', 'application/json', 'request-json'],
    ['nothing', '', 'application/json', 'request-json'],
    ['of another type', '<order/>', 'text/xml', 'request-media-type'],
    ['too much', `"${'x'.repeat(1_100_000)}"`, 'application/json', 'request-too-large'],
    ['not as described', '{"scheme":"us-capco","order":{"title":7},"more":1}', 'application/json', 'request-invalid'],
    ['deeply nested', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'application/json', 'request-invalid'],
  ])('and is %s is refused with its code', async (_what, payload, type, code) => {
    const { api, as, ann, faults } = await opened();
    const headers = { ...as(ann), 'content-type': type };
    const answer = await api.inject({ method: 'POST', url: '/api/orders', headers, payload });
    expect(answer.json()).toMatchObject({ code });
    expect(faults).toEqual([]);
  });

  it('is refused with the places of what is wrong', async () => {
    const desk = await opened();
    const answer = await send(desk, desk.ann, 'POST /orders', {
      scheme: 'us-capco',
      order: { ...orderText('a'), priority: 'high' },
    });
    expect(answer.json().findings).toMatchObject([{ code: 'request-field', path: ['order', 'priority'] }]);
  });

  it('is refused with the span in the text that is wrong', async () => {
    const desk = await opened();
    const answer = await send(desk, desk.ann, 'POST /documents/search', { expression: 'growth AND' });
    expect(answer.json()).toMatchObject({
      status: 400,
      code: 'search-expression',
      findings: [{ span: { start: expect.any(Number) } }],
    });
  });
});

describe('an order', () => {
  it('is drafted, read, changed and sent back in one form', async () => {
    const desk = await opened();
    const drafted = (
      await send(desk, desk.ann, 'POST /orders', { scheme: 'us-capco', order: orderText('growth') })
    ).json();
    expect(drafted).toMatchObject({ version: 1, status: 'draft' });
    const { order, scheme, needToKnow } = (await get(desk, desk.ann, `/orders/${drafted.id}`)).json();
    expect(order.questions[0].expressions).toEqual([{ language: 'en', source: 'growth AND NOT war' }]);
    const changed = { scheme, needToKnow, order: { ...order, title: 'Another title' }, version: 1 };
    const amended = (await send(desk, desk.ann, `PUT /orders/${drafted.id}`, changed)).json();
    expect(amended).toMatchObject({ id: drafted.id, version: 2 });
    expect((await send(desk, desk.ann, `PUT /orders/${drafted.id}`, changed)).json()).toMatchObject({
      status: 409,
      code: 'order-version-moved',
    });
    const moved = await send(desk, desk.ann, `POST /orders/${drafted.id}/moves`, { move: 'submit' });
    expect(moved.json()).toEqual({ id: drafted.id, status: 'review' });
    const list = (await get(desk, desk.ann, '/orders')).json();
    expect(list.items).toMatchObject([{ id: drafted.id, title: 'Another title', status: 'review', marking: 'U' }]);
  });
});

describe('a hit', () => {
  it('is listed, opened with its reason, judged, and the judgement taken back', async () => {
    const desk = await scene();
    const [hit] = (await get(desk, desk.ann, '/hits?judgement=new')).json().items;
    expect(hit.id).toBe(desk.hits[0]);
    expect((await get(desk, desk.ann, `/hits/${hit.id}`)).json()).toMatchObject({
      id: hit.id,
      document: { body: 'growth of U' },
      history: [],
    });
    const judged = await send(desk, desk.ann, 'POST /hits/judgements', {
      ids: [hit.id],
      judgement: 'relevant',
      credibility: 2,
    });
    expect(judged.json()).toEqual({ places: [{ id: hit.id, place: 1 }] });
    const undone = await send(desk, desk.ann, `POST /hits/${hit.id}/undo`, { place: 1 });
    expect(undone.json()).toMatchObject({ id: hit.id, judgement: 'new' });
    const until = new Date(NOW + 3_600_000).toISOString();
    expect((await send(desk, desk.ann, `PUT /hits/${hit.id}/snooze`, { until })).statusCode).toBe(200);
    expect((await get(desk, desk.ann, '/hits?snoozed=true')).json().items).toHaveLength(1);
  });
});

describe('what a reader may not read', () => {
  it('is told in the bytes of what is not there', async () => {
    const desk = await scene();
    const nothing = '00000000-0000-4000-8000-000000000000';
    const paths = [
      ...['', '/bytes', '/editions', '/story'].map((more) => [
        `/documents/${desk.documents[1]}${more}`,
        `/documents/${nothing}${more}`,
      ]),
      [`/orders/${desk.orders[1]}`, `/orders/${nothing}`],
      ...desk.hits.slice(1).map((id) => [`/hits/${id}`, `/hits/${nothing}`]),
    ];
    for (const [hidden, absent] of paths) {
      const [one, other] = [await get(desk, desk.ann, hidden!), await get(desk, desk.ann, absent!)];
      const headersOf = ({ headers }: typeof one) => ({
        ...headers,
        date: '',
        'x-request-id': '',
        'x-ratelimit-remaining': '',
      });
      expect([one.statusCode, one.body, headersOf(one)]).toEqual([other.statusCode, other.body, headersOf(other)]);
      expect(one.statusCode).toBe(404);
    }
  });

  it('is in no list, no search and no preview', async () => {
    const desk = await scene();
    const answers = [
      await get(desk, desk.ann, '/orders'),
      await get(desk, desk.ann, '/documents'),
      await get(desk, desk.ann, '/hits'),
      await send(desk, desk.ann, 'POST /documents/search', { expression: 'growth' }),
      await send(desk, desk.ann, 'POST /questions/preview', { expression: 'growth' }),
      await get(desk, desk.ann, '/log?most=200'),
    ];
    for (const { statusCode, body } of answers) {
      expect(statusCode).toBe(200);
      for (const secret of ['S//NF', desk.orders[1]!, desk.documents[1]!, ...desk.hits.slice(1)]) {
        expect(body).not.toContain(secret);
      }
    }
    expect((await get(desk, desk.insider, '/documents')).json().items).toHaveLength(2);
  });

  it('is not told by where the log goes on', async () => {
    const desk = await scene();
    for (let time = 0; time < 3; time++) await get(desk, desk.ann, '/orders');
    const page = (await get(desk, desk.ann, '/log?most=2')).json();
    expect(JSON.stringify(page)).not.toContain('position');
    expect(page.next).toHaveLength(59);
    const after = (await get(desk, desk.ann, `/log?most=2&after=${page.next}`)).json();
    expect(after.items[0].id).not.toBe(page.items[0].id);
    expect((await get(desk, desk.ann, '/log?after=12')).json()).toMatchObject({ code: 'cursor-invalid' });
  });
});

describe('a fault of the program', () => {
  it('is told without a word of what it was, and written down with the id of the request', async () => {
    const desk = await opened();
    await desk.store.database.owner.query('alter table vigie.watch_order rename to gone');
    const answer = await get(desk, desk.ann, '/orders');
    expect(answer.json()).toMatchObject({ status: 500, code: 'fault' });
    expect(answer.body).not.toContain('watch_order');
    expect(desk.faults).toHaveLength(1);
  });
});

describe('bytes', () => {
  it('are saved and never shown, whatever they are', async () => {
    const desk = await opened();
    const bytes = new TextEncoder().encode('<script>alert(1)</script>');
    const given = { title: 'A page', body: 'alert', scheme: 'us-capco', marking: 'U', bytes, mediaType: 'text/html' };
    const { id } = await receiveDocument(deskOn(desk.store), desk.ann, given);
    const answer = await get(desk, desk.ann, `/documents/${id}/bytes`);
    expect(answer.body).toBe('<script>alert(1)</script>');
    expect(answer.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${id}.bin"`,
      'x-content-type-options': 'nosniff',
    });
  });
});
