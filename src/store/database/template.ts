import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { escapeIdentifier } from 'pg';
import { databaseCode } from './login.ts';
import type { Database } from './open-database.ts';
import { admitRoles, isDatabaseThere, makeDatabase } from './roles.ts';

/** Any number but that of the roles: two programs must not make one template at once. */
const TEMPLATE_LOCK = 4_711_802;
const PATIENCE = 20_000;

/**
 * Makes a database to copy, once for all programs that ask for this name: put into the name what it depends on, such
 * as a hash of the migrations. A `prepare` that throws leaves nothing behind. Copies take a sixth of a second.
 */
export async function createTemplate(
  database: Database,
  name: string,
  prepare: (template: Database) => Promise<void>,
): Promise<void> {
  checkName(name);
  await database.administer(async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    if (await isDatabaseThere(client, name)) return;
    const unfinished = `${name}_unfinished`;
    await dropNow(client, unfinished);
    await makeDatabase(client, unfinished);
    await admitRoles(client, unfinished);
    const template = database.sibling(unfinished);
    try {
      await prepare(template);
    } finally {
      await template.close();
    }
    await whenUnused(() =>
      client.query(`alter database ${escapeIdentifier(unfinished)} rename to ${escapeIdentifier(name)}`),
    );
  });
}

/** Copies a template; the caller closes the copy, and drops it where the server outlives the test. */
export async function createFromTemplate(database: Database, template: string, name: string): Promise<Database> {
  checkName(name);
  await database.administer(async (client) => {
    await whenUnused(() => makeDatabase(client, name, template));
    await admitRoles(client, name);
  });
  return database.sibling(name);
}

/** Deletes a database, and cuts off whoever is connected to it. */
export async function dropDatabase(database: Database, name: string): Promise<void> {
  checkName(name);
  await database.administer((client) => dropNow(client, name));
}

async function dropNow(client: pg.ClientBase, name: string): Promise<void> {
  await client.query(`drop database if exists ${escapeIdentifier(name)} with (force)`);
}

/** A connection that was just closed counts for a moment still, and a copy forbids another of the same original. */
async function whenUnused(work: () => Promise<unknown>): Promise<void> {
  const deadline = performance.now() + PATIENCE;
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      if (databaseCode(error) !== '55006' || performance.now() > deadline) throw error;
      await pause(20);
    }
  }
}

function checkName(name: string): void {
  if (/^[a-z][a-z0-9_]{0,50}$/.test(name)) return;
  throw new RangeError(`A database of tests is named with small letters, digits and "_", not ${JSON.stringify(name)}.`);
}
