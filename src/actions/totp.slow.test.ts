import { generate } from 'otplib';
import { describe, expect, it } from 'vitest';
import { placesOf } from '../../test/support/places.ts';
import { codeOf, member, PASSWORD, signInAs, signInDesk } from '../../test/support/signing-in.ts';
import { testServer } from '../../test/support/store.ts';
import { identityKeyOf } from '../store/identity-key.ts';
import { confirmTotp, countRecoveryCodes, removeTotp, startTotp } from './enrol-totp.ts';
import { endSessionsOf } from './own-sessions.ts';
import { reauthenticate } from './reauthenticate.ts';

const newStore = testServer();
const [SECOND, MINUTE] = [1000, 60_000];

async function deskWithCodes() {
  const made = await signInDesk(await newStore());
  const { desk, later } = made;
  await member(made, 'quarble');
  const { session } = await signInAs(desk, 'quarble');
  const { secret, uri, ticket } = await startTotp(desk, session);
  const codeAt = (milliseconds = 0) => generate({ secret, epoch: Math.floor((desk.now() + milliseconds) / SECOND) });
  const { recoveryCodes } = await confirmTotp(desk, session, { ticket, code: await codeAt() });
  later(30 * SECOND);
  return { ...made, session, secret, uri, codeAt, recoveryCodes };
}

describe('codes by time', () => {
  it('are asked for after a right password only, and each counts once', async () => {
    const { desk, codeAt, later } = await deskWithCodes();
    expect(await codeOf(signInAs(desk, 'quarble'))).toBe('sign-in-code-wanted');
    expect(await codeOf(signInAs(desk, 'quarble', { password: 'wrong' }))).toBe('sign-in-refused');
    expect(await codeOf(signInAs(desk, 'quarble', { totp: '000000' }))).toBe('sign-in-code-wrong');
    const totp = await codeAt();
    expect(await codeOf(signInAs(desk, 'quarble', { totp }))).toBe('done');
    expect(await codeOf(signInAs(desk, 'quarble', { totp }))).toBe('sign-in-code-wrong');
    later(30 * SECOND);
    const spaced = (await codeAt()).replace(/^.../, '$& ');
    expect(await codeOf(signInAs(desk, 'quarble', { totp: spaced }))).toBe('done');
  });

  it('may be half a minute early or late, and no more', async () => {
    const { desk, codeAt, later } = await deskWithCodes();
    later(5 * MINUTE);
    const [early, tooEarly, tooLate] = [
      await codeAt(30 * SECOND),
      await codeAt(61 * SECOND),
      await codeAt(-61 * SECOND),
    ];
    expect(await codeOf(signInAs(desk, 'quarble', { totp: tooEarly }))).toBe('sign-in-code-wrong');
    expect(await codeOf(signInAs(desk, 'quarble', { totp: tooLate }))).toBe('sign-in-code-wrong');
    expect(await codeOf(signInAs(desk, 'quarble', { totp: early }))).toBe('done');
  });

  it('used twice at once let in once', async () => {
    const { desk, codeAt } = await deskWithCodes();
    const totp = await codeAt();
    const both = await Promise.all([1, 2].map(() => codeOf(signInAs(desk, 'quarble', { totp }))));
    expect(both.sort()).toEqual(['done', 'sign-in-code-wrong']);
  });

  it('cannot be guessed: asking for a code is free, a wrong one is a failure', async () => {
    const { desk, codeAt } = await deskWithCodes();
    for (let tries = 0; tries < 10; tries++)
      expect(await codeOf(signInAs(desk, 'quarble'))).toBe('sign-in-code-wanted');
    for (let tries = 0; tries < 5; tries++) {
      await codeOf(signInAs(desk, 'quarble'));
      expect(await codeOf(signInAs(desk, 'quarble', { totp: `00000${tries}` }))).toBe('sign-in-code-wrong');
    }
    expect(await codeOf(signInAs(desk, 'quarble', { totp: await codeAt() }))).toBe('sign-in-too-often');
  });

  it('are asked when one proves once more who one is', async () => {
    const { desk, session, codeAt } = await deskWithCodes();
    expect(await codeOf(reauthenticate(desk, session, { password: PASSWORD }))).toBe('sign-in-code-wanted');
    expect(await codeOf(reauthenticate(desk, session, { password: PASSWORD, totp: await codeAt() }))).toBe('done');
  });

  it('can be replaced by recovery codes, each once, until codes are no longer asked', async () => {
    const { desk, session, recoveryCodes } = await deskWithCodes();
    expect(recoveryCodes).toHaveLength(10);
    expect(new Set(recoveryCodes).size).toBe(10);
    const [one, two] = [recoveryCodes[0]!, recoveryCodes[1]!];
    expect(await codeOf(signInAs(desk, 'quarble', { totp: one }))).toBe('done');
    expect(await codeOf(signInAs(desk, 'quarble', { totp: one }))).toBe('sign-in-code-wrong');
    const both = await Promise.all(
      [1, 2].map(() => codeOf(signInAs(desk, 'quarble', { totp: two.replaceAll('-', ' ').toUpperCase() }))),
    );
    expect(both.sort()).toEqual(['done', 'sign-in-code-wrong']);
    expect(await countRecoveryCodes(desk, session.actor)).toEqual({ left: 8 });
    await removeTotp(desk, session);
    expect(await codeOf(signInAs(desk, 'quarble'))).toBe('done');
  });

  it('begin with a code that fits, of who proved just now who they are, in ten minutes', async () => {
    const { desk, session, later } = await deskWithCodes();
    const started = await startTotp(desk, session);
    expect(await codeOf(confirmTotp(desk, session, { ticket: started.ticket, code: '000000' }))).toBe(
      'sign-in-code-wrong',
    );
    expect(await codeOf(confirmTotp(desk, session, { ticket: 'x', code: '000000' }))).toBe('totp-ticket');
    const other = { ...session, actor: { ...session.actor, id: '00000000-0000-4000-8000-000000000000' } };
    expect(await codeOf(confirmTotp(desk, other, { ticket: started.ticket, code: '000000' }))).toBe('totp-ticket');
    later(10 * MINUTE);
    expect(await codeOf(confirmTotp(desk, session, { ticket: started.ticket, code: '0' }))).toBe(
      'reauthentication-wanted',
    );
    const fresh = { ...session, reauthenticatedAt: new Date(desk.now()) };
    expect(await codeOf(confirmTotp(desk, fresh, { ticket: started.ticket, code: '0' }))).toBe('totp-ticket');
  });

  it('are neither asked from now on nor let go in a session that was ended meanwhile', async () => {
    const { desk, administrator, session } = await deskWithCodes();
    const { ticket, secret } = await startTotp(desk, session);
    await endSessionsOf(desk, administrator, session.actor.id);
    const code = await generate({ secret, epoch: Math.floor(desk.now() / SECOND) });
    expect(await codeOf(confirmTotp(desk, session, { ticket, code }))).toBe('session-not-found');
    expect(await codeOf(removeTotp(desk, session))).toBe('session-not-found');
    expect(await codeOf(signInAs(desk, 'quarble'))).toBe('sign-in-code-wanted');
  });

  it('stand sealed in the database, and open by no other key', async () => {
    const { store, desk, secret, uri, recoveryCodes, codeAt } = await deskWithCodes();
    expect(uri).toContain(secret);
    for (const text of [secret, recoveryCodes[0]!, recoveryCodes[0]!.replaceAll('-', '')]) {
      expect(await placesOf(store, text)).toEqual([]);
    }
    const moved = { ...desk, identityKey: async () => identityKeyOf(Buffer.alloc(32, 8)) };
    expect(await codeOf(signInAs(moved, 'quarble', { totp: await codeAt() }))).toBe('identity-key-other');
  });
});
