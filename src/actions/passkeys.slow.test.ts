import { describe, expect, it } from 'vitest';
import { Authenticator, type Deviation } from '../../test/support/authenticator.ts';
import { heldAccount } from '../../test/support/held-account.ts';
import { CLIENT, codeOf, member, signInAs, signInDesk, told } from '../../test/support/signing-in.ts';
import { testServer, uuid } from '../../test/support/store.ts';
import { acceptLink, readLink } from './accept-link.ts';
import { changeAccount } from './change-account.ts';
import { finishPasskey, listPasskeys, removePasskey, startPasskey } from './enrol-passkey.ts';
import { resetCredentials } from './make-link.ts';
import { endSessionsOf } from './own-sessions.ts';
import {
  finishPasskeySignIn,
  reauthenticateWithPasskey,
  startPasskeyReauthentication,
  startPasskeySignIn,
} from './sign-in-with-passkey.ts';
import { signedIn } from './signed-in.ts';

const newStore = testServer();
const MINUTE = 60_000;
const SITE = { id: 'desk.example', origin: 'https://desk.example' };

async function deskWithPasskey() {
  const made = await signInDesk(await newStore());
  const { desk } = made;
  const actor = await member(made, 'quarble');
  const { session } = await signInAs(desk, 'quarble');
  const key = new Authenticator(SITE.origin);
  const response = key.create(await startPasskey(desk, session, SITE));
  const { id } = await finishPasskey(desk, session, { site: SITE, name: 'blue key', response });
  return { ...made, actor, session, key, id };
}

type Made = Awaited<ReturnType<typeof deskWithPasskey>>;

async function come({ desk, key }: Pick<Made, 'desk' | 'key'>, deviation: Deviation = {}) {
  const response = key.get(await startPasskeySignIn(desk, SITE), deviation);
  return finishPasskeySignIn(desk, { site: SITE, response, client: CLIENT });
}

describe('a passkey', () => {
  it('lets its account in without a name, a password or a code', async () => {
    const made = await deskWithPasskey();
    const { secret, session } = await come(made);
    expect(session.actor).toEqual(made.actor);
    expect(await signedIn(made.desk, secret)).toEqual(session);
    expect(await listPasskeys(made.desk, made.actor)).toMatchObject([
      { id: made.id, name: 'blue key', usedAt: expect.any(Date) },
    ]);
  });

  it('is refused in the same words whatever is wrong, and each answer counts once', async () => {
    const made = await deskWithPasskey();
    const { desk, key, later, administrator, actor } = made;
    const other = new Authenticator(SITE.origin);
    const options = await startPasskeySignIn(desk, SITE);
    const finish = (response: ReturnType<Authenticator['get']>, site = SITE) =>
      told(finishPasskeySignIn(desk, { site, response, client: { ...CLIENT, address: uuid() } }));
    const answers = [
      await finish(key.get(options, { origin: 'https://desk.example.evil.example' })),
      await finish(key.get(options, { isVerified: false })),
      await finish(key.get(options, { challenge: 'A'.repeat(51) })),
      await finish(key.get(options), { id: 'other.example', origin: SITE.origin }),
      await finish(other.get(options)),
      await finish({} as never),
      await finish({ ...key.get(options), id: 'x'.repeat(5000) }),
    ];
    const good = key.get(options);
    expect(await finish(good)).toBe('done');
    answers.push(await finish(good));
    const late = key.get(await startPasskeySignIn(desk, SITE));
    later(5 * MINUTE);
    answers.push(await finish(late));
    answers.push(await finish(key.get(await startPasskeySignIn(desk, SITE), { counter: 1 })));
    await changeAccount(desk, administrator, { id: actor.id, state: 'locked' });
    answers.push(await finish(key.get(await startPasskeySignIn(desk, SITE), { counter: 99 })));
    expect([...new Set(answers)]).toEqual([expect.stringContaining('sign-in-refused')]);
  });

  it('answered twice at once lets in once', async () => {
    const { desk, key } = await deskWithPasskey();
    const response = key.get(await startPasskeySignIn(desk, SITE));
    const both = [1, 2].map(() => codeOf(finishPasskeySignIn(desk, { site: SITE, response, client: CLIENT })));
    expect((await Promise.all(both)).sort()).toEqual(['done', 'sign-in-refused']);
  });

  it('is taken by who proved just now who they are, for this site, verified, and once', async () => {
    const { desk, later, session } = await deskWithPasskey();
    const key = new Authenticator(SITE.origin);
    const options = await startPasskey(desk, session, SITE);
    expect(options.excludeCredentials).toHaveLength(1);
    const finish = (deviation: Deviation, name = 'x') =>
      codeOf(finishPasskey(desk, session, { site: SITE, name, response: key.create(options, deviation) }));
    expect(await finish({ origin: 'https://evil.example' })).toBe('passkey-refused');
    expect(await finish({ isVerified: false })).toBe('passkey-refused');
    expect(await finish({ challenge: (await startPasskeySignIn(desk, SITE)).challenge })).toBe('passkey-refused');
    expect(await finish({}, ' ')).toBe('passkey-name');
    expect(await finish({})).toBe('done');
    expect(await finish({})).toBe('passkey-refused');
    later(11 * MINUTE);
    expect(await finish({})).toBe('reauthentication-wanted');
    expect(await codeOf(startPasskey(desk, session, SITE))).toBe('reauthentication-wanted');
  });

  it('proves once more who one is, of the own account alone', async () => {
    const made = await deskWithPasskey();
    const { desk, later, key, session } = made;
    later(11 * MINUTE);
    const options = await startPasskeyReauthentication(desk, session, SITE);
    expect(options.allowCredentials).toHaveLength(1);
    const again = await reauthenticateWithPasskey(desk, session, { site: SITE, response: key.get(options) });
    expect(again.reauthenticatedAt).toEqual(new Date(desk.now()));
    await member(made, 'other');
    const other = await signInAs(desk, 'other');
    const theirs = await startPasskeyReauthentication(desk, other.session, SITE);
    const response = key.get(theirs);
    expect(await codeOf(reauthenticateWithPasskey(desk, other.session, { site: SITE, response }))).toBe(
      'sign-in-refused',
    );
    const elsewhere = { site: SITE, response: key.get(await startPasskeySignIn(desk, SITE)) };
    expect(await codeOf(reauthenticateWithPasskey(desk, session, elsewhere))).toBe('sign-in-refused');
  });

  it('is taken away by its owner, but not where it is the last way in', async () => {
    const made = await deskWithPasskey();
    const { store, desk, session, id } = made;
    await member(made, 'other');
    const other = await signInAs(desk, 'other');
    expect(await codeOf(removePasskey(desk, other.session, id))).toBe('passkey-not-found');
    await store.database.work.query('delete from vigie.account_password where account_id = $1', [session.actor.id]);
    expect(await codeOf(removePasskey(desk, session, id))).toBe('way-in-last');
    const key = new Authenticator(SITE.origin);
    const response = key.create(await startPasskey(desk, session, SITE));
    await finishPasskey(desk, session, { site: SITE, name: 'second', response });
    expect(await codeOf(removePasskey(desk, session, id))).toBe('done');
    expect(await codeOf(come(made))).toBe('sign-in-refused');
  });

  it('is not the last that goes, where two are taken away at once', async () => {
    const { store, desk, session, id } = await deskWithPasskey();
    const response = new Authenticator(SITE.origin).create(await startPasskey(desk, session, SITE));
    const second = await finishPasskey(desk, session, { site: SITE, name: 'second', response });
    await store.database.work.query('delete from vigie.account_password where account_id = $1', [session.actor.id]);
    const held = await heldAccount(store, session.actor.id);
    const both = [id, second.id].map((one) => codeOf(removePasskey(desk, session, one)));
    await held.waiting(2);
    await held.letGo();
    expect((await Promise.all(both)).sort()).toEqual(['done', 'way-in-last']);
    expect(await listPasskeys(desk, session.actor)).toHaveLength(1);
  });

  it('is neither taken nor taken away in a session that was ended meanwhile', async () => {
    const { desk, administrator, session, id } = await deskWithPasskey();
    const response = new Authenticator(SITE.origin).create(await startPasskey(desk, session, SITE));
    await endSessionsOf(desk, administrator, session.actor.id);
    const taken = finishPasskey(desk, session, { site: SITE, name: 'second', response });
    expect(await codeOf(taken)).toBe('session-not-found');
    expect(await codeOf(removePasskey(desk, session, id))).toBe('session-not-found');
  });

  it('leaves no link of the account that would count', async () => {
    const { desk, administrator, session } = await deskWithPasskey();
    const { secret } = await resetCredentials(desk, administrator, session.actor.id);
    const response = new Authenticator(SITE.origin).create(await startPasskey(desk, session, SITE));
    expect(await readLink(desk, secret)).toBeDefined();
    await finishPasskey(desk, session, { site: SITE, name: 'second', response });
    expect(await readLink(desk, secret)).toBeUndefined();
  });

  it('goes with a reset', async () => {
    const made = await deskWithPasskey();
    const { secret } = await resetCredentials(made.desk, made.administrator, made.actor.id);
    expect(await codeOf(come(made))).toBe('done');
    await acceptLink(made.desk, secret, { password: 'granite otter lantern', client: CLIENT });
    expect(await codeOf(come(made))).toBe('sign-in-refused');
  });
});
