import { chmodSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findBinaries } from '../../src/store/database/binaries.ts';
import { thisMachine } from '../../src/store/database/machine.ts';
import { type Database, openDatabase } from '../../src/store/database/open-database.ts';
import { findPlace, makePlace } from '../../src/store/database/place.ts';
import { createTemplate } from '../../src/store/database/template.ts';
import { migrate } from '../../src/store/migrate.ts';
import { NOW, TEMPLATE } from './template-of-tests.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder with the programs of PostgreSQL for all test files: each would copy 60 MB else. */
    pgBin: string;
    /** Data folder of a server for each worker, with the template of its databases: each test file would make them else. */
    servers: string[];
  }
}

/** Copies the programs of PostgreSQL into a folder once, for data folders that need no copy of their own. */
async function layPrograms(inFolder: string): Promise<string> {
  const machine = thisMachine();
  const place = findPlace({ dataFolder: inFolder, systemFolder: inFolder }, machine);
  await makePlace(place);
  return (await findBinaries(undefined, place, machine)).folder;
}

/**
 * Starts a server for each worker. One for all would not do: what a follower may read depends on all transactions of a server,
 * and tests hold some open.
 */
async function startServers(folders: readonly string[], pgBin: string): Promise<void> {
  const started = folders.map(async (dataFolder) => {
    const server = await openDatabase({ dataFolder, systemFolder: dataFolder, pgBin });
    servers.push(server);
    // Its transactions would hold back, at any moment, what is read in the order of commits.
    await server.administer(async (client) => {
      await client.query('alter system set autovacuum = off');
      await client.query('select pg_reload_conf()');
    });
    await createTemplate(server, TEMPLATE, async (template) => {
      await migrate(template, new Date(NOW));
    });
  });
  // Vitest calls no teardown behind a setup that failed.
  await Promise.all(started).catch(async (error: unknown) => {
    await Promise.allSettled(started);
    await teardown();
    throw error;
  });
}

let folder: string | undefined;
const servers: Database[] = [];

/** Vitest runs this once before the slow tests, and `teardown` behind them. */
export async function setup(project: TestProject): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'vigie-programs-'));
  chmodSync(folder, 0o711);
  const pgBin = await layPrograms(folder);
  const folders = Array.from({ length: availableParallelism() }, (_, at) => join(folder!, `server-${at + 1}`));
  await startServers(folders, pgBin);
  project.provide('pgBin', pgBin);
  project.provide('servers', folders);
}

export async function teardown(): Promise<void> {
  for (const server of servers.splice(0)) await server.close();
  if (folder) await rm(folder, { recursive: true, force: true });
}
