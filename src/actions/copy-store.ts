import { join } from 'node:path';
import { type CopyManifest, copyIn, copyOut } from '../store/copy.ts';
import type { Desk } from './desk.ts';

/** A copy that was written or read. */
export interface StoreCopy extends CopyManifest {
  readonly folder: string;
}

/** Writes what the database holds into a new folder, but for who informants are. */
export async function exportStore({ database, now }: Desk, folder: string): Promise<StoreCopy> {
  return { folder, ...(await copyOut(database, { kind: 'export', folder, now: new Date(now()) })) };
}

/** Writes everything that the database holds into a folder of its own inside `parent`, named by the time. */
export async function backUpStore(desk: Desk, parent: string): Promise<StoreCopy> {
  const now = new Date(desk.now());
  const time = now.toISOString().slice(0, 19).replace(/[-:]/g, '');
  const folder = join(parent, `vigie-${time}Z`);
  return { folder, ...(await copyOut(desk.database, { kind: 'backup', folder, now })) };
}

/** Reads a copy into an empty database, and compares counts and hashes. */
export async function importStore({ database }: Desk, folder: string): Promise<StoreCopy> {
  return { folder, ...(await copyIn(database, folder)) };
}
