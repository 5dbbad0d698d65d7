import { chmodSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findBinaries } from '../../src/store/database/binaries.ts';
import { thisMachine } from '../../src/store/database/machine.ts';
import { type Database, openDatabase } from '../../src/store/database/open-database.ts';
import { ROLE_NAMES } from '../../src/store/database/passwords.ts';
import { findPlace, makePlace } from '../../src/store/database/place.ts';
import { createTemplate } from '../../src/store/database/template.ts';
import { migrate } from '../../src/store/migrate.ts';
import { memoryFolder } from './memory-folder.ts';
import { NOW, TEMPLATE } from './shared-server.ts';
import { SLOW } from './test-groups.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder with the programs of PostgreSQL for all test files: each would copy 60 MB else. */
    pgBin: string;
    /**
     * Data folders of servers with a migrated template, one for each worker, which test files join: each would make and start
     * one else. Two files at once share none: what one leaves open would hold up what the other waits for.
     */
    serverFolders: readonly string[];
  }
}

/** Copies the programs of PostgreSQL into a folder once, for data folders that need no copy of their own. */
async function layPrograms(inFolder: string): Promise<string> {
  const machine = thisMachine();
  const place = findPlace({ dataFolder: inFolder, systemFolder: inFolder }, machine);
  await makePlace(place);
  return (await findBinaries(undefined, place, machine)).folder;
}

let folder: string | undefined;
let servers: readonly Database[] = [];

/** Vitest runs this once before the slow tests, and `teardown` behind them. */
export async function setup(project: TestProject): Promise<void> {
  folder = mkdtempSync(join(memoryFolder() ?? tmpdir(), 'vigie-programs-'));
  chmodSync(folder, 0o711);
  const pgBin = await layPrograms(folder);
  const folders = Array.from({ length: SLOW.maxWorkers }, (_, at) => join(folder!, `server-${at}`));
  servers = await Promise.all(folders.map((dataFolder) => startServer(dataFolder, pgBin)));
  project.provide('pgBin', pgBin);
  project.provide('serverFolders', folders);
}

async function startServer(dataFolder: string, pgBin: string): Promise<Database> {
  const server = await openDatabase({ dataFolder, systemFolder: dataFolder, pgBin });
  await createTemplate(server, TEMPLATE, async (template) => {
    await migrate(template, new Date(NOW));
  });
  await server.administer(async (client) => {
    // Databases live for a test; what looks after them in between would hold up whoever waits for running transactions.
    await client.query('alter system set autovacuum = off');
    // What tests write need not outlive a loss of power.
    for (const role of Object.values(ROLE_NAMES)) await client.query(`alter role ${role} set synchronous_commit = off`);
    await client.query('select pg_reload_conf()');
  });
  return server;
}

export async function teardown(): Promise<void> {
  await Promise.all(servers.map((server) => server.close()));
  if (folder) await rm(folder, { recursive: true, force: true });
}
