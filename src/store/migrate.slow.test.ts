import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { NOW, testServer } from '../../test/support/store.ts';
import { type Migration, migrate, readMigrations } from './migrate.ts';

const newStore = testServer();
const now = new Date(NOW);

function step(version: number, sql: string): Migration {
  return { version, name: 'more', sql, hash: createHash('sha256').update(sql).digest('hex') };
}

describe('migrations', () => {
  it('are applied once, however often and by however many programs at once', async () => {
    const { database } = await newStore();
    const steps = await readMigrations();
    const more = [...steps, step(steps.length + 1, 'create table vigie.more (a integer)')];
    const both = await Promise.all([migrate(database, now, more), migrate(database, now, more)]);
    expect(both.map(({ before }) => before).sort()).toEqual([steps.length, more.length]);
    expect(await migrate(database, now, more)).toEqual({ before: more.length, after: more.length });
  });

  it('leave nothing where one of them fails', async () => {
    const { database } = await newStore();
    const steps = await readMigrations();
    const next = steps.length + 1;
    const broken = [...steps, step(next, 'create table vigie.half (a integer)'), step(next + 1, 'create nonsense')];
    await expect(migrate(database, now, broken)).rejects.toMatchObject({ code: '42601' });
    const { rows } = await database.owner.query(
      "select to_regclass('vigie.half') as half, max(version) as version from vigie_ledger.migration",
    );
    expect(rows).toEqual([{ half: null, version: steps.length }]);
  });

  it('refuse a schema that is newer, and one that other steps made', async () => {
    const { database } = await newStore();
    const steps = await readMigrations();
    await expect(migrate(database, now, steps.slice(0, -1))).rejects.toMatchObject({ code: 'store-newer-schema' });
    const changed = steps.map((one) => (one.version === 2 ? step(2, `${one.sql} `) : one));
    await expect(migrate(database, now, changed)).rejects.toMatchObject({ code: 'store-other-migrations' });
  });

  it('are hidden from those who work on surfaces', async () => {
    const { database } = await newStore();
    for (const pool of [database.app, database.work]) {
      await expect(pool.query('select * from vigie_ledger.migration')).rejects.toMatchObject({ code: '42501' });
    }
  });
});
