import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { actorOf, deskOn, entriesOf } from '../../test/support/desk.ts';
import { NOW, testServer, uuid } from '../../test/support/store.ts';
import { labelKey } from '../markings/label.ts';
import { standardSchemes } from '../markings/standard-schemes.ts';
import { act } from './act.ts';
import { loadActor, type Role, SYSTEM } from './actor.ts';
import { createAccount } from './create-account.ts';
import { readDocument } from './read-document.ts';
import { receiveDocument } from './receive-document.ts';

const newStore = testServer();
const ANALYST = { nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } };
const SECRET = { title: 'plan', body: 'growth plan', scheme: 'us-capco', marking: 'S//NF' };

describe('an act', () => {
  it('is done with its entry, which names objects by id and labels by hash, and no text', async () => {
    const store = await newStore();
    const analyst = await actorOf(store, ANALYST);
    const { id } = await receiveDocument(deskOn(store), analyst, SECRET);
    const [entry] = await entriesOf(store);
    const key = labelKey(standardSchemes.label('us-capco', 'S//NF'));
    expect(entry).toEqual({
      v: 1,
      at: new Date(NOW).toISOString(),
      actor: analyst.id,
      action: 'document-receive',
      outcome: 'done',
      objects: [{ noun: 'document', id }],
      labels: [createHash('sha256').update(key).digest('hex')],
      reasons: [],
      policy: 'labels-1',
      commitments: {},
    });
  });

  it('that is refused leaves nothing but an entry that says so', async () => {
    const store = await newStore();
    const nobody = await actorOf(store, {});
    await expect(receiveDocument(deskOn(store), nobody, SECRET)).rejects.toMatchObject({
      kind: 'not-allowed',
      code: 'action-above-clearance',
    });
    expect((await store.database.owner.query('select from vigie.document')).rowCount).toBe(0);
    expect(await entriesOf(store)).toMatchObject([
      { outcome: 'refused', reasons: ['action-above-clearance'], objects: [], labels: [] },
    ]);
  });

  it('that fails takes back what it did, and its entry says that it failed', async () => {
    const store = await newStore();
    const analyst = await actorOf(store, ANALYST);
    const fails = act(deskOn(store), analyst, {
      action: 'document-receive',
      roles: ['analyst'],
      async work({ client }) {
        await client.query("update vigie.watch_order set status = 'closed'");
        throw new Error('marked text');
      },
    });
    await expect(fails).rejects.toThrow('marked text');
    const [entry] = await entriesOf(store);
    expect(entry).toMatchObject({ outcome: 'failed', reasons: ['fault'] });
    expect(JSON.stringify(entry)).not.toContain('marked text');
  });

  it('is not done where its entry cannot be written', async () => {
    const store = await newStore();
    const analyst = await actorOf(store, ANALYST);
    await store.database.owner.query('revoke insert on vigie.audit_entry from vigie_app');
    await expect(receiveDocument(deskOn(store), analyst, SECRET)).rejects.toThrow();
    expect((await store.database.owner.query('select from vigie.document')).rowCount).toBe(0);
  });

  it('is done, and answered so, where only the answer to its commit was lost', async () => {
    const store = await newStore();
    const analyst = await actorOf(store, ANALYST);
    // A commit that takes its time, to lose the connection in; the server notices only when it answers.
    await store.database.owner.query(
      `create function vigie.wait() returns trigger language plpgsql as $$ begin perform pg_sleep(0.5); return null; end $$;
       create constraint trigger wait after insert on vigie.document deferrable initially deferred
         for each row execute function vigie.wait()`,
    );
    const acquired = once(store.database.app, 'acquire');
    const act = receiveDocument(deskOn(store), analyst, SECRET);
    const [client] = (await acquired) as [{ connection: { stream: Socket } }];
    const committing = "select from pg_stat_activity where query = 'commit' and wait_event = 'PgSleep'";
    await store.database.administer(async (administrator) => {
      while ((await administrator.query(committing)).rowCount === 0) await pause(5);
    });
    client.connection.stream.destroy();
    const { id } = await act;
    expect((await store.database.owner.query('select id from vigie.document')).rows).toEqual([{ id }]);
    expect(await entriesOf(store)).toMatchObject([{ outcome: 'done', objects: [{ noun: 'document', id }] }]);
  });

  it('asks for a role before anything else', async () => {
    const store = await newStore();
    const inspector = await actorOf(store, ANALYST, ['inspector', 'recipient']);
    await expect(readDocument(deskOn(store), inspector, uuid())).rejects.toMatchObject({
      code: 'action-not-your-role',
    });
    expect(await entriesOf(store)).toMatchObject([{ action: 'document-read', outcome: 'refused' }]);
  });

  it('finds what is hidden no more than what is not there, or what is no id at all', async () => {
    const store = await newStore();
    const desk = deskOn(store);
    const { id } = await receiveDocument(desk, await actorOf(store, ANALYST), SECRET);
    const nobody = await actorOf(store, {});
    const seen = await Promise.all(
      [id, uuid(), "x' or true", ''].map((wanted) =>
        readDocument(desk, nobody, wanted).catch(({ kind, code, message }) => ({ kind, code, message })),
      ),
    );
    expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(seen[0]).toMatchObject({ code: 'document-not-found' });
    const supersedes = { ...SECRET, marking: 'U', supersedesId: id };
    await expect(receiveDocument(desk, nobody, supersedes)).rejects.toMatchObject({ code: 'document-not-found' });
  });
});

describe('an actor', () => {
  it('is one of an active account, and all others are refused alike', async () => {
    const store = await newStore();
    const { actorId } = await store.session(ANALYST, ['analyst']);
    expect(await loadActor(store.database, actorId, NOW)).toMatchObject({ id: actorId, roles: ['analyst'] });
    await store.database.work.query("update vigie.account set state = 'locked' where id = $1", [actorId]);
    for (const id of [actorId, uuid(), 'x']) {
      await expect(loadActor(store.database, id, NOW)).rejects.toMatchObject({ code: 'actor-not-active' });
    }
  });

  it('is made by an administrator, and reads what its clearance allows at once', async () => {
    const store = await newStore();
    const desk = deskOn(store);
    const document = await receiveDocument(desk, await actorOf(store, ANALYST), SECRET);
    const administrator = await actorOf(store, {}, ['administrator']);
    const known = { scheme: 'desk', marking: 'D' };
    const account = { ...known, name: 'new', roles: ['analyst'] as const, clearance: ANALYST };
    const { id } = await createAccount(desk, administrator, account);
    const made = await loadActor(store.database, id, NOW);
    expect(await readDocument(desk, made, document.id)).toMatchObject({ title: 'plan' });
    await expect(createAccount(desk, made, account)).rejects.toMatchObject({ code: 'action-not-your-role' });
    await expect(createAccount(desk, administrator, { ...account, roles: [] })).rejects.toMatchObject({
      code: 'account-roles',
    });
  });

  it('is the program itself only for what says so, and no account can be it', async () => {
    const store = await newStore();
    const desk = deskOn(store);
    await expect(receiveDocument(desk, SYSTEM, SECRET)).rejects.toMatchObject({ code: 'action-not-your-role' });
    expect(await entriesOf(store)).toMatchObject([{ actor: SYSTEM.id, outcome: 'refused' }]);
    await expect(loadActor(store.database, SYSTEM.id, NOW)).rejects.toMatchObject({ code: 'actor-not-active' });
    const administrator = await actorOf(store, {}, ['administrator']);
    const roles = ['system' as Role];
    const account = { name: 'new', roles, clearance: {}, scheme: 'desk', marking: 'D' };
    await expect(createAccount(desk, administrator, account)).rejects.toMatchObject({ code: 'account-roles' });
    await expect(store.session({}, roles)).rejects.toMatchObject({ code: '23514' });
  });
});
