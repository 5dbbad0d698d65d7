import { afterEach, describe, expect, it } from 'vitest';
import { member, PASSWORD, signInDesk } from '../../test/support/signing-in.ts';
import { testServer } from '../../test/support/store.ts';
import { markExample } from '../actions/example-readers.ts';
import { makeApi } from './server.ts';

const newStore = testServer();
const HEADERS = { host: 'localhost', 'sec-fetch-site': 'same-origin' };
const open: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const api of open.splice(0)) await api.close();
});

/** The API of an example with Ann and Bea, as Ann asks it. */
async function example({ isExample = true, origin }: { isExample?: boolean; origin?: URL } = {}) {
  const at = await signInDesk(await newStore());
  const [ann, bea] = [await member(at, 'ann'), await member(at, 'bea', ['administrator', 'editor'])];
  await markExample(at.desk, at.administrator, [ann.id, bea.id]);
  const failed = (_id: string, error: unknown) => expect.unreachable(String(error));
  const api = await makeApi({ desk: at.desk, isExample, origin, failed });
  open.push(api);
  const host = origin?.host ?? HEADERS.host;
  let cookie = '';
  const ask = async (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object, more: object = {}) => {
    const headers = { ...HEADERS, host, cookie, ...more };
    const answer = await api.inject({ method, url: `/api${url}`, headers, ...(payload && { payload }) });
    const [kept] = answer.cookies;
    if (kept) cookie = `${kept.name}=${kept.value}`;
    return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json() };
  };
  await ask('POST', '/session', { name: 'ann', password: PASSWORD });
  return { ask, bea };
}

describe('an example over HTTP', () => {
  it('is looked at as another of it, and nothing is administered or made so that would last', async () => {
    const { ask, bea } = await example();
    expect((await ask('GET', '/example/readers')).body.readers).toMatchObject([{ name: 'ann' }, { name: 'bea' }]);
    expect((await ask('POST', '/example/session', { accountId: bea.id })).body).toMatchObject({ name: 'bea' });
    expect((await ask('GET', '/session')).body).toMatchObject({ name: 'bea' });
    const token = { name: 'x', scopes: ['read'], expiresAt: new Date(Date.UTC(2026, 10, 25)).toISOString() };
    for (const refused of [
      await ask('POST', '/tokens', token),
      await ask('PUT', '/password', { newPassword: 'granite otter lantern' }),
      await ask('POST', '/passkeys/start'),
      await ask('POST', '/totp/start'),
      await ask('GET', `/readers/${bea.id}`),
      await ask('POST', `/accounts/${bea.id}/links`),
    ]) {
      expect(refused).toMatchObject({ status: 403, body: { code: 'example-looker' } });
    }
    expect((await ask('GET', '/orders')).status).toBe(200);
  });

  it.each([
    ['where there is none', { isExample: false }, {}],
    ['where others than this machine find it', { origin: new URL('http://desk.example') }, {}],
    ['through something that passes requests on', {}, { 'x-forwarded-for': '192.0.2.1' }],
    ['through something that passes requests on by the standard', {}, { forwarded: 'for=192.0.2.1' }],
  ])('is no example %s', async (_where, options, more) => {
    const { ask, bea } = await example(options);
    expect(await ask('GET', '/example/readers', undefined, more)).toEqual({ status: 200, body: { readers: [] } });
    expect(await ask('POST', '/example/session', { accountId: bea.id }, more)).toMatchObject({
      status: 404,
      body: { code: 'reader-not-found' },
    });
  });
});
