import { describe, expect, it } from 'vitest';
import { actorOf, deskOn, entriesOf } from '../../test/support/desk.ts';
import { heldAccount } from '../../test/support/held-account.ts';
import { CLIENT, codeOf, member, PASSWORD, READER, signInAs, signInDesk, told } from '../../test/support/signing-in.ts';
import { testServer, uuid } from '../../test/support/store.ts';
import { acceptLink, readLink } from './accept-link.ts';
import { changeAccount } from './change-account.ts';
import { changePassword } from './change-password.ts';
import { linkIdentity, unlinkIdentity } from './link-identity.ts';
import { invitePerson, linkPerson, resetCredentials } from './make-link.ts';
import { makeSetUpLink } from './make-set-up-link.ts';
import { createToken, listTokens } from './own-tokens.ts';
import { sessionOfIdentity } from './session-of-identity.ts';
import { signedIn } from './signed-in.ts';

const newStore = testServer();
const DAY = 86_400_000;
const NEXT = 'granite otter lantern';

async function deskWithNewcomer() {
  const made = await signInDesk(await newStore());
  const { actorId } = await made.store.session(READER, ['editor']);
  return { ...made, actorId };
}

describe('a link', () => {
  it('lets somebody take a password, once', async () => {
    const { desk, administrator, actorId } = await deskWithNewcomer();
    const { secret, purpose, accountName } = await invitePerson(desk, administrator, actorId);
    expect({ purpose, accountName }).toEqual({ purpose: 'invite', accountName: 'somebody' });
    expect(await readLink(desk, secret)).toMatchObject({ purpose: 'invite', accountName: 'somebody' });
    expect(await codeOf(acceptLink(desk, secret, { password: 'short', client: CLIENT }))).toBe('password-length');
    expect(await codeOf(acceptLink(desk, secret, { password: 'somebody1234', client: CLIENT }))).toBe('password-weak');
    expect(await acceptLink(desk, secret, { password: PASSWORD, client: CLIENT })).toEqual({
      accountId: actorId,
      accountName: 'somebody',
    });
    expect(await readLink(desk, secret)).toBeUndefined();
    expect((await signInAs(desk, actorId)).session.actor.id).toBe(actorId);
  });

  it('that was used, is over, is of a locked account, was replaced or never was is refused in the same words', async () => {
    const { store, desk, administrator, actorId, later } = await deskWithNewcomer();
    const replaced = await invitePerson(desk, administrator, actorId);
    const used = await invitePerson(desk, administrator, actorId);
    await acceptLink(desk, used.secret, { password: PASSWORD, client: CLIENT });
    const [other, locked] = [await store.session(READER), await store.session(READER)];
    const lockedOut = await invitePerson(desk, administrator, locked.actorId);
    await changeAccount(desk, administrator, { id: locked.actorId, state: 'locked' });
    const over = await resetCredentials(desk, administrator, other.actorId);
    later(DAY);
    const secrets = [replaced.secret, used.secret, lockedOut.secret, over.secret, 'A'.repeat(43), '', 'x'];
    const answers = await Promise.all(
      secrets.map((secret) => told(acceptLink(desk, secret, { password: PASSWORD, client: CLIENT }))),
    );
    expect([...new Set(answers)]).toEqual([expect.stringContaining('link-not-valid')]);
  });

  it('used twice at once is used by one', async () => {
    const { desk, administrator, actorId } = await deskWithNewcomer();
    const { secret } = await invitePerson(desk, administrator, actorId);
    const passwords = [PASSWORD, NEXT];
    const answers = await Promise.all(
      passwords.map((password) => codeOf(acceptLink(desk, secret, { password, client: CLIENT }))),
    );
    expect([...answers].sort()).toEqual(['done', 'link-not-valid']);
    const winner = passwords[answers.indexOf('done')]!;
    expect(await codeOf(signInAs(desk, actorId, { password: winner }))).toBe('done');
  });

  it('of a reset takes away what there was, but only when it is used', async () => {
    const made = await deskWithNewcomer();
    const { desk, administrator } = made;
    const { id } = await member(made, 'quarble');
    const { secret } = await signInAs(desk, 'quarble');
    expect(await codeOf(invitePerson(desk, administrator, id))).toBe('link-account-has-ways-in');
    const link = await resetCredentials(desk, administrator, id);
    expect(await signedIn(desk, secret)).toBeDefined();
    await acceptLink(desk, link.secret, { password: NEXT, client: CLIENT });
    expect(await signedIn(desk, secret)).toBeUndefined();
    expect(await codeOf(signInAs(desk, 'quarble'))).toBe('sign-in-refused');
    expect(await codeOf(signInAs(desk, 'quarble', { password: NEXT }))).toBe('done');
  });

  it('of an invitation counts no more once the account can sign in otherwise', async () => {
    const { store, desk, administrator, actorId } = await deskWithNewcomer();
    const identity = { issuer: 'https://id.example', subject: 'a' };
    const accept = async ({ secret }: { readonly secret: string }) =>
      codeOf(acceptLink(desk, secret, { password: NEXT, client: CLIENT }));
    const dropped = await invitePerson(desk, administrator, actorId);
    await linkIdentity(desk, administrator, { ...identity, accountId: actorId });
    expect(await readLink(desk, dropped.secret)).toBeUndefined();
    await unlinkIdentity(desk, administrator, { issuer: identity.issuer, accountId: actorId });
    const stale = await invitePerson(desk, administrator, actorId);
    // Linked at the moment in which the invitation is used: it waits for the one who links.
    const held = await heldAccount(store, actorId);
    const linked = linkIdentity(desk, administrator, { ...identity, accountId: actorId });
    await held.waiting(1);
    const accepted = accept(stale);
    await held.waiting(2);
    await held.letGo();
    await linked;
    expect(await accepted).toBe('link-not-valid');
    const { session } = await sessionOfIdentity(desk, { ...identity, client: CLIENT });
    const reset = await resetCredentials(desk, administrator, actorId);
    await changePassword(desk, session, { newPassword: PASSWORD });
    expect(await accept(reset)).toBe('link-not-valid');
    expect(await codeOf(signInAs(desk, actorId))).toBe('done');
  });

  it('of a reset is not undone by who changes the password, or takes a token, at the same moment', async () => {
    const made = await deskWithNewcomer();
    const { store, desk, administrator } = made;
    const { id } = await member(made, 'quarble');
    const { session } = await signInAs(desk, 'quarble');
    const { secret } = await resetCredentials(desk, administrator, id);
    const held = await heldAccount(store, id);
    const reset = acceptLink(desk, secret, { password: NEXT, client: CLIENT });
    await held.waiting(1);
    const change = codeOf(changePassword(desk, session, { password: PASSWORD, newPassword: 'walnut ferry sextant' }));
    await held.waiting(2);
    const token = { name: 'x', scopes: ['read'], expiresAt: new Date(desk.now() + DAY) } as const;
    const taken = codeOf(createToken(desk, session.actor, { ...token, sessionId: session.sessionId }));
    await held.waiting(3);
    await held.letGo();
    await reset;
    expect([await change, await taken]).toEqual(['session-not-found', 'session-not-found']);
    expect(await codeOf(signInAs(desk, 'quarble', { password: NEXT }))).toBe('done');
    expect(await listTokens(desk, session.actor)).toEqual([]);
  });

  it('that is none makes whoever shows many of them wait, and leaves no entry', async () => {
    const { store, desk, administrator, actorId } = await deskWithNewcomer();
    const { secret } = await invitePerson(desk, administrator, actorId);
    const before = (await entriesOf(store)).length;
    const accept = (shown: string, client = CLIENT) => codeOf(acceptLink(desk, shown, { password: 'short', client }));
    for (let tries = 0; tries < 50; tries++) {
      const shown = tries % 2 ? 'A'.repeat(43) : 'x';
      expect(await accept(shown)).toBe('link-not-valid');
    }
    expect(await accept(secret)).toBe('sign-in-too-often');
    expect((await entriesOf(store)).length).toBe(before);
    const elsewhere = { ...CLIENT, address: '198.51.100.9' };
    for (let tries = 0; tries < 60; tries++) expect(await accept(secret, elsewhere)).toBe('password-length');
  });

  it('is made by administrators for others, for themselves on the machine of the desk alone', async () => {
    const { store, desk, administrator, actorId } = await deskWithNewcomer();
    const editor = await actorOf(store, READER, ['editor']);
    expect(await codeOf(invitePerson(desk, editor, actorId))).toBe('action-not-your-role');
    expect(await codeOf(resetCredentials(desk, administrator, administrator.id))).toBe('account-own-change');
    for (const id of [uuid(), 'x']) expect(await codeOf(linkPerson(desk, administrator, id))).toBe('reader-not-found');
    await changeAccount(desk, administrator, { id: actorId, state: 'locked' });
    expect(await codeOf(linkPerson(desk, administrator, actorId))).toBe('link-account-not-active');
    const operator = { ...administrator, isOnMachine: true } as const;
    const link = await linkPerson(desk, operator, administrator.id);
    expect(link.purpose).toBe('invite');
    await acceptLink(desk, link.secret, { password: PASSWORD, client: CLIENT });
    expect((await linkPerson(desk, operator, administrator.id)).purpose).toBe('reset');
  });
});

describe('the first link of a desk', () => {
  const first = { name: 'Ada', scheme: 'desk', marking: 'PUBLIC', clearance: READER };

  it('makes the first account where there is none', async () => {
    const desk = deskOn(await newStore());
    const { secret, accountName } = await makeSetUpLink(desk);
    expect(accountName).toBeUndefined();
    expect(await codeOf(acceptLink(desk, secret, { password: PASSWORD, client: CLIENT }))).toBe('set-up-account');
    await acceptLink(desk, secret, { password: PASSWORD, first, client: CLIENT });
    expect((await signInAs(desk, 'ada')).session.actor.roles).toContain('administrator');
    expect(await codeOf(makeSetUpLink(desk))).toBe('set-up-done');
  });

  it('goes to the first administrator where there is one, and counts no more once anybody can sign in', async () => {
    const { desk, administrator, actorId } = await deskWithNewcomer();
    const early = await makeSetUpLink(desk);
    const link = await makeSetUpLink(desk);
    expect(await codeOf(acceptLink(desk, early.secret, { password: PASSWORD, client: CLIENT }))).toBe('link-not-valid');
    const invited = await invitePerson(desk, administrator, actorId);
    await acceptLink(desk, invited.secret, { password: PASSWORD, client: CLIENT });
    expect(await codeOf(acceptLink(desk, link.secret, { password: PASSWORD, client: CLIENT }))).toBe('link-not-valid');
  });

  it('made and used twice at once lets one person in', async () => {
    const desk = deskOn(await newStore());
    const links = await Promise.all([makeSetUpLink(desk), makeSetUpLink(desk)]);
    const answers = await Promise.all(
      links.map(({ secret }, place) =>
        codeOf(
          acceptLink(desk, secret, { password: PASSWORD, client: CLIENT, first: { ...first, name: `Ada ${place}` } }),
        ),
      ),
    );
    expect(answers.filter((code) => code === 'done')).toHaveLength(1);
  });
});
