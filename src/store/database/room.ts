import { statfs } from 'node:fs/promises';
import { Refusal } from '../../errors.ts';
import type { Place } from './place.ts';
import { systemCode } from './private-file.ts';

/** The log of the database grows by files of this size: where not even one more fits, PostgreSQL ends. */
export const LOG_SEGMENT = 16 * 2 ** 20;

/** How many bytes the disk of a folder has left; where it does not say, as much as one likes. */
export async function roomIn(folder: string): Promise<number> {
  const found = await statfs(folder).catch(() => undefined);
  return found === undefined ? Number.POSITIVE_INFINITY : found.bavail * found.bsize;
}

/** Says that the disk is full, where that is why a server ended; its reason may not have had the room to be written. */
export async function refusalOfFullDisk(reason: string, { root }: Place): Promise<Refusal | undefined> {
  const room = await roomIn(root);
  if (!/No space left on device|[Dd]isk quota exceeded/.test(reason) && room >= LOG_SEGMENT) return undefined;
  const left = Number.isFinite(room) ? ` (${Math.floor(room / 2 ** 20)} MB are left)` : '';
  return new Refusal(
    'conflict',
    'store-disk-full',
    `The disk of ${root} is full${left}, and PostgreSQL does not run on it: ${reason}. ` +
      'Make room there; what was acknowledged is kept.',
  );
}

export function isOfFullDisk(error: unknown): boolean {
  if (error instanceof Refusal) return error.code === 'store-disk-full';
  return ['ENOSPC', 'EDQUOT'].includes(systemCode(error) ?? '');
}
