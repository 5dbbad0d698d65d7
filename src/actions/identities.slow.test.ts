import { describe, expect, it } from 'vitest';
import { actorOf } from '../../test/support/desk.ts';
import { placesOf } from '../../test/support/places.ts';
import { CLIENT, codeOf, member, PASSWORD, READER, signInAs, signInDesk, told } from '../../test/support/signing-in.ts';
import { testServer, uuid } from '../../test/support/store.ts';
import { acceptLink } from './accept-link.ts';
import { loadActor } from './actor.ts';
import { askErasure } from './ask-erasure.ts';
import { changeAccount } from './change-account.ts';
import { erasePerson } from './erase-person.ts';
import { expireSignIns } from './expire-sign-ins.ts';
import { exportPerson } from './export-person.ts';
import { linkIdentity, unlinkIdentity } from './link-identity.ts';
import { invitePerson } from './make-link.ts';
import { keepFilter } from './own-filters.ts';
import { createToken } from './own-tokens.ts';
import { reauthenticate } from './reauthenticate.ts';
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
    expect(
      await codeOf(
        acceptLink(desk, secret, { identity: { issuer: 'http://id.example', subject: 'x' }, client: CLIENT }),
      ),
    ).toBe('identity-invalid');
    await acceptLink(desk, secret, { identity, client: CLIENT });
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

  it('is as fresh in the session as the proof in that house, and never fresher than now', async () => {
    const made = await signInDesk(await newStore());
    const { desk, administrator } = made;
    const one = await member(made, 'one');
    const identity = { issuer: ISSUER, subject: 'a' };
    await linkIdentity(desk, administrator, { ...identity, accountId: one.id });
    const fresh = async (provedAt?: number) => {
      const { session } = await sessionOfIdentity(desk, { ...identity, provedAt, client: CLIENT });
      return session.reauthenticatedAt.getTime();
    };
    expect(await fresh()).toBe(desk.now());
    expect(await fresh(desk.now() - HOUR)).toBe(desk.now() - HOUR);
    expect(await fresh(0)).toBe(0);
    expect(await fresh(desk.now() + HOUR)).toBe(desk.now());
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
    await reauthenticate(desk, old.session, { password: PASSWORD });
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
    expect(await counts()).toEqual({ sessions: 2, links: 2, tries: 6 });
    await expireSignIns(desk);
    expect(await counts()).toEqual({ sessions: 1, links: 2, tries: 3 });
    expect(await signedIn(desk, old.secret)).toBeUndefined();
    expect(await signedIn(desk, young.secret)).toBeDefined();
    later(7 * 24 * HOUR);
    await expireSignIns(desk);
    expect(await counts()).toEqual({ sessions: 0, links: 0, tries: 1 });
  });
});

describe('a person who is erased', () => {
  it('leaves nothing by which they signed in, and was told what was held', async () => {
    const made = await signInDesk(await newStore());
    const { store, desk, administrator } = made;
    const { id } = await member(made, 'Zoquarble');
    await linkIdentity(desk, administrator, { issuer: ISSUER, subject: 'zoquarble-subject', accountId: id });
    const { secret } = await signInAs(desk, 'Zoquarble');
    const token = { name: 'for zoquarble', scopes: ['read'], expiresAt: new Date(desk.now() + HOUR) } as const;
    const erased = await loadActor(store.database, id, desk.now());
    await createToken(desk, erased, token);
    await keepFilter(desk, erased, { name: 'what zoquarble looks for', search: { mine: 'yes' } });
    const person = { noun: 'reader', id } as const;
    const held = await exportPerson(desk, administrator, person);
    expect(held).toMatchObject({
      tokens: [{ name: 'for zoquarble' }],
      identities: [{ subject: 'zoquarble-subject' }],
      filters: [{ name: 'what zoquarble looks for', search: { mine: 'yes' } }],
    });
    expect(JSON.stringify(held)).not.toContain('argon2');
    await askErasure(desk, await actorOf(store, READER, ['administrator']), person);
    await erasePerson(desk, administrator, person);
    expect(await signedIn(desk, secret)).toBeUndefined();
    for (const word of ['Zoquarble', 'zoquarble-subject', 'for zoquarble', 'what zoquarble'])
      expect(await placesOf(store, word)).toEqual([]);
    for (const table of [
      'account_password',
      'linked_identity',
      'session',
      'api_token',
      'one_time_link',
      'saved_filter',
    ]) {
      expect((await store.database.owner.query(`select from vigie.${table}`)).rowCount).toBe(0);
    }
  });
});
