import { describe, expect, it } from 'vitest';
import { actorOf, deskOn, entriesOf, writtenOrder } from '../../test/support/desk.ts';
import { heldAccount } from '../../test/support/held-account.ts';
import { codeOf, READER, signInDesk } from '../../test/support/signing-in.ts';
import { testServer, uuid } from '../../test/support/store.ts';
import type { TokenScope } from '../domain/token-scope.ts';
import { loadActor, type Role } from './actor.ts';
import { changeAccount } from './change-account.ts';
import type { Desk } from './desk.ts';
import { draftOrder } from './draft-order.ts';
import { listOrders } from './list-orders.ts';
import { readReader } from './list-readers.ts';
import { resetCredentials } from './make-link.ts';
import { listSessions } from './own-sessions.ts';
import { createToken, listTokens, revokeToken } from './own-tokens.ts';
import { tokenActor } from './token-actor.ts';

const newStore = testServer();
const DAY = 86_400_000;

async function deskWithAccount(roles: readonly Role[] = ['editor', 'analyst']) {
  const made = await signInDesk(await newStore());
  return { ...made, actor: await actorOf(made.store, READER, roles) };
}

function tokenOf(desk: Desk, scopes: readonly TokenScope[]) {
  return { name: 'reading program', scopes, expiresAt: new Date(desk.now() + 30 * DAY) };
}

describe('a token', () => {
  it('acts for its account, and the log names it in each entry', async () => {
    const { store, desk, actor } = await deskWithAccount();
    const { id, secret, prefix } = await createToken(desk, actor, tokenOf(desk, ['read', 'write']));
    expect(secret).toMatch(/^vigie_[A-Za-z0-9_-]{43}$/);
    expect(secret.startsWith(prefix)).toBe(true);
    const program = (await tokenActor(desk, secret))!;
    expect(program).toEqual({
      actor: { ...actor, token: { id, scopes: ['read', 'write'] } },
      tokenId: id,
      scopes: ['read', 'write'],
    });
    await draftOrder(desk, program.actor, writtenOrder('growth', 'U'));
    await codeOf(draftOrder(desk, program.actor, writtenOrder('growth', 'U')));
    const drafts = (await entriesOf(store)).filter(({ action }) => action === 'order-draft');
    expect(drafts.map(({ outcome }) => outcome).sort()).toEqual(['done', 'refused']);
    for (const { actor: who, objects } of drafts) {
      expect(who).toBe(actor.id);
      expect(objects).toContainEqual({ noun: 'token', id });
    }
  });

  it('does what its scopes are for, and nothing that its account may not', async () => {
    const { desk, actor, administrator } = await deskWithAccount();
    const programs = async (scopes: readonly TokenScope[], of = actor) =>
      (await tokenActor(desk, (await createToken(desk, of, tokenOf(desk, scopes))).secret))!.actor;
    const [reader, writer] = [await programs(['read']), await programs(['write'])];
    expect(await codeOf(listOrders(desk, reader))).toBe('done');
    expect(await codeOf(draftOrder(desk, reader, writtenOrder('one', 'U')))).toBe('token-scope');
    expect(await codeOf(listOrders(desk, writer))).toBe('token-scope');
    expect(await codeOf(draftOrder(desk, writer, writtenOrder('two', 'U')))).toBe('done');
    const all = await programs(['read', 'write', 'administer']);
    expect(await codeOf(readReader(desk, all, actor.id))).toBe('action-not-your-role');
    const [administers, half] = [
      await programs(['administer'], administrator),
      await programs(['read', 'write'], administrator),
    ];
    expect(await codeOf(readReader(desk, administers, actor.id))).toBe('done');
    expect(await codeOf(readReader(desk, half, actor.id))).toBe('token-scope');
    const above = writtenOrder('three', 'TS');
    expect(await codeOf(draftOrder(desk, writer, above))).toBe('action-above-clearance');
  });

  it('makes no tokens, sees no sessions and resets nobody', async () => {
    const { desk, actor, administrator } = await deskWithAccount();
    const { secret } = await createToken(desk, administrator, tokenOf(desk, ['read', 'write', 'administer']));
    const program = (await tokenActor(desk, secret))!.actor;
    const tries = [
      createToken(desk, program, tokenOf(desk, ['read'])),
      listTokens(desk, program),
      listSessions(desk, program),
      resetCredentials(desk, program, actor.id),
    ];
    expect(new Set(await Promise.all(tries.map(codeOf)))).toEqual(new Set(['token-scope']));
  });

  it('is revoked when its account is locked or closed, and counts no more when that is opened again', async () => {
    const { desk, actor, administrator } = await deskWithAccount();
    for (const state of ['locked', 'closed'] as const) {
      const { secret } = await createToken(desk, actor, tokenOf(desk, ['read']));
      await changeAccount(desk, administrator, { id: actor.id, state });
      expect(await tokenActor(desk, secret)).toBeUndefined();
      await changeAccount(desk, administrator, { id: actor.id, state: 'active' });
      expect(await tokenActor(desk, secret)).toBeUndefined();
      expect(await listTokens(desk, actor)).toEqual([]);
    }
  });

  it('is not made for an account that is locked meanwhile', async () => {
    const { store, desk, actor, administrator } = await deskWithAccount();
    const held = await heldAccount(store, actor.id);
    const locked = changeAccount(desk, administrator, { id: actor.id, state: 'locked' });
    await held.waiting(1);
    const made = codeOf(createToken(desk, actor, tokenOf(desk, ['read'])));
    await held.waiting(2);
    await held.letGo();
    await locked;
    expect(await made).toBe('actor-not-active');
  });

  it('counts until its end, with the roles of the moment', async () => {
    const { desk, actor, administrator, later } = await deskWithAccount();
    const { secret } = await createToken(desk, actor, tokenOf(desk, ['read']));
    await changeAccount(desk, administrator, { id: actor.id, roles: ['inspector'] });
    expect((await tokenActor(desk, secret))?.actor.roles).toEqual(['inspector']);
    later(30 * DAY);
    expect(await tokenActor(desk, secret)).toBeUndefined();
  });

  it('is listed and revoked by its account alone', async () => {
    const { store, desk, actor } = await deskWithAccount();
    const other = await actorOf(store, READER);
    const { id, secret } = await createToken(desk, actor, tokenOf(desk, ['read']));
    expect(await listTokens(desk, other)).toEqual([]);
    for (const wrong of [id, uuid(), 'x'])
      expect(await codeOf(revokeToken(desk, other, wrong))).toBe('token-not-found');
    await tokenActor(desk, secret);
    const [listed] = await listTokens(desk, actor);
    expect(listed).toMatchObject({
      id,
      name: 'reading program',
      usedOn: new Date(desk.now()).toISOString().slice(0, 10),
    });
    expect(JSON.stringify(listed)).not.toContain(secret);
    await revokeToken(desk, actor, id);
    expect(await tokenActor(desk, secret)).toBeUndefined();
  });

  it('has a name, scopes and an end within a year, and is found by its secret alone', async () => {
    const { desk, actor } = await deskWithAccount();
    const token = tokenOf(desk, ['read']);
    const make = (change: object) => codeOf(createToken(desk, actor, { ...token, ...change }));
    for (const name of ['', ' ', 'x'.repeat(101), 'a\nb']) expect(await make({ name })).toBe('token-name');
    for (const scopes of [[], ['read', 'all']]) expect(await make({ scopes })).toBe('token-scopes');
    for (const days of [0, -1, 367, Number.NaN]) {
      expect(await make({ expiresAt: new Date(desk.now() + days * DAY) })).toBe('token-expiry');
    }
    const { secret } = await createToken(desk, actor, token);
    for (const wrong of [secret.slice(6), `${secret}x`, secret.toUpperCase(), '', `vigie_${'A'.repeat(43)}`]) {
      expect(await tokenActor(desk, wrong)).toBeUndefined();
    }
  });

  it('is one of fifty at the most', async () => {
    const store = await newStore();
    const desk = deskOn(store);
    const { actorId } = await store.session(READER);
    const actor = await loadActor(store.database, actorId, desk.now());
    await store.database.work.query(
      `insert into vigie.api_token select md5(n::text)::uuid, $1, sha256(n::text::bytea), 'x', 'x', '{read}', $2, $2
       from generate_series(1, 50) as n`,
      [actorId, new Date(desk.now())],
    );
    expect(await codeOf(createToken(desk, actor, tokenOf(desk, ['read'])))).toBe('token-too-many');
  });
});
