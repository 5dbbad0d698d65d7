import { printVerifierKey } from '../audit/verifier-key.ts';
import { type AuditKey, openAuditKey } from '../store/audit-key.ts';
import { isSigned, makeCheckpoint, sequenceLog } from '../store/audit-log.ts';
import { exportCheckpoint, newestExported, writeCheckpointFile } from '../store/exported-checkpoints.ts';
import type { OpenDesk } from './open-desk.ts';

export interface MadeCheckpoint {
  /** How many entries got their position first. */
  readonly sequenced: number;
  readonly size: number;
  readonly note: string;
  /** The file in the data folder that holds the note. */
  readonly path: string;
}

/** Gives the entries that wait their positions, signs the log, and exports the note; to `copy` as well, where given. */
export async function checkpointDeskLog(desk: OpenDesk, copy?: string): Promise<MadeCheckpoint> {
  const { database, logFolder, now } = desk;
  const key = await keyOfDesk(desk);
  const sequenced = await sequenceLog(database.work);
  const exported = await newestExported(logFolder);
  const { checkpoint, note } = await makeCheckpoint(database.work, { key, now: new Date(now()), exported });
  const path = await exportCheckpoint(logFolder, checkpoint, note);
  if (copy !== undefined) await writeCheckpointFile(copy, note);
  return { sequenced, size: checkpoint.size, note, path };
}

/** Returns the key by which others verify the log, as one line; at first use this makes it. */
export async function verifierKeyOfDesk(desk: OpenDesk): Promise<string> {
  return printVerifierKey((await keyOfDesk(desk)).verifier);
}

/** What was signed goes on under its key; only a log that never was gets a new one. */
async function keyOfDesk({ database, logFolder }: OpenDesk): Promise<AuditKey> {
  const mayMake = !(await isSigned(database.work)) && (await newestExported(logFolder)) === undefined;
  return openAuditKey(logFolder, mayMake);
}
