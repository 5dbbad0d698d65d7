import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { get, type Opened, openApi, orderText } from '../../test/support/api.ts';
import { actorOf } from '../../test/support/desk.ts';
import { testServer } from '../../test/support/store.ts';
import type { Actor } from '../actions/actor.ts';
import { ROUTES } from './routes.ts';
import type { ApiOptions } from './server.ts';

const freshStore = testServer();
const opened = async (options?: Partial<ApiOptions>) => openApi(await freshStore(), options);

describe('a write with a key', () => {
  const body = (name: string) => ({ scheme: 'us-capco', order: orderText(name) });
  const draft = async ({ api, as }: Opened, who: Actor, name: string, key: string) =>
    api.inject({
      method: 'POST',
      url: '/api/orders',
      headers: { ...(await as(who)), 'idempotency-key': key },
      payload: body(name),
    });

  it('is done once, and answered alike each time', async () => {
    const desk = await opened();
    const first = await draft(desk, desk.ann, 'once', 'k1');
    expect(first.statusCode).toBe(200);
    const again = await draft(desk, desk.ann, 'once', 'k1');
    expect([again.statusCode, again.body]).toEqual([200, first.body]);
    expect((await get(desk, desk.ann, '/orders')).json().items).toHaveLength(1);
  });

  it('leaves behind its ids and states, and nothing that was written', async () => {
    const { api, as, ann, store } = await opened();
    const headers = { ...(await as(ann)), 'idempotency-key': 'k1' };
    const stated = { scheme: 'us-capco', marking: 'U' };
    const source = { name: 'A telling name', address: 'https://telling.example/', kind: 'feed', reliability: 'B' };
    const payload = { ...source, trusted: false, ...stated, defaultMarking: stated };
    expect((await api.inject({ method: 'POST', url: '/api/sources', headers, payload })).statusCode).toBe(200);
    const { rows } = await store.database.owner.query<{ answer: object }>('select answer from vigie.keyed_request');
    expect(JSON.stringify(rows)).not.toContain('elling');
    expect(Object.keys((rows[0]!.answer as { value: object }).value).sort()).toEqual(['changedAt', 'id', 'status']);
  });

  it('has an answer without a text, whatever it writes', () => {
    const texts = (schema: unknown): unknown[] => {
      if (typeof schema !== 'object' || schema === null) return [];
      const { type, format, enum: choices } = schema as Record<string, unknown>;
      const isText = type === 'string' && choices === undefined && !['uuid', 'date-time'].includes(String(format));
      return [...(isText ? [schema] : []), ...Object.values(schema).flatMap(texts)];
    };
    const kept = ROUTES.filter(({ method, scope, isSecret }) => {
      return method !== 'GET' && (scope === 'write' || scope === 'administer') && !isSecret;
    });
    expect(kept.length).toBeGreaterThan(20);
    for (const { path, answer } of kept) {
      if (answer === undefined || answer === 'raw') continue;
      expect(texts(z.toJSONSchema(answer, { io: 'input' })), path).toEqual([]);
    }
  });

  it('is done where it has no answer, too', async () => {
    const { api, as, ann } = await opened();
    const headers = await as(ann);
    expect((await api.inject({ url: '/api/session', headers })).statusCode).toBe(200);
    const keyed = { ...headers, 'idempotency-key': 'k1' };
    expect((await api.inject({ method: 'DELETE', url: '/api/session', headers: keyed })).statusCode).toBe(204);
    expect((await api.inject({ url: '/api/session', headers })).statusCode).toBe(401);
  });

  it('is another one with another key, and for another account', async () => {
    const desk = await opened();
    const bob = await actorOf(desk.store, {});
    await draft(desk, desk.ann, 'mine', 'k1');
    expect((await draft(desk, desk.ann, 'mine', 'k2')).json()).toMatchObject({ code: 'order-name-taken' });
    expect((await draft(desk, bob, 'his', 'k1')).statusCode).toBe(200);
  });

  it('is refused where the key came with something else, or is none', async () => {
    const desk = await opened();
    await draft(desk, desk.ann, 'one', 'k1');
    expect((await draft(desk, desk.ann, 'other', 'k1')).json()).toMatchObject({
      status: 409,
      code: 'idempotency-key-reused',
    });
    expect((await draft(desk, desk.ann, 'other', 'two words')).json()).toMatchObject({ code: 'idempotency-key' });
  });

  it('may be sent again after it was refused', async () => {
    const desk = await opened();
    await draft(desk, desk.ann, 'taken', 'k0');
    expect((await draft(desk, desk.ann, 'taken', 'k1')).json()).toMatchObject({ code: 'order-name-taken' });
    expect((await draft(desk, desk.ann, 'free', 'k1')).statusCode).toBe(200);
  });

  it('is done once where two come at the same time, and of a fault says that nobody knows', async () => {
    const desk = await opened();
    const both = await Promise.all([draft(desk, desk.ann, 'race', 'k1'), draft(desk, desk.ann, 'race', 'k1')]);
    const codes = both.map((answer) => (answer.statusCode === 200 ? 'done' : answer.json().code)).sort();
    expect([
      ['done', 'done'],
      ['done', 'idempotency-outcome-unknown'],
    ]).toContainEqual(codes);
    await desk.store.database.owner.query('alter table vigie.watch_order rename to gone');
    expect((await draft(desk, desk.ann, 'broken', 'k2')).json()).toMatchObject({ code: 'fault' });
    await desk.store.database.owner.query('alter table vigie.gone rename to watch_order');
    expect((await draft(desk, desk.ann, 'broken', 'k2')).json()).toMatchObject({ code: 'idempotency-outcome-unknown' });
  });
});
