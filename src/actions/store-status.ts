import { countRows, type RowCounts } from '../store/count-rows.ts';
import type { DatabaseStatus } from '../store/database/open-database.ts';
import type { OpenDesk } from './open-desk.ts';

export interface StoreStatus extends DatabaseStatus {
  readonly schemaVersion: number;
  /** Where the key of the log and the exported checkpoints lie. */
  readonly logFolder: string;
  readonly counts: RowCounts;
}

/** Returns what database there is, who runs it and how much is in it. */
export async function storeStatus({ database, schemaVersion, logFolder }: OpenDesk): Promise<StoreStatus> {
  const counts = await countRows(database.work);
  return { ...(await database.status()), schemaVersion, logFolder, counts };
}
