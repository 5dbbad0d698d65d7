import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DatabaseStatus } from './database/open-database.ts';
import { logFolder } from './log-folder.ts';

const known = { version: '18.4', database: 'vigie', sizeInBytes: 1, port: 5432 };

describe('the folder of a log', () => {
  it('is the one of the private database', () => {
    const status: DatabaseStatus = { ...known, kind: 'private', dataFolder: '/var/lib/vigie/0123' };
    expect(logFolder({ dataFolder: '/home/desk' }, status)).toBe('/var/lib/vigie/0123');
  });

  it('is another one for each database of a server', () => {
    const at = (part: Partial<DatabaseStatus>) =>
      logFolder({ dataFolder: '/srv/desk' }, { ...known, kind: 'server', host: 'one', ...part });
    expect(dirname(at({}))).toBe('/srv/desk');
    expect(at({})).toBe(at({ version: '19.0' }));
    expect(new Set([at({}), at({ host: 'two' }), at({ port: 5433 }), at({ database: 'other' })]).size).toBe(4);
  });

  it('lies in the customary folder where no other is set', () => {
    const folder = logFolder({}, { ...known, kind: 'server', host: 'one' });
    expect(folder.startsWith(homedir())).toBe(true);
  });
});
