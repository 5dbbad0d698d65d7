import { describe, expect, it } from 'vitest';
import { heldAccount } from '../../test/support/held-account.ts';
import { codeOf, member, PASSWORD, signInAs, signInDesk } from '../../test/support/signing-in.ts';
import { testServer, uuid } from '../../test/support/store.ts';
import { inSession } from '../store/transaction.ts';
import { changeAccount } from './change-account.ts';
import { changePassword } from './change-password.ts';
import { endOtherSessions, endSession, endSessionsOf, listSessions, signOut } from './own-sessions.ts';
import { reauthenticate } from './reauthenticate.ts';
import { checkFresh, signedIn } from './signed-in.ts';

const newStore = testServer();
const [MINUTE, HOUR] = [60_000, 3_600_000];
const NEXT = 'granite otter lantern';

async function deskWithSession() {
  const made = await signInDesk(await newStore());
  const actor = await member(made, 'quarble');
  return { ...made, actor, ...(await signInAs(made.desk, 'quarble')) };
}

describe('a session', () => {
  it('is over an hour after its last use, and twelve hours after it began', async () => {
    const { desk, later, secret } = await deskWithSession();
    later(HOUR - 1);
    expect(await signedIn(desk, secret)).toBeDefined();
    for (let hours = 1; hours < 12; hours++) {
      later(HOUR - MINUTE);
      expect(await signedIn(desk, secret)).toMatchObject({ accountName: 'quarble' });
    }
    later(11 * MINUTE + 1);
    expect(await signedIn(desk, secret)).toBeUndefined();
    const again = await signInAs(desk, 'quarble');
    later(HOUR);
    expect(await signedIn(desk, again.secret)).toBeUndefined();
  });

  it('notes its use once a minute at most', async () => {
    const { store, desk, later, secret } = await deskWithSession();
    const usedAt = async () => {
      const { rows } = await store.database.owner.query<{ at: Date }>('select used_at as at from vigie.session');
      return rows[0]!.at.getTime();
    };
    const began = await usedAt();
    later(MINUTE - 1);
    await signedIn(desk, secret);
    expect(await usedAt()).toBe(began);
    later(1);
    await Promise.all([signedIn(desk, secret), signedIn(desk, secret)]);
    expect(await usedAt()).toBe(began + MINUTE);
  });

  it('has the rights of the moment, and none once the account is locked, even when that is opened again', async () => {
    const { desk, administrator, actor, secret } = await deskWithSession();
    await changeAccount(desk, administrator, { id: actor.id, roles: ['inspector'] });
    expect((await signedIn(desk, secret))?.actor.roles).toEqual(['inspector']);
    await changeAccount(desk, administrator, { id: actor.id, state: 'locked' });
    expect(await signedIn(desk, secret)).toBeUndefined();
    await changeAccount(desk, administrator, { id: actor.id, state: 'active' });
    expect(await signedIn(desk, secret)).toBeUndefined();
  });

  it('is found by its secret and by nothing else', async () => {
    const { desk, secret } = await deskWithSession();
    const wrong = [
      secret.slice(1),
      `${secret}A`,
      secret.toLowerCase(),
      '',
      ' '.repeat(43),
      'A'.repeat(43),
      'x'.repeat(1e6),
    ];
    for (const other of wrong) expect(await signedIn(desk, other)).toBeUndefined();
  });

  it('is listed by its account alone, which ends it; nobody ends one of another', async () => {
    const made = await deskWithSession();
    const { store, desk, administrator, actor, secret, session } = made;
    const other = await member(made, 'other');
    const theirs = await signInAs(desk, 'other');
    expect(await listSessions(desk, actor)).toMatchObject([
      { id: session.sessionId, method: 'password', client: 'a browser' },
    ]);
    expect(await listSessions(desk, administrator)).toEqual([]);
    const seen = { actorId: other.id, clearanceId: other.clearanceId, now: desk.now() };
    const rows = await inSession(store.database.app, seen, (client) =>
      client.query('select account_id from vigie.session'),
    );
    expect(rows.rows).toEqual([{ account_id: other.id }]);
    for (const column of ['hash', '*']) {
      const asked = inSession(store.database.app, seen, (client) =>
        client.query(`select ${column} from vigie.session`),
      );
      await expect(asked).rejects.toMatchObject({ code: '42501' });
    }
    for (const id of [session.sessionId, uuid(), 'x']) {
      await expect(endSession(desk, other, id)).rejects.toMatchObject({ code: 'session-not-found' });
    }
    await endSession(desk, actor, session.sessionId);
    expect(await signedIn(desk, secret)).toBeUndefined();
    expect(await signedIn(desk, theirs.secret)).toBeDefined();
  });

  it('ends with the others, by signing out, and by an administrator who sees none', async () => {
    const { desk, administrator, actor, secret, session } = await deskWithSession();
    const second = await signInAs(desk, 'quarble');
    expect(await endOtherSessions(desk, session)).toEqual({ ended: 1 });
    expect(await signedIn(desk, second.secret)).toBeUndefined();
    expect(await signOut(desk, session)).toEqual({ ended: 1 });
    expect(await signOut(desk, session)).toEqual({ ended: 0 });
    expect(await signedIn(desk, secret)).toBeUndefined();
    const third = await signInAs(desk, 'quarble');
    expect(await codeOf(endSessionsOf(desk, actor, actor.id))).toBe('action-not-your-role');
    expect(await endSessionsOf(desk, administrator, actor.id)).toEqual({ ended: 1 });
    expect(await signedIn(desk, third.secret)).toBeUndefined();
  });
});

describe('who is signed in', () => {
  it('is fresh for ten minutes, and again after proving it once more', async () => {
    const { desk, later, secret } = await deskWithSession();
    const now = async () => (await signedIn(desk, secret))!;
    later(10 * MINUTE);
    checkFresh(await now(), desk.now());
    later(1);
    const stale = await now();
    expect(() => checkFresh(stale, desk.now())).toThrow(expect.objectContaining({ code: 'reauthentication-wanted' }));
    await expect(reauthenticate(desk, stale, { password: 'wrong' })).rejects.toMatchObject({ code: 'sign-in-refused' });
    await reauthenticate(desk, stale, { password: PASSWORD });
    checkFresh(await now(), desk.now());
    const ahead = { ...(await now()), reauthenticatedAt: new Date(desk.now() + 1) };
    expect(() => checkFresh(ahead, desk.now())).toThrow(expect.objectContaining({ code: 'reauthentication-wanted' }));
  });

  it('may fail five times to prove it, which slows down nobody but that session', async () => {
    const { desk, later, secret, session } = await deskWithSession();
    for (let tries = 0; tries < 5; tries++) await codeOf(reauthenticate(desk, session, { password: 'wrong' }));
    expect(await codeOf(reauthenticate(desk, session, { password: PASSWORD }))).toBe('sign-in-too-often');
    const second = await signInAs(desk, 'quarble');
    expect(await codeOf(reauthenticate(desk, second.session, { password: PASSWORD }))).toBe('done');
    later(30_000);
    expect(await codeOf(reauthenticate(desk, session, { password: PASSWORD }))).toBe('done');
    expect(await signedIn(desk, secret)).toBeDefined();
  });

  it('changes the password by the one until now, and ends all other sessions', async () => {
    const { desk, secret, session } = await deskWithSession();
    const second = await signInAs(desk, 'quarble');
    const change = (password: string, newPassword: string) =>
      codeOf(changePassword(desk, session, { password, newPassword }));
    expect(await change('wrong', NEXT)).toBe('sign-in-refused');
    expect(await change(PASSWORD, 'short')).toBe('password-length');
    for (const weak of ['quarble12345', 'password1234', 'aaaaaaaaaaaa', 'qwertyuiop12']) {
      expect(await change(PASSWORD, weak)).toBe('password-weak');
    }
    expect(await change(PASSWORD, NEXT)).toBe('done');
    expect(await signedIn(desk, secret)).toBeDefined();
    expect(await signedIn(desk, second.secret)).toBeUndefined();
    expect(await codeOf(signInAs(desk, 'quarble'))).toBe('sign-in-refused');
    expect(await codeOf(signInAs(desk, 'quarble', { password: NEXT }))).toBe('done');
  });

  it('changes a password that was proved, and none that meanwhile took its place', async () => {
    const { store, desk, actor, session } = await deskWithSession();
    const held = await heldAccount(store, actor.id);
    const changes = [NEXT, 'walnut ferry sextant'].map((newPassword) =>
      codeOf(changePassword(desk, session, { password: PASSWORD, newPassword })),
    );
    await held.waiting(2);
    await held.letGo();
    expect((await Promise.all(changes)).sort()).toEqual(['done', 'sign-in-refused']);
  });

  it('lets nobody in, nor prove who they are, by a password that is changed meanwhile', async () => {
    const { store, desk, actor, session } = await deskWithSession();
    const held = await heldAccount(store, actor.id);
    const change = codeOf(changePassword(desk, session, { password: PASSWORD, newPassword: NEXT }));
    await held.waiting(1);
    const begun = codeOf(signInAs(desk, 'quarble'));
    await held.waiting(2);
    const proved = codeOf(reauthenticate(desk, session, { password: PASSWORD }));
    await held.waiting(3);
    await held.letGo();
    expect([await change, await begun, await proved]).toEqual(['done', 'sign-in-refused', 'sign-in-refused']);
    expect(await listSessions(desk, actor)).toHaveLength(1);
  });
});
