import { type LogReport, verifyLog } from '../audit/verify-log.ts';
import { findVerifierKey } from '../store/audit-key.ts';
import { exportedCheckpoints, readCheckpointFile } from '../store/exported-checkpoints.ts';
import { inLogSnapshot } from '../store/read-audit-log.ts';
import { nodeHasher, nodeVerifier } from '../store/signing.ts';
import type { OpenDesk } from './open-desk.ts';

export interface LogVerification extends LogReport {
  /** How many checkpoints from outside of the database were compared. */
  readonly exported: number;
  /** Whether a key was there to believe. */
  readonly hasKey: boolean;
}

/**
 * Says what is wrong with the log, and writes nothing. It is compared with the checkpoints of the database, with those
 * that were exported into the data folder, and with the files at `paths`, which came from elsewhere.
 */
export async function verifyDeskLog(
  { database, logFolder }: OpenDesk,
  paths: readonly string[] = [],
): Promise<LogVerification> {
  const key = await findVerifierKey(logFolder);
  const trusted = { verifier: nodeVerifier, keys: key ? [key] : [], origin: key?.name ?? '' };
  // Before the snapshot: a checkpoint is in the database before it is a file.
  const exported = await exportedCheckpoints(logFolder);
  for (const path of paths) exported.push(await readCheckpointFile(path));
  const report = await inLogSnapshot(database.work, (log) => verifyLog(nodeHasher, trusted, { ...log, exported }));
  return { ...report, exported: exported.length, hasKey: key !== undefined };
}
