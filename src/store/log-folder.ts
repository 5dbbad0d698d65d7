import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { thisMachine } from './database/machine.ts';
import type { DatabaseSettings, DatabaseStatus } from './database/open-database.ts';
import { requestedFolder } from './database/place.ts';

/**
 * Returns where the key of the log and its exported checkpoints lie: in the data folder, and of a server of one's own
 * in a folder of its own there, since several databases may share the data folder. It may not be there yet.
 */
export function logFolder(settings: DatabaseSettings, status: DatabaseStatus): string {
  if (status.dataFolder !== undefined) return status.dataFolder;
  const server = `${status.host}:${status.port}/${status.database}`;
  const hash = createHash('sha256').update(server).digest('hex').slice(0, 16);
  return join(requestedFolder(settings, settings.machine ?? thisMachine()), `log-${hash}`);
}
