import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type IdentityHouse, openIdentityHouse, whyNoHouse } from '../../../test/support/identity-house.ts';
import { IdentityProvider } from './identity-provider.ts';

const PAGE = 'http://127.0.0.1/identity';

describe.skipIf(whyNoHouse !== '')(`another house that is asked${whyNoHouse}`, () => {
  let house: IdentityHouse;
  let now = 0;
  beforeEach(async () => {
    house = await openIdentityHouse();
    now = Date.now();
  });
  afterEach(() => house.close());
  const provider = () => new IdentityProvider(house, () => now);

  it('is asked with a challenge, a state and a nonce of this once, and for fresh proof where that is wanted', async () => {
    const asked = [await provider().ask('sign-in', PAGE), await provider().ask('proof', PAGE)].map(
      ({ address }) => new URL(address).searchParams,
    );
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(asked[0]!.get(name)).toMatch(/^[\w-]{43}$/);
      expect(asked[0]!.get(name)).not.toBe(asked[1]!.get(name));
    }
    expect(Object.fromEntries(asked[0]!)).toMatchObject({
      code_challenge_method: 'S256',
      redirect_uri: PAGE,
      scope: 'openid',
    });
    expect([asked[0]!.get('prompt'), asked[1]!.get('prompt'), asked[1]!.get('max_age')]).toEqual([null, 'login', '0']);
  });

  it('is believed for what it was asked for alone, within its time, and by the desk that asked', async () => {
    const one = provider();
    const { held } = await one.ask('sign-in', PAGE);
    const answer = '?code=x&state=y';
    const refused = { code: 'sign-in-refused' };
    await expect(one.answer('proof', { held, answer })).rejects.toMatchObject(refused);
    await expect(provider().answer('sign-in', { held, answer })).rejects.toMatchObject(refused);
    await expect(one.answer('sign-in', { held: `${held}x`, answer })).rejects.toMatchObject(refused);
    await expect(one.answer('sign-in', { held, answer })).rejects.toMatchObject(refused);
    now += 10 * 60_000 + 1;
    await expect(one.answer('sign-in', { held, answer })).rejects.toMatchObject(refused);
  });

  it('that is out of reach is told as such, and asked again', async () => {
    let isDown = true;
    const settings = {
      ...house,
      fetch: ((...given: Parameters<NonNullable<typeof house.fetch>>) => {
        if (isDown) throw new TypeError('fetch failed');
        return house.fetch!(...given);
      }) as NonNullable<typeof house.fetch>,
    };
    const one = new IdentityProvider(settings, () => now);
    await expect(one.ask('sign-in', PAGE)).rejects.toMatchObject({ code: 'identity-provider' });
    isDown = false;
    expect((await one.ask('sign-in', PAGE)).address).toContain(house.issuer);
  });
});
