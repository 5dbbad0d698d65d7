import { describe, expect, it } from 'vitest';
import { get, openApi, send } from '../../test/support/api.ts';
import { Authenticator } from '../../test/support/authenticator.ts';
import { NOW, testServer } from '../../test/support/store.ts';

const freshStore = testServer();
const ORIGIN = 'http://localhost:4280';
const HEADERS = { host: 'localhost:4280', 'sec-fetch-site': 'same-origin', 'user-agent': 'a browser' };

describe('a passkey over HTTP', () => {
  it('is taken, lets in without a name, proves who one is, and is taken away', async () => {
    let now = NOW;
    const desk = await openApi(await freshStore(), { clock: () => now });
    const key = new Authenticator(ORIGIN);
    const { options } = (await send(desk, desk.ann, 'POST /passkeys/start', {})).json();
    expect(options.rp).toMatchObject({ id: 'localhost' });
    const kept = await send(desk, desk.ann, 'POST /passkeys', { name: 'blue key', response: key.create(options) });
    expect(kept.json()).toEqual({ id: expect.any(String) });
    expect((await get(desk, desk.ann, '/passkeys')).json().passkeys).toMatchObject([
      { name: 'blue key', usedAt: null },
    ]);
    expect((await get(desk, desk.ann, '/ways-in')).json()).toEqual({
      ...{ hasPassword: false, hasCodes: false, recoveryCodes: 0, identities: [] },
    });

    const ask = async (url: string, payload: object, cookie?: string) =>
      desk.api.inject({
        method: 'POST',
        url: `/api${url}`,
        headers: { ...HEADERS, ...(cookie && { cookie }) },
        payload,
      });
    const asked = (await ask('/session/passkey/start', {})).json();
    const begun = await ask('/session/passkey', { response: key.get(asked.options) });
    expect(begun.json()).toMatchObject({ id: desk.ann.id });
    const cookie = String(begun.headers['set-cookie']).split(';')[0]!;
    expect((await ask('/session/passkey', { response: key.get(asked.options) })).json().code).toBe('sign-in-refused');

    now += 11 * 60_000;
    expect((await ask('/passkeys/start', {}, cookie)).json().code).toBe('reauthentication-wanted');
    const again = (await ask('/session/proof/passkey/start', {}, cookie)).json();
    expect((await ask('/session/proof/passkey', { response: key.get(again.options) }, cookie)).statusCode).toBe(200);
    expect((await ask('/passkeys/start', {}, cookie)).statusCode).toBe(200);
    const removed = await desk.api.inject({
      method: 'DELETE',
      url: `/api/passkeys/${kept.json().id}`,
      headers: { ...HEADERS, cookie },
    });
    expect(removed.json().code).toBe('way-in-last');
  });

  it('that is no passkey is refused in one sentence, and for no other site', async () => {
    const desk = await openApi(await freshStore());
    const key = new Authenticator('http://evil.example');
    const { options } = (await send(desk, desk.ann, 'POST /passkeys/start', {})).json();
    for (const response of [{}, { id: 1 }, key.create(options)]) {
      const refused = await send(desk, desk.ann, 'POST /passkeys', { name: 'x', response });
      expect(refused.json()).toMatchObject({ status: 403, code: 'passkey-refused' });
    }
    expect(desk.faults).toEqual([]);
  });
});
