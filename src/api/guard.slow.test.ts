import { describe, expect, it } from 'vitest';
import { apiScene, get, openApi, orderText, send } from '../../test/support/api.ts';
import { actorOf } from '../../test/support/desk.ts';
import { NOW, testServer } from '../../test/support/store.ts';
import type { ApiOptions } from './server.ts';

const freshStore = testServer();
const opened = async (options?: Partial<ApiOptions>) => openApi(await freshStore(), options);
const scene = async (options?: Parameters<typeof apiScene>[1]) => apiScene(await freshStore(), options);

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

  it('is asked for however the address is written', async () => {
    const { api } = await opened();
    for (const url of [
      '/%61pi/orders',
      '/api/%6Frders',
      '/api//orders',
      '/api/orders/',
      '/API/orders',
      '/assets/../api/orders',
    ]) {
      const { statusCode, body } = await api.inject({ url, headers: { host: 'localhost' } });
      expect([401, 404], url).toContain(statusCode);
      expect(body).not.toContain('items');
    }
  });

  it('asks by the name of the desk', async () => {
    const { api, as, ann } = await opened({ origin: new URL('https://desk.example.org') });
    const ask = async (host: string) => api.inject({ url: '/api/orders', headers: { ...(await as(ann)), host } });
    expect((await ask('desk.example.org')).statusCode).toBe(200);
    for (const host of ['evil.example', 'localhost:4280', 'desk.example.org.evil.example']) {
      expect((await ask(host)).json()).toMatchObject({ status: 403, code: 'request-host' });
    }
  });

  it('does with a token what the token is for', async () => {
    const { api, by, ann } = await opened();
    const headers = await by(ann, ['read']);
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

  it('approves nothing with a token, nor long after they said who they are', async () => {
    let now = NOW;
    const desk = await scene({ clock: () => now });
    const url = `/api/orders/${desk.orders[0]}/approvals`;
    const payload = { version: 1, changedAt: new Date(NOW).toISOString() };
    const approve = async (headers: Record<string, string>) =>
      (await desk.api.inject({ method: 'POST', url, headers, payload })).json();
    expect(await approve(await desk.by(desk.ann, ['read', 'write', 'administer']))).toMatchObject({
      status: 403,
      code: 'token-scope',
    });
    expect(await approve(await desk.as(desk.ann))).toMatchObject({ code: 'order-illegal-change' });
    now += 11 * 60_000;
    expect(await approve(await desk.as(desk.ann))).toMatchObject({ status: 403, code: 'reauthentication-wanted' });
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
    const cookie = (await desk.as(desk.ann))['cookie']!;
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
    const headers = { ...(await as(ann)), 'content-type': type };
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
