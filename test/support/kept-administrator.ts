import type pg from 'pg';
import type { Database } from '../../src/store/database/open-database.ts';

export interface KeptAdministrator {
  readonly administrator: pg.Client;
  readonly leave: () => void;
}

/** Returns a connection of the administrator that stays until `leave` is called: a new one for each question costs more than that. */
export function keptAdministrator(server: Database, database?: string): Promise<KeptAdministrator> {
  return new Promise((resolve, reject) => {
    const stays = (administrator: pg.Client): Promise<void> =>
      new Promise((gone) => resolve({ administrator, leave: gone }));
    server.administer(stays, database).catch(reject);
  });
}
