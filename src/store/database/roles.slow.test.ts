import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from './open-database.ts';
import { scramVerifier } from './passwords.ts';
import { createFromTemplate, createTemplate, dropDatabase } from './template.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-roles-'));
chmodSync(folder, 0o711);
const settings = { dataFolder: folder, systemFolder: folder };
const siblings: Database[] = [];
let database: Database;

beforeAll(async () => {
  database = await openDatabase(settings);
}, 60_000);
afterEach(async () => {
  // The last opened first: some of them are clients of servers opened before.
  for (const sibling of siblings.splice(0).reverse()) await sibling.close();
});
afterAll(async () => {
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

function keep(sibling: Database): Database {
  siblings.push(sibling);
  return sibling;
}

describe('the roles', () => {
  it.each(['app', 'work'] as const)('%s makes no tables, becomes no other role and lifts no policy', async (key) => {
    const pool = database[key];
    for (const statement of [
      'create table mine (a int)',
      'create table public.mine (a int)',
      'create schema mine',
      'create temporary table mine (a int)',
      'set role vigie_owner',
      'set role postgres',
      'set session authorization vigie_owner',
      `alter role vigie_${key} bypassrls`,
      'create role other',
      'create database other',
      'select pg_read_file($$/etc/passwd$$)',
      "copy (select 1) to program 'true'",
    ]) {
      await expect(pool.query(statement), statement).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('are plain, and a policy binds them', async () => {
    const { rows } = await database.app.query(
      `select rolname from pg_roles where rolname like 'vigie%'
          and not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolinherit)
       order by rolname`,
    );
    expect(rows.map(({ rolname }) => rolname)).toEqual(['vigie_app', 'vigie_owner', 'vigie_work']);
    await database.owner.query(
      `create table secret as select 1 as a; alter table secret enable row level security;
       alter table secret force row level security; grant select on secret to vigie_app, vigie_work;
       create policy work on secret to vigie_work using (true)`,
    );
    expect((await database.app.query('select * from secret')).rowCount).toBe(0);
    expect((await database.work.query('select * from secret')).rowCount).toBe(1);
    expect((await database.owner.query('select * from secret')).rowCount).toBe(0);
  });

  it('have their own limits and names', async () => {
    const limits = async (key: 'owner' | 'app' | 'work') =>
      (
        await database[key].query(
          "select current_setting('statement_timeout') as timeout, current_setting('application_name') as name",
        )
      ).rows[0];
    expect(await limits('owner')).toEqual({ timeout: '0', name: 'vigie-owner' });
    expect(await limits('app')).toEqual({ timeout: '30s', name: 'vigie-app' });
    expect(await limits('work')).toEqual({ timeout: '5min', name: 'vigie-work' });
  });

  it.each([
    ['alter role vigie_app bypassrls', 'alter role vigie_app nobypassrls', /vigie_app is a superuser, bypasses/],
    ['grant vigie_owner to vigie_work', 'revoke vigie_owner from vigie_work', /vigie_work is a member/],
    ['alter role vigie_owner superuser', 'alter role vigie_owner nosuperuser', /vigie_owner is a superuser/],
    ['create schema s authorization vigie_app', 'drop schema s', /vigie_app owns something/],
  ])('are refused on opening after: %s', async (spoil, mend, message) => {
    await database.administer((client) => client.query(spoil));
    await expect(openDatabase({ ...settings, whenOwned: 'join' })).rejects.toMatchObject({
      code: 'store-role-rights',
      message: expect.stringMatching(message),
    });
    await database.administer((client) => client.query(mend));
    await (await openDatabase({ ...settings, whenOwned: 'join' })).close();
  });
});

describe('a database as a template', () => {
  it('is made once, and its copies hold what it holds and let in the same roles', async () => {
    let prepared = 0;
    const prepare = async (template: Database): Promise<void> => {
      prepared++;
      await template.owner.query('create table t as select 7 as a; grant select on t to vigie_app');
    };
    await Promise.all([1, 2, 3].map(() => createTemplate(database, 'base_a1', prepare)));
    expect(prepared).toBe(1);
    const begin = performance.now();
    const copies = await Promise.all(['one', 'two'].map((name) => createFromTemplate(database, 'base_a1', name)));
    process.stderr.write(`two copies: ${Math.round(performance.now() - begin)} ms\n`);
    for (const copy of copies.map(keep)) {
      expect((await copy.app.query('select a from t')).rows).toEqual([{ a: 7 }]);
      await expect(copy.app.query('create temporary table mine (a int)')).rejects.toMatchObject({ code: '42501' });
      expect(await copy.status()).toMatchObject({ database: copy.name, isOwner: true });
    }
    await copies[0]?.close();
    await dropDatabase(database, 'one');
    expect((await copies[1]?.app.query('select a from t'))?.rowCount).toBe(1);
  });

  it('is not there where making it failed', async () => {
    const failing = createTemplate(database, 'base_b1', () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    await createTemplate(database, 'base_b1', async () => undefined);
    keep(await createFromTemplate(database, 'base_b1', 'three'));
  });
});

describe('a server by its URL', () => {
  /** The private server of this file, as an administrator would give its URL. */
  async function urlOf(user: string, name: string): Promise<string> {
    const { dataFolder = '', socketFolder, host, port } = await database.status();
    const { superuser } = JSON.parse(readFileSync(join(dataFolder, 'passwords.json'), 'utf8')) as { superuser: string };
    const query = socketFolder ? `?host=${encodeURIComponent(socketFolder)}` : '';
    return `postgres://${user}:${superuser}@${host ?? 'localhost'}:${port}/${name}${query}`;
  }

  it('is refused with a sentence where it does not answer, let in, or know the roles', async () => {
    const refusal = async (databaseUrl: string): Promise<unknown> =>
      openDatabase({ ...settings, databaseUrl }).catch((error: unknown) => error);
    const refused = [
      [await refusal('postgres://ada:secret@127.0.0.1:9/desk'), 'store-unreachable'],
      [await refusal((await urlOf('postgres', 'desk')).replace(/:[^:@]+@/, ':secret@')), 'store-login'],
      [await refusal(await urlOf('postgres', 'desk')), 'store-unknown-roles'],
    ] as const;
    for (const [error, code] of refused) {
      expect(error).toMatchObject({ name: 'Refusal', code });
      expect(inspect(error, { depth: 9 })).not.toMatch(/secret/);
    }
  });

  it('works by one URL for each role, which must log in as that role', async () => {
    const { dataFolder = '' } = await database.status();
    const words = JSON.parse(readFileSync(join(dataFolder, 'passwords.json'), 'utf8')) as Record<string, string>;
    const of = async (key: string) => (await urlOf(`vigie_${key}`, 'vigie')).replace(/:[^:@]+@/, `:${words[key]}@`);
    const urls = { owner: await of('owner'), app: await of('app'), work: await of('work') };
    const server = keep(await openDatabase({ databaseUrl: urls }));
    expect(await server.status()).toMatchObject({ kind: 'server', database: 'vigie' });
    await expect(server.administer(async () => 1)).rejects.toMatchObject({ code: 'store-no-administrator' });
    await expect(openDatabase({ databaseUrl: { ...urls, app: urls.owner } })).rejects.toMatchObject({
      code: 'store-wrong-role',
    });
  });

  it('is prepared by a user who may make roles and databases, and by no other', async () => {
    const own = join(folder, 'server');
    const { dataFolder = '' } = await database.status();
    const programs = readdirSync(dataFolder).find((name) => name.startsWith('postgres-')) ?? '';
    const server = keep(
      await openDatabase({ dataFolder: own, systemFolder: own, pgBin: join(dataFolder, programs, 'bin') }),
    );
    const { socketFolder = '' } = await server.status();
    const urlFor = (user: string, name: string) => `postgres://${user}:hush@localhost/${name}?host=${socketFolder}`;
    const open = (user: string, name: string) =>
      openDatabase({ dataFolder: join(folder, 'kept'), databaseUrl: urlFor(user, name) });
    await server.administer(async (client) => {
      await client.query('drop database vigie with (force)');
      await client.query('drop role vigie_owner, vigie_app, vigie_work');
      await client.query(`create role weak login password '${scramVerifier('hush')}'`);
      await client.query(`create role chief login createrole createdb password '${scramVerifier('hush')}'`);
    });
    await expect(open('weak', 'desk')).rejects.toMatchObject({ code: 'store-cannot-administer' });
    const first = keep(await open('chief', 'desk'));
    await first.owner.query('create table kept as select 1 as a; grant select on kept to vigie_app');
    const second = keep(await open('chief', 'desk'));
    expect((await second.app.query('select a from kept')).rows).toEqual([{ a: 1 }]);
    expect(await second.status()).toMatchObject({ kind: 'server', database: 'desk' });
    await expect(second.app.query('create temporary table mine (a int)')).rejects.toMatchObject({ code: '42501' });
    await expect(open('chief', 'postgres')).rejects.toMatchObject({
      code: 'store-other-database',
      message: expect.stringContaining(
        'create database "postgres" owner vigie_owner template template0 encoding \'UTF8\'',
      ),
    });
    await createTemplate(second, 'base_c1', async () => undefined);
    keep(await createFromTemplate(second, 'base_c1', 'four'));
  });
});
