import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hex } from '../audit/bytes.ts';
import type { Checkpoint } from '../audit/checkpoint.ts';
import type { HeldCheckpoint } from '../audit/log-checkpoints.ts';
import { Refusal } from '../errors.ts';
import { inFolder, makeFolder, makePrivateFile, systemCode, writePrivateFile } from './database/private-file.ts';

const FOLDER = 'checkpoints';
/** Size in sixteen digits, so that names sort as sizes do, and the beginning of the root. */
const NAME = /^\d{16}-[0-9a-f]{16}\.txt$/;

/** Keeps a checkpoint as a file in the log's folder, outside of the database, and returns its path. */
export async function exportCheckpoint(folder: string, { size, root }: Checkpoint, note: string): Promise<string> {
  const exported = join(folder, FOLDER);
  const path = join(exported, `${String(size).padStart(16, '0')}-${hex(root).slice(0, 16)}.txt`);
  await inFolder(exported, async () => {
    await makeFolder(exported, 0o700);
    await makePrivateFile(path, note);
  });
  return path;
}

/** Writes a checkpoint where the user wants it. */
export async function writeCheckpointFile(path: string, note: string): Promise<void> {
  try {
    await writePrivateFile(path, note);
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    const message = `The checkpoint cannot be written to “${path}”: the system says ${code}.`;
    throw new Refusal('not-allowed', 'audit-checkpoint-unwritable', message, { cause: error });
  }
}

/** Returns the exported checkpoints in the log's folder, the smallest first. */
export async function exportedCheckpoints(folder: string): Promise<HeldCheckpoint[]> {
  const exported = join(folder, FOLDER);
  const names = await inFolder(exported, () => namesIn(exported));
  const held: HeldCheckpoint[] = [];
  // One after the other: there may be more of them than files may be open.
  for (const name of names) held.push(await readCheckpointFile(join(exported, name), name));
  return held;
}

/** Returns the exported checkpoint of the most entries. */
export async function newestExported(folder: string): Promise<HeldCheckpoint | undefined> {
  const exported = join(folder, FOLDER);
  const name = (await inFolder(exported, () => namesIn(exported))).at(-1);
  return name === undefined ? undefined : readCheckpointFile(join(exported, name), name);
}

/** Reads a file with a checkpoint; what is in it is judged when the log is verified. */
export async function readCheckpointFile(path: string, name = path): Promise<HeldCheckpoint> {
  try {
    return { name, note: await readFile(path) };
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    const message = `The checkpoint “${path}” cannot be read: the system says ${code}.`;
    throw new Refusal('not-found', 'audit-checkpoint-unreadable', message, { cause: error });
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => NAME.test(name)).sort();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}
