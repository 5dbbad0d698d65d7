import { describe, expect, it } from 'vitest';
import { openApi } from '../../test/support/api.ts';
import { deskOn } from '../../test/support/desk.ts';
import { testServer } from '../../test/support/store.ts';
import { makeSetUpLink } from '../actions/make-set-up-link.ts';

const freshStore = testServer();
const PASSWORD = 'kettle harbour ninety';
const HEADERS = { host: 'localhost:4280', 'sec-fetch-site': 'same-origin', 'user-agent': 'a browser' };
const FIRST = {
  name: 'Ada',
  clearance: { levels: { 'us-capco': 'S' } },
  scheme: 'desk',
  marking: 'PUBLIC',
};

/** A desk on which nobody is yet, as somebody with a browser asks it. */
async function browsed() {
  const store = await freshStore();
  const { api } = await openApi(store);
  await store.database.owner.query('delete from vigie.account; delete from vigie.reader');
  let cookie = '';
  const ask = async (request: string, payload?: object) => {
    const [method, url] = request.split(' ') as ['GET', string];
    const headers = { ...HEADERS, ...(cookie && { cookie }) };
    const answer = await api.inject({ method, url: `/api${url}`, headers, ...(payload && { payload }) });
    const kept = answer.headers['set-cookie'];
    if (typeof kept === 'string') cookie = kept.split(';')[0]!;
    return answer;
  };
  const { secret } = await makeSetUpLink(deskOn(store));
  return { store, api, ask, secret, forget: () => (cookie = '') };
}

describe('the first person of a desk', () => {
  it('comes in by the link, once, and is signed in as its administrator', async () => {
    const { ask, secret, forget } = await browsed();
    expect((await ask(`GET /links/${secret}`)).json()).toMatchObject({ purpose: 'set-up' });
    const accepted = await ask(`POST /links/${secret}`, { password: PASSWORD, first: FIRST });
    expect(accepted.json()).toMatchObject({ name: 'Ada', roles: expect.arrayContaining(['administrator', 'editor']) });
    expect(accepted.headers['set-cookie']).toMatch(
      /^vigie-session=[\w-]{43}; Path=\/; Expires=.*; HttpOnly; SameSite=Strict$/,
    );
    expect((await ask('GET /session')).json()).toMatchObject({ name: 'Ada' });
    forget();
    expect((await ask(`GET /links/${secret}`)).statusCode).toBe(404);
    const again = await ask(`POST /links/${secret}`, { password: PASSWORD, first: { ...FIRST, name: 'Eve' } });
    expect(again.json()).toMatchObject({ code: 'link-not-valid' });
  });

  it('has to take a password that is not soon guessed', async () => {
    const { ask, secret } = await browsed();
    const weak = await ask(`POST /links/${secret}`, { password: 'passwordpassword', first: FIRST });
    expect(weak.json()).toMatchObject({ status: 400, code: expect.stringMatching(/^password-/) });
    expect((await ask('GET /session')).statusCode).toBe(401);
  });
});

describe('whoever has a password', () => {
  async function withAda() {
    const desk = await browsed();
    await desk.ask(`POST /links/${desk.secret}`, { password: PASSWORD, first: FIRST });
    desk.forget();
    return desk;
  }

  it('signs in, is somebody, and signs out', async () => {
    const { ask } = await withAda();
    expect((await ask('GET /session')).json()).toMatchObject({ status: 401, code: 'not-signed-in' });
    expect((await ask('POST /session', { name: 'ada', password: PASSWORD })).json()).toMatchObject({ name: 'Ada' });
    expect((await ask('GET /orders')).statusCode).toBe(200);
    const { sessions } = (await ask('GET /sessions')).json();
    expect(sessions).toHaveLength(2);
    expect(sessions.filter((one: { isThis: boolean }) => one.isThis)).toMatchObject([
      { client: 'a browser', method: 'password' },
    ]);
    const out = await ask('DELETE /session');
    expect([out.statusCode, out.body]).toEqual([204, '']);
    expect((await ask('GET /orders')).statusCode).toBe(401);
  });

  it('is told the same for a wrong password and a name that is not there, and after many has to wait', async () => {
    const { ask } = await withAda();
    const tries = [
      await ask('POST /session', { name: 'Ada', password: 'another harbour ninety' }),
      await ask('POST /session', { name: 'Nobody', password: PASSWORD }),
    ];
    expect(new Set(tries.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
    expect(tries[0]!.json()).toMatchObject({ status: 401, code: 'sign-in-refused' });
    let last = tries[0]!;
    for (let time = 0; time < 15 && last.statusCode === 401; time++) {
      last = await ask('POST /session', { name: 'Ada', password: 'another harbour ninety' });
    }
    expect(last.json()).toMatchObject({ status: 429, code: 'sign-in-too-often' });
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('cannot be signed in by a page of another site, nor with a key that keeps the answer', async () => {
    const { api, store } = await withAda();
    const headers = { ...HEADERS, 'sec-fetch-site': 'cross-site' };
    const payload = { name: 'Ada', password: PASSWORD };
    const crossed = await api.inject({ method: 'POST', url: '/api/session', headers, payload });
    expect(crossed.json()).toMatchObject({ code: 'request-cross-site' });
    await api.inject({ method: 'POST', url: '/api/session', headers: { ...HEADERS, 'idempotency-key': 'k' }, payload });
    const { rows } = await store.database.owner.query('select from vigie.keyed_request');
    expect(rows).toEqual([]);
  });

  it('makes tokens for programs, which do as much as they say and make none', async () => {
    const { ask, api } = await withAda();
    await ask('POST /session', { name: 'Ada', password: PASSWORD });
    const expiresAt = new Date(Date.UTC(2026, 10, 25)).toISOString();
    const { id, secret } = (await ask('POST /tokens', { name: 'import', scopes: ['read'], expiresAt })).json();
    const by = (method: 'GET' | 'POST', url: string, payload?: object) =>
      api.inject({
        method,
        url: `/api${url}`,
        headers: { host: 'localhost', authorization: `Bearer ${secret}` },
        ...(payload && { payload }),
      });
    expect((await by('GET', '/orders')).statusCode).toBe(200);
    expect((await by('GET', '/session')).json()).toMatchObject({ status: 403, code: 'token-scope' });
    expect((await by('POST', '/tokens', { name: 'more', scopes: ['read'], expiresAt })).json()).toMatchObject({
      code: 'token-scope',
    });
    expect((await ask('GET /tokens')).json().tokens).toMatchObject([
      { id, name: 'import', usedOn: expect.any(String) },
    ]);
    await ask(`DELETE /tokens/${id}`);
    expect((await by('GET', '/orders')).statusCode).toBe(401);
  });
});
