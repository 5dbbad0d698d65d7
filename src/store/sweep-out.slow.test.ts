import { describe, expect, it } from 'vitest';
import { filesWith } from '../../test/support/places.ts';
import { NOW, testServer } from '../../test/support/store.ts';
import { sweepOut } from './sweep-out.ts';

const newStore = testServer();
const WORD = Buffer.from('quorblezoq');

describe('sweeping out', () => {
  it('leaves no byte of a deleted row, in tables, indexes, samples or the write-ahead log', async () => {
    const store = await newStore();
    const labelId = await store.label('U');
    const add = (count: number) =>
      store.database.work.query(
        `insert into vigie.target (id, name, title, kind, marking, label_id, status, made_at, changed_at)
         select md5(n::text)::uuid, 'quorblezoq-' || n, 'quorblezoq', 'company', '{}', $2, 'active', $3, $3
         from generate_series(1, $1) as n`,
        [count, labelId, new Date(NOW)],
      );
    await add(300);
    await store.database.owner.query('analyze vigie.target');
    await store.database.work.query("delete from vigie.target where name <> 'quorblezoq-7'");
    await store.database.work.query("update vigie.target set name = 'other', title = 'other'");
    await store.database.administer((client) => client.query('checkpoint'));
    expect((await filesWith(store, WORD)).length).toBeGreaterThan(2);
    await sweepOut(store.database, { tables: ['target'], how: 'by rewriting' });
    expect(await filesWith(store, WORD)).toEqual([]);
  });

  it('frees a table that is in use, and waits for nobody for long', async () => {
    const store = await newStore();
    const reader = await store.database.work.connect();
    try {
      await reader.query('begin');
      await reader.query('select from vigie.target');
      await sweepOut(store.database, { tables: ['target'], how: 'by rewriting' });
    } finally {
      await reader.query('rollback');
      reader.release();
    }
    const { rows } = await store.database.owner.query('show lock_timeout');
    expect(rows).toEqual([{ lock_timeout: '0' }]);
  });

  it('says that it was not done where the database does not let it, or is lost', async () => {
    const store = await newStore();
    const { owner } = store.database;
    const sweeping = { tables: ['target'], how: 'by rewriting' } as const;
    await owner.query('revoke usage on schema vigie from vigie_owner');
    expect(await sweepOut(store.database, sweeping)).toBe(false);
    await owner.query('grant usage on schema vigie to vigie_owner');
    const reader = await store.database.work.connect();
    try {
      await reader.query('begin');
      await reader.query('select from vigie.target');
      const swept = sweepOut(store.database, sweeping);
      for (let ended = 0; ended === 0; ) {
        const { rowCount } = await store.database.administer((client) =>
          client.query("select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'"),
        );
        ended = rowCount ?? 0;
      }
      expect(await swept).toBe(false);
    } finally {
      await reader.query('rollback');
      reader.release();
    }
    expect(await sweepOut(store.database, sweeping)).toBe(true);
  });

  it('hides no other failure', async () => {
    const store = await newStore();
    const sweeping = { tables: ['no_such_table'], how: 'by freeing' } as const;
    await expect(sweepOut(store.database, sweeping)).rejects.toMatchObject({ code: '42P01' });
  });
});
