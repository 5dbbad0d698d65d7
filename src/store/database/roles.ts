import type pg from 'pg';
import { escapeIdentifier, escapeLiteral } from 'pg';
import { Refusal } from '../../errors.ts';
import { OLDEST_MAJOR } from './binaries.ts';
import { databaseCode } from './login.ts';
import { type Passwords, ROLE_KEYS, ROLE_NAMES, type RoleKey, scramVerifier } from './passwords.ts';

const { owner: OWNER, app: APP, work: WORK } = ROLE_NAMES;
/** Any number will do, if it is the same for every Vigie: two of them must not make the roles at once. */
const ROLES_LOCK = 4_711_801;

export async function refuseOldServer(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ number: number; version: string }>(
    "select current_setting('server_version_num')::int as number, current_setting('server_version') as version",
  );
  const [server] = rows;
  if (server && server.number >= OLDEST_MAJOR * 10_000) return;
  throw new Refusal(
    'invalid',
    'store-server-too-old',
    `Vigie needs PostgreSQL ${OLDEST_MAJOR} or newer; the server is version ${server?.version}.`,
  );
}

export async function rolesThere(client: pg.ClientBase): Promise<string[]> {
  const names = ROLE_KEYS.map((key) => ROLE_NAMES[key]);
  const { rows } = await client.query<{ rolname: string }>(
    'select rolname from pg_roles where rolname = any($1) order by rolname',
    [names],
  );
  return rows.map(({ rolname }) => rolname);
}

/** Makes the roles that are not there. Those that are there keep their passwords. */
export async function makeRoles(client: pg.ClientBase, passwords: Passwords): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [ROLES_LOCK]);
  try {
    const there = await rolesThere(client);
    for (const key of ROLE_KEYS) if (!there.includes(ROLE_NAMES[key])) await makeRole(client, key, passwords[key]);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [ROLES_LOCK]);
  }
}

async function makeRole(client: pg.ClientBase, key: RoleKey, password: string): Promise<void> {
  const rights = 'login nosuperuser nocreatedb nocreaterole noinherit noreplication nobypassrls';
  const verifier = escapeLiteral(scramVerifier(password));
  try {
    await client.query(`create role ${escapeIdentifier(ROLE_NAMES[key])} ${rights} password ${verifier}`);
  } catch (error) {
    // Without the error as its cause: some carry the statement.
    if (databaseCode(error) === '42501') throw cannotAdminister();
    throw new Refusal(
      'conflict',
      'store-role-not-made',
      `The server did not make the role ${ROLE_NAMES[key]} (${databaseCode(error) ?? 'no code'}).`,
    );
  }
}

export function cannotAdminister(): Refusal {
  return new Refusal(
    'not-allowed',
    'store-cannot-administer',
    'The user of DATABASE_URL must be allowed to make roles and databases (CREATEROLE and CREATEDB, or a superuser). ' +
      `Otherwise make the roles ${OWNER}, ${APP} and ${WORK} yourself and give a URL for each of the three.`,
  );
}

export async function isDatabaseThere(client: pg.ClientBase, name: string): Promise<boolean> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
  return rowCount === 1;
}

/** Makes a database that the owner role owns, as a copy of `template`; empty ones sort by code point. */
export async function makeDatabase(client: pg.ClientBase, name: string, template = 'template0'): Promise<void> {
  await becomeMember(client);
  const locale = template === 'template0' ? `encoding 'UTF8' locale_provider libc lc_collate 'C' lc_ctype 'C'` : '';
  const [to, from] = [escapeIdentifier(name), escapeIdentifier(template)];
  await client.query(`create database ${to} owner ${OWNER} template ${from} ${locale}`);
}

/** Only a member of a role may give it a database; a superuser need not be one. */
async function becomeMember(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ needed: boolean }>(
    `select not rolsuper and not pg_has_role(current_user, $1, 'usage') as needed
       from pg_roles where rolname = current_user`,
    [OWNER],
  );
  if (rows[0]?.needed) await client.query(`grant ${OWNER} to current_user`);
}

/** Lets our roles in, and nobody else. A copy of a database does not have the rights of the original. */
export async function admitRoles(client: pg.ClientBase, database: string): Promise<void> {
  const name = escapeIdentifier(database);
  await client.query(
    `revoke all on database ${name} from public; grant connect on database ${name} to ${APP}, ${WORK}; ` +
      `grant connect, create, temporary on database ${name} to ${OWNER}`,
  );
}

interface RoleRights {
  readonly rolname: string;
  readonly strong: boolean;
  readonly member: boolean;
  readonly owns: boolean;
}

/** Refuses roles that policies would not bind: the best rule is of no use where the reader may lift it. */
export async function refuseStrongRoles(client: pg.Pool): Promise<void> {
  const { rows } = await client.query<RoleRights>(
    `select rolname,
            rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as strong,
            exists (select from pg_auth_members where member = pg_roles.oid) as member,
            exists (select from pg_shdepend where refclassid = 'pg_authid'::regclass and refobjid = pg_roles.oid
                       and deptype = 'o') as owns
       from pg_roles where rolname = any($1)`,
    [ROLE_KEYS.map((key) => ROLE_NAMES[key])],
  );
  const missing = ROLE_KEYS.map((key) => ROLE_NAMES[key]).find((name) => !rows.some((row) => row.rolname === name));
  if (missing) throw tooStrong(missing, 'is not there');
  for (const { rolname, strong, member, owns } of rows) {
    if (strong) throw tooStrong(rolname, 'is a superuser, bypasses row-level security or makes roles or databases');
    if (member) throw tooStrong(rolname, 'is a member of another role');
    if (owns && rolname !== OWNER) throw tooStrong(rolname, 'owns something');
  }
}

function tooStrong(role: string, fault: string): Refusal {
  return new Refusal(
    'not-allowed',
    'store-role-rights',
    `The role ${role} ${fault}. The roles ${OWNER}, ${APP} and ${WORK} must be plain ones that may log in and ` +
      `belong to no other role, and only ${OWNER} may own anything.`,
  );
}

/** Refuses a database whose order or encoding of text is another: answers would differ from server to server. */
export async function refuseOtherLocale(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{
    name: string;
    encoding: string;
    order: string;
    owner: string;
    provider: string;
  }>(
    `select datname as name, pg_encoding_to_char(encoding) as encoding, datcollate as order,
            pg_get_userbyid(datdba) as owner, datlocprovider as provider
       from pg_database where datname = current_database()`,
  );
  const [found] = rows;
  if (found === undefined) return;
  const { name, encoding, order, owner, provider } = found;
  if (encoding === 'UTF8' && provider === 'c' && /^(C|POSIX)$/.test(order) && owner === OWNER) return;
  throw new Refusal(
    'conflict',
    'store-other-database',
    `The database "${name}" has encoding ${encoding}, order ${order} and owner ${owner}. Give the name of a database ` +
      `that is not there yet, or make one: create database ${escapeIdentifier(name)} owner ${OWNER} ` +
      `template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`,
  );
}
