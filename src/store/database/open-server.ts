import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Refusal } from '../../errors.ts';
import { type Logins, reaching } from './connect.ts';
import { databaseCode, type Login, parseLogin, withClient } from './login.ts';
import type { Machine } from './machine.ts';
import { newPasswords, type Passwords, ROLE_KEYS, ROLE_NAMES, type RoleKey, readPasswords } from './passwords.ts';
import { type PlaceSettings, requestedFolder } from './place.ts';
import { inFolder, makeFolder, makePrivateFile } from './private-file.ts';
import {
  admitRoles,
  cannotAdminister,
  isDatabaseThere,
  makeDatabase,
  makeRoles,
  refuseOldServer,
  refuseOtherLocale,
  rolesThere,
} from './roles.ts';

/** URLs of a server of one's own: one of a user who may make roles and databases, or one for each role. */
export type ServerUrls = string | Readonly<Record<RoleKey, string>>;

/** Reaches a server of one's own, and makes what is missing there where we may. */
export async function openServer(urls: ServerUrls, settings: PlaceSettings, machine: Machine): Promise<Logins> {
  if (typeof urls !== 'string') return openByRoles(urls);
  const administrator = parseLogin(urls);
  return reaching(administrator, () => prepareServer(administrator, settings, machine));
}

async function openByRoles(urls: Readonly<Record<RoleKey, string>>): Promise<Logins> {
  const entries = ROLE_KEYS.map((key) => [key, parseLogin(urls[key], `The URL of ${ROLE_NAMES[key]}`)] as const);
  for (const [key, login] of entries) await reaching(login, () => checkRole(key, login));
  return Object.fromEntries(entries) as Logins;
}

/** The name in the URL need not be the role's: some services add the name of the server to it. */
async function checkRole(key: RoleKey, login: Login): Promise<void> {
  await withClient(login, async (client) => {
    await refuseOldServer(client);
    const { rows } = await client.query<{ role: string }>('select current_user as role');
    if (rows[0]?.role === ROLE_NAMES[key]) return refuseOtherLocale(client);
    throw new Refusal(
      'invalid',
      'store-wrong-role',
      `The URL of ${ROLE_NAMES[key]} logs in as ${rows[0]?.role}; policies are written for ${ROLE_NAMES[key]}.`,
    );
  });
}

async function prepareServer(administrator: Login, settings: PlaceSettings, machine: Machine): Promise<Logins> {
  const { database } = administrator;
  // Every server has this database, and the one of the URL may not be there yet.
  const outside = { ...administrator, database: 'postgres' };
  const passwords = await withClient(outside, async (client) => {
    await refuseOldServer(client);
    const known = await passwordsFor(administrator, await rolesThere(client), { settings, machine });
    await makeRoles(client, known);
    if (!(await isDatabaseThere(client, database))) await makeDatabase(client, database);
    return known;
  }).catch((error: unknown) => {
    throw databaseCode(error) === '42501' ? cannotAdminister() : error;
  });
  await withClient(administrator, refuseOtherLocale);
  await withClient(outside, (client) => admitRoles(client, database));
  const login = (key: RoleKey): Login => ({ ...administrator, user: ROLE_NAMES[key], password: passwords[key] });
  return { administrator: outside, owner: login('owner'), app: login('app'), work: login('work') };
}

interface Keeping {
  readonly settings: PlaceSettings;
  readonly machine: Machine;
}

/** The passwords of this server, which lie in the data folder; new ones where the server has none of our roles. */
async function passwordsFor(server: Login, there: string[], { settings, machine }: Keeping): Promise<Passwords> {
  const root = requestedFolder(settings, machine);
  const hash = createHash('sha256').update(`${server.host}:${server.port}`).digest('hex').slice(0, 16);
  const path = join(root, `passwords-${hash}.json`);
  return inFolder(root, async () => {
    const kept = await readPasswords(path);
    if (kept) return kept;
    if (there.length > 0) throw refuseUnknownRoles(there, path);
    await makeFolder(root, 0o700);
    await makePrivateFile(path, `${JSON.stringify(newPasswords())}\n`);
    // Another Vigie that starts now may have been first.
    return (await readPasswords(path)) ?? refuseVanished(path);
  });
}

function refuseUnknownRoles(there: string[], path: string): Refusal {
  return new Refusal(
    'conflict',
    'store-unknown-roles',
    `The server has ${there.join(', ')} already, and their passwords are not in ${path}: bring that file back from a ` +
      'backup, or give the roles passwords yourself and set a URL for each of the three.',
  );
}

function refuseVanished(path: string): never {
  throw new Refusal('not-found', 'store-passwords-vanished', `The file ${path} vanished while Vigie wrote it.`);
}
