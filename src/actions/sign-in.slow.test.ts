import type pg from 'pg';
import { describe, expect, it } from 'vitest';
import { entriesOf } from '../../test/support/desk.ts';
import { placesOf } from '../../test/support/places.ts';
import { CLIENT, codeOf, member, PASSWORD, signInAs, signInDesk, told } from '../../test/support/signing-in.ts';
import { testServer } from '../../test/support/store.ts';
import { accountsMeant } from './accounts-meant.ts';
import { changeAccount } from './change-account.ts';
import { signIn } from './sign-in.ts';
import { signedIn } from './signed-in.ts';

const newStore = testServer();
const MINUTE = 60_000;
const WRONG = 'another harbour ninety';

async function deskWithMember(name = 'Zoë Quarble') {
  const made = await signInDesk(await newStore());
  return { ...made, actor: await member(made, name) };
}

/** The same pool, which notes what is asked of it. */
function listenedTo(pool: pg.Pool, asked: string[]): pg.Pool {
  return new Proxy(pool, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== 'function') return value;
      return (...given: readonly unknown[]) => {
        asked.push(`${String(key)} ${String(given[0])}`);
        return Reflect.apply(value, target, given);
      };
    },
  });
}

describe('signing in', () => {
  it('begins a session of the account, in which it acts by its roles and clearance', async () => {
    const { desk, actor } = await deskWithMember();
    const { secret, session } = await signInAs(desk, 'Zoë Quarble');
    expect(session).toMatchObject({ actor, accountName: 'Zoë Quarble', reauthenticatedAt: new Date(desk.now()) });
    expect(await signedIn(desk, secret)).toEqual(session);
    expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it('takes a name in any case and composition, and a password typed on another machine', async () => {
    const { desk, actor } = await deskWithMember();
    for (const name of ['zoë quarble', 'ZOE\u0308 QUARBLE', ' Zoë Quarble ', actor.id]) {
      expect((await signInAs(desk, name)).session.actor.id).toBe(actor.id);
    }
    expect((await signInAs(desk, 'Zoë Quarble', { password: 'ｋettle harbour ninety' })).session.actor.id).toBe(
      actor.id,
    );
  });

  it('refuses who is not known, who is locked, who has no password and who types a wrong one in the same words', async () => {
    const { store, desk, administrator } = await deskWithMember();
    const locked = await member({ store, desk, administrator, later: () => undefined }, 'locked one');
    await changeAccount(desk, administrator, { id: locked.id, state: 'locked' });
    const tries = [
      signInAs(desk, 'Zoë Quarble', { password: WRONG }),
      signInAs(desk, 'Zoë Quarble', { password: '' }),
      signInAs(desk, 'Zoë Quarble', { password: PASSWORD.repeat(100) }),
      signInAs(desk, 'locked one'),
      signInAs(desk, 'locked one', { password: WRONG }),
      signInAs(desk, 'somebody'),
      signInAs(desk, 'nobody at all'),
      signInAs(desk, 'no\0body'),
      signInAs(desk, 'x'.repeat(10_000)),
      signInAs(desk, '00000000-0000-0000-0000-000000000000'),
    ];
    const answers = await Promise.all(tries.map(told));
    expect([...new Set(answers)]).toEqual([expect.stringContaining('sign-in-refused')]);
  });

  it('lets the password say which of several people of one name is meant', async () => {
    const made = await signInDesk(await newStore());
    const [one, other] = [await member(made, 'Kim'), await member(made, 'kim')];
    await expect(signInAs(made.desk, 'Kim')).rejects.toMatchObject({ code: 'sign-in-refused' });
    const { hashPassword } = await import('./password-hash.ts');
    await made.store.database.work.query('update vigie.account_password set hash = $2 where account_id = $1', [
      other.id,
      await hashPassword(WRONG),
    ]);
    expect((await signInAs(made.desk, 'Kim')).session.actor.id).toBe(one.id);
    expect((await signInAs(made.desk, 'Kim', { password: WRONG })).session.actor.id).toBe(other.id);
  });

  it('compares a password as often for a name that nobody has, one has and many have', async () => {
    const made = await signInDesk(await newStore());
    const ids: string[] = [];
    for (const name of ['alone', 'Kim', 'kim', 'KIM']) ids.push((await member(made, name)).id);
    const meant = (name: string) => accountsMeant(made.desk, name);
    for (const name of ['alone', 'kim', 'nobody', '', 'x'.repeat(10_000)]) expect(await meant(name)).toHaveLength(2);
    for (const id of [ids[0]!, '00000000-0000-4000-8000-000000000000']) expect(await meant(id)).toHaveLength(1);
    for (const id of ids) expect(await codeOf(signInAs(made.desk, id))).toBe('done');
  });

  it('is in the log with the account, and nothing that was typed is anywhere', async () => {
    const { store, desk, actor } = await deskWithMember();
    await signInAs(desk, 'Zoë Quarble');
    await codeOf(signInAs(desk, 'Zoë Quarble', { password: WRONG }));
    await codeOf(signInAs(desk, 'typedbymistake'));
    const entries = (await entriesOf(store)).filter(({ action }) => action === 'sign-in');
    const account = { noun: 'account', id: actor.id };
    expect(entries.map(({ outcome, objects }) => ({ outcome, objects }))).toEqual(
      expect.arrayContaining([
        { outcome: 'done', objects: [account] },
        { outcome: 'refused', objects: [account] },
        { outcome: 'refused', objects: [] },
      ]),
    );
    for (const typed of [PASSWORD, WRONG, 'typedbymistake', CLIENT.address])
      expect(await placesOf(store, typed)).toEqual([]);
  });
});

describe('failing often', () => {
  const elsewhere = { ...CLIENT, address: '198.51.100.9' };

  it('makes that account wait at that address, and no other', async () => {
    const made = await deskWithMember();
    const { desk, later } = made;
    await member(made, 'other');
    const fail = () => codeOf(signInAs(desk, 'Zoë Quarble', { password: WRONG }));
    for (let tries = 0; tries < 5; tries++) expect(await fail()).toBe('sign-in-refused');
    await expect(signInAs(desk, 'Zoë Quarble')).rejects.toMatchObject({ code: 'sign-in-too-often', retryAfter: 30 });
    expect(await codeOf(signInAs(desk, 'other'))).toBe('done');
    const there = { name: 'Zoë Quarble', password: PASSWORD, client: elsewhere };
    expect(await codeOf(signIn(desk, there))).toBe('done');
    later(29_000);
    await expect(signInAs(desk, 'Zoë Quarble')).rejects.toMatchObject({ code: 'sign-in-too-often', retryAfter: 1 });
    later(1000);
    expect(await codeOf(signInAs(desk, 'Zoë Quarble'))).toBe('done');
    expect(await fail()).toBe('sign-in-refused');
    expect(await codeOf(signInAs(desk, 'Zoë Quarble'))).toBe('done');
  });

  it('makes the wait longer, but never than a quarter of an hour, and a name that nobody has waits alike', async () => {
    const { desk, later } = await deskWithMember();
    for (const name of ['Zoë Quarble', 'nobody']) {
      const waits: number[] = [];
      for (let tries = 0; tries < 11; tries++) {
        await codeOf(signInAs(desk, name, { password: WRONG }));
        const refused = await signInAs(desk, name, { password: WRONG }).catch((error) => error);
        waits.push(refused.retryAfter ?? 0);
        if (tries < 3) continue;
        later((refused.retryAfter ?? 0) * 1000);
      }
      expect(waits.at(-1)).toBe(900);
      expect(waits.filter((wait) => wait > 0)[0]).toBe(30);
    }
  });

  it('gets many tries at once no further than one after the other', async () => {
    const { desk } = await deskWithMember();
    const tries = Array.from({ length: 20 }, () => codeOf(signInAs(desk, 'Zoë Quarble', { password: WRONG })));
    const answers = await Promise.all(tries);
    expect(answers.filter((code) => code === 'sign-in-refused')).toHaveLength(5);
    expect(answers.filter((code) => code === 'sign-in-too-often')).toHaveLength(15);
  });

  it('makes an address wait that goes through names, one of IPv6 with all of its network', async () => {
    const { desk, later } = await deskWithMember();
    const at = (place: number) => ({ address: `2001:db8:0:7::${place.toString(16)}`, description: '' });
    for (let tries = 0; tries < 50; tries++) {
      const typed = { name: `name ${tries}`, password: WRONG, client: at(tries + 1) };
      expect(await codeOf(signIn(desk, typed))).toBe('sign-in-refused');
    }
    const typed = { name: 'Zoë Quarble', password: PASSWORD };
    expect(await codeOf(signIn(desk, { ...typed, client: at(999) }))).toBe('sign-in-too-often');
    expect(await codeOf(signIn(desk, { ...typed, client: { ...CLIENT, address: '2001:db8:0:8::1' } }))).toBe('done');
    later(30_000);
    expect(await codeOf(signIn(desk, { ...typed, client: at(999) }))).toBe('done');
  });

  it('by address is asked before anything is read of accounts', async () => {
    const { store, desk } = await deskWithMember();
    const asked: string[] = [];
    const listening = { ...desk, database: { ...store.database, work: listenedTo(store.database.work, asked) } };
    for (let tries = 0; tries < 50; tries++) await codeOf(signInAs(desk, `name ${tries}`, { password: WRONG }));
    expect(await codeOf(signInAs(listening, 'Zoë Quarble'))).toBe('sign-in-too-often');
    expect(asked).toEqual([expect.stringContaining('vigie.sign_in_try')]);
  });

  it('from everywhere slows an account down for a minute, but not where it signed in before', async () => {
    const { desk, later } = await deskWithMember();
    expect(await codeOf(signInAs(desk, 'Zoë Quarble'))).toBe('done');
    for (let place = 0; place < 100; place++) {
      const client = { address: `198.51.100.${place}`, description: '' };
      await codeOf(signIn(desk, { name: 'Zoë Quarble', password: WRONG, client }));
    }
    const there = { name: 'Zoë Quarble', password: PASSWORD, client: { ...CLIENT, address: '203.0.113.1' } };
    expect(await codeOf(signIn(desk, there))).toBe('sign-in-too-often');
    expect(await codeOf(signInAs(desk, 'Zoë Quarble'))).toBe('done');
    later(MINUTE);
    expect(await codeOf(signIn(desk, there))).toBe('done');
  });
});
