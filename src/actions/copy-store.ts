import { join } from 'node:path';
import { type CopyManifest, copyIn, copyOut } from '../store/copy.ts';
import type { Desk } from './desk.ts';

/** A copy that was written or read. */
export interface StoreCopy extends CopyManifest {
  readonly folder: string;
}

/** Writes everything that the database holds into a new folder. */
export async function exportStore({ database, now }: Desk, folder: string): Promise<StoreCopy> {
  return { folder, ...(await copyOut(database, folder, new Date(now()))) };
}

/** Writes a copy into a folder of its own inside `folder`, named by the time. */
export function backUpStore(desk: Desk, folder: string): Promise<StoreCopy> {
  const time = new Date(desk.now()).toISOString().slice(0, 19).replace(/[-:]/g, '');
  return exportStore(desk, join(folder, `vigie-${time}Z`));
}

/** Reads a copy into an empty database, and compares counts and hashes. */
export async function importStore({ database }: Desk, folder: string): Promise<StoreCopy> {
  return { folder, ...(await copyIn(database, folder)) };
}
