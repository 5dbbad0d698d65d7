import { describe, expect, it } from 'vitest';
import { CLIENT, codeOf, member, READER, signInAs, signInDesk, told } from '../../test/support/signing-in.ts';
import { testServer, uuid } from '../../test/support/store.ts';
import { acceptLink } from './accept-link.ts';
import { changeAccount } from './change-account.ts';
import { expireSignIns } from './expire-sign-ins.ts';
import { linkIdentity, unlinkIdentity } from './link-identity.ts';
import { invitePerson } from './make-link.ts';
import { reauthenticateByIdentity, sessionOfIdentity } from './session-of-identity.ts';
import { signedIn } from './signed-in.ts';

const newStore = testServer();
const ISSUER = 'https://id.example';
const HOUR = 3_600_000;

describe('who another house vouches for', () => {
  it('comes in by an invitation that they accept with it, and by nothing that is alike', async () => {
    const { store, desk, administrator } = await signInDesk(await newStore());
    const { actorId } = await store.session(READER, ['editor']);
    const identity = { issuer: ISSUER, subject: '24400320' };
    const come = (given: object = {}) => sessionOfIdentity(desk, { ...identity, ...given, client: CLIENT });
    const answers = [await told(come())];
    const { secret } = await invitePerson(desk, administrator, actorId);
    expect(await codeOf(acceptLink(desk, secret, { identity: { issuer: 'http://id.example', subject: 'x' } }))).toBe(
      'identity-invalid',
    );
    await acceptLink(desk, secret, { identity });
    const { secret: session } = await come();
    expect((await signedIn(desk, session))?.actor.id).toBe(actorId);
    for (const given of [
      { subject: '24400321' },
      { subject: '' },
      { issuer: 'https://id.example/' },
      { issuer: 'https://ID.example' },
    ]) {
      answers.push(await told(come(given)));
    }
    await changeAccount(desk, administrator, { id: actorId, state: 'locked' });
    answers.push(await told(come()));
    expect([...new Set(answers)]).toEqual([expect.stringContaining('sign-in-refused')]);
  });

  it('is linked by administrators, to one account, and is out once that is taken away', async () => {
    const made = await signInDesk(await newStore());
    const { desk, administrator } = made;
    const [one, other] = [await member(made, 'one'), await member(made, 'other')];
    const identity = { issuer: ISSUER, subject: 'a' };
    expect(await codeOf(linkIdentity(desk, one, { ...identity, accountId: one.id }))).toBe('action-not-your-role');
    expect(await codeOf(linkIdentity(desk, administrator, { ...identity, accountId: administrator.id }))).toBe(
      'account-own-change',
    );
    expect(await codeOf(linkIdentity(desk, administrator, { ...identity, accountId: uuid() }))).toBe(
      'reader-not-found',
    );
    await linkIdentity(desk, administrator, { ...identity, accountId: one.id });
    await linkIdentity(desk, administrator, { ...identity, accountId: one.id });
    expect(await codeOf(linkIdentity(desk, administrator, { ...identity, accountId: other.id }))).toBe(
      'identity-taken',
    );
    const { secret, session } = await sessionOfIdentity(desk, { ...identity, client: CLIENT });
    expect(await codeOf(reauthenticateByIdentity(desk, session, identity))).toBe('done');
    expect(await codeOf(reauthenticateByIdentity(desk, session, { ...identity, subject: 'b' }))).toBe(
      'sign-in-refused',
    );
    expect(await unlinkIdentity(desk, administrator, { accountId: one.id, issuer: ISSUER })).toEqual({ unlinked: 1 });
    expect(await signedIn(desk, secret)).toBeUndefined();
    expect(await codeOf(sessionOfIdentity(desk, { ...identity, client: CLIENT }))).toBe('sign-in-refused');
  });
});

describe('what is over', () => {
  it('is deleted by the pipeline, and nothing else', async () => {
    const made = await signInDesk(await newStore());
    const { store, desk, administrator, later } = made;
    await member(made, 'quarble');
    const old = await signInAs(desk, 'quarble');
    await codeOf(signInAs(desk, 'nobody'));
    later(25 * HOUR);
    const young = await signInAs(desk, 'quarble');
    const { actorId } = await store.session(READER);
    await invitePerson(desk, administrator, actorId);
    const counts = async () =>
      (
        await store.database.owner.query(
          `select (select count(*)::int from vigie.session) as sessions, (select count(*)::int from vigie.one_time_link) as links,
             (select count(*)::int from vigie.sign_in_try) as tries`,
        )
      ).rows[0];
    expect(await counts()).toEqual({ sessions: 2, links: 2, tries: 5 });
    await expireSignIns(desk);
    expect(await counts()).toEqual({ sessions: 1, links: 2, tries: 3 });
    expect(await signedIn(desk, old.secret)).toBeUndefined();
    expect(await signedIn(desk, young.secret)).toBeDefined();
    later(7 * 24 * HOUR);
    await expireSignIns(desk);
    expect(await counts()).toEqual({ sessions: 0, links: 0, tries: 2 });
  });
});
