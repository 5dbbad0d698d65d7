import { describe, expect, it } from 'vitest';
import { apiScene, get, openApi, orderText, send } from '../../test/support/api.ts';
import { deskOn } from '../../test/support/desk.ts';
import { NOW, testServer } from '../../test/support/store.ts';
import { receiveDocument } from '../actions/receive-document.ts';
import { ROUTES } from './routes.ts';
import type { ApiOptions } from './server.ts';

const freshStore = testServer();
const opened = async (options?: Partial<ApiOptions>) => openApi(await freshStore(), options);
const scene = async () => apiScene(await freshStore());

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
    const all = ROUTES.map(({ method, path }) => `${method} /api${path.replace(/:(\w+)/g, '{$1}')}`);
    expect(described.filter((line) => !line.startsWith('HEAD')).sort()).toEqual([...all].sort());
    expect(answer.body).toContain('In the query language');
  });
});

describe('the reference', () => {
  it('is a page without scripts, with every address on it, for whoever is signed in', async () => {
    const desk = await opened();
    const { body, headers } = await get(desk, desk.ann, '/reference');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    for (const { method, path } of ROUTES) expect(body).toContain(`<b>${method}</b> <code>/api${path}</code>`);
    expect(body).not.toContain('<script');
    expect((await desk.api.inject({ url: '/api/reference', headers: { host: 'localhost' } })).statusCode).toBe(401);
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
