import { chmodSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findBinaries } from '../../src/store/database/binaries.ts';
import { thisMachine } from '../../src/store/database/machine.ts';
import { findPlace, makePlace } from '../../src/store/database/place.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder with the programs of PostgreSQL for all test files: each would copy 60 MB else. */
    pgBin: string;
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

/** Vitest runs this once before the slow tests, and `teardown` behind them. */
export async function setup(project: TestProject): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'vigie-programs-'));
  chmodSync(folder, 0o711);
  project.provide('pgBin', await layPrograms(folder));
}

export async function teardown(): Promise<void> {
  if (folder) await rm(folder, { recursive: true, force: true });
}
