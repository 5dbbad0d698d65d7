import { describe, expect, it } from 'vitest';
import { entriesOf } from '../../test/support/desk.ts';
import { CLIENT, codeOf, member, signInAs, signInDesk } from '../../test/support/signing-in.ts';
import { testServer, uuid } from '../../test/support/store.ts';
import { listExampleReaders, lookAs, markExample } from './example-readers.ts';
import { signedIn } from './signed-in.ts';

const newStore = testServer();
async function example() {
  const at = await signInDesk(await newStore());
  const [ann, bea, eve] = [await member(at, 'ann'), await member(at, 'bea'), await member(at, 'eve')];
  return { ...at, ann, bea, eve, ...(await signInAs(at.desk, 'ann')) };
}

describe('an example', () => {
  it('is looked at as any other of it, by whoever is one of it, and the session before ends', async () => {
    const { desk, store, administrator, ann, bea, session, secret } = await example();
    await markExample(desk, administrator, [ann.id, bea.id]);
    expect((await listExampleReaders(desk, session)).map(({ name }) => name)).toEqual(['ann', 'bea']);
    const begun = await lookAs(desk, session, { accountId: bea.id, client: CLIENT });
    expect(begun.session).toMatchObject({ accountName: 'bea', method: 'example' });
    expect(await signedIn(desk, secret)).toBeUndefined();
    expect((await signedIn(desk, begun.secret))?.actor.id).toBe(bea.id);
    expect(await codeOf(lookAs(desk, session, { accountId: bea.id, client: CLIENT }))).toBe('session-not-found');
    expect((await entriesOf(store)).map(({ action }) => action)).toContain('example-look-as');
  });

  it('has nobody as whom one that is not of it could look, and none of it looks as others', async () => {
    const { desk, administrator, ann, bea, eve, session } = await example();
    const refused = 'reader-not-found';
    expect(await codeOf(lookAs(desk, session, { accountId: bea.id, client: CLIENT }))).toBe(refused);
    await markExample(desk, administrator, [ann.id, bea.id]);
    for (const accountId of [eve.id, administrator.id, uuid(), 'x']) {
      expect(await codeOf(lookAs(desk, session, { accountId, client: CLIENT }))).toBe(refused);
    }
    const { session: other } = await signInAs(desk, 'eve');
    expect(await listExampleReaders(desk, other)).toEqual([]);
    expect(await codeOf(lookAs(desk, other, { accountId: ann.id, client: CLIENT }))).toBe(refused);
  });
});
