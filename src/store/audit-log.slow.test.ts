import { describe, expect, it } from 'vitest';
import {
  addOne,
  addToLog,
  codesOf,
  entryOf,
  idsInOrder,
  newKey,
  sequenceAll,
  signLog,
  verifyStore,
} from '../../test/support/audit-log.ts';
import { NOW, type TestStore, testServer, uuid } from '../../test/support/store.ts';
import { leafHash } from '../audit/merkle.ts';
import { verifyConsistency, verifyInclusion } from '../audit/proof.ts';
import { addEntry } from './audit-entries.ts';
import { makeCheckpoint, sequenceLog } from './audit-log.ts';
import { positionOf, proveConsistency, proveInclusion, rebuildFrontier, rootAt } from './audit-nodes.ts';
import { nodeHasher } from './signing.ts';
import { inSession, inTransaction } from './transaction.ts';

const newStore = testServer();

async function count(store: TestStore, table: 'audit_entry' | 'audit_leaf' | 'audit_salt'): Promise<number> {
  const { rows } = await store.database.owner.query<{ count: number }>(
    `select count(*)::int as count from vigie.${table}`,
  );
  return rows[0]!.count;
}

describe('an entry', () => {
  const act = (store: TestStore, fails: boolean) =>
    inTransaction(store.database.work, async (client) => {
      await client.query("insert into vigie.clearance values (1, 'k', '{}', '', $1)", [new Date(NOW)]);
      const committed = { title: { value: Buffer.from('secret'), salt: Buffer.alloc(16, 7) } };
      await addEntry(client, { id: uuid(), entry: entryOf(1), committed }, new Date(NOW));
      if (fails) throw new Error('the act failed');
    });

  it('is there with its act or not at all', async () => {
    const store = await newStore();
    await expect(act(store, true)).rejects.toThrow('the act failed');
    expect([await count(store, 'audit_entry'), await count(store, 'audit_salt')]).toEqual([0, 0]);
    expect((await store.database.owner.query('select from vigie.clearance')).rowCount).toBe(0);
    await act(store, false);
    expect([await count(store, 'audit_entry'), await count(store, 'audit_salt')]).toEqual([1, 1]);
    expect((await store.database.owner.query('select from vigie.clearance')).rowCount).toBe(1);
  });

  it('is added by surfaces, which can read, change and remove none', async () => {
    const store = await newStore();
    const session = await store.session({ nationality: 'USA' });
    await inSession(store.database.app, session, (client) => addOne(client, 1));
    await sequenceAll(store);
    expect(await count(store, 'audit_leaf')).toBe(1);
    const denied = (statement: string) =>
      expect(inSession(store.database.app, session, (client) => client.query(statement))).rejects.toThrow(
        expect.objectContaining({ code: '42501' }),
      );
    for (const table of ['audit_entry', 'audit_leaf', 'audit_node', 'audit_checkpoint', 'audit_salt']) {
      await denied(`select from vigie.${table}`);
      await denied(`delete from vigie.${table}`);
    }
    await denied("update vigie.audit_entry set content = ''");
    await denied("insert into vigie.audit_leaf select 1, id, '' from vigie.audit_entry");
  });
});

describe('the sequencer', () => {
  it('waits for an earlier transaction that is still running', async () => {
    const store = await newStore();
    const early = await store.database.work.connect();
    try {
      await early.query('begin');
      const first = await addOne(early, 1);
      const second = await inTransaction(store.database.work, (client) => addOne(client, 2));
      expect(await sequenceLog(store.database.work)).toBe(0);
      await early.query('commit');
      await sequenceAll(store);
      expect(await idsInOrder(store)).toEqual([first, second]);
      expect(await sequenceLog(store.database.work)).toBe(0);
    } finally {
      early.release();
    }
  });

  it('goes on where an earlier transaction was taken back', async () => {
    const store = await newStore();
    const early = await store.database.work.connect();
    try {
      await early.query('begin');
      await addOne(early, 1);
      const second = await inTransaction(store.database.work, (client) => addOne(client, 2));
      expect(await sequenceLog(store.database.work)).toBe(0);
      await early.query('rollback');
      await sequenceAll(store);
      expect(await idsInOrder(store)).toEqual([second]);
    } finally {
      early.release();
    }
  });

  it('gives each entry one place, in the order of transactions, while many write and several sequence', async () => {
    const store = await newStore();
    let writing = true;
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let turn = 0; turn < 25; turn++) {
        const { owner, app } = store.database;
        await inTransaction(writer % 2 === 0 ? app : owner, async (client) => {
          await addOne(client, writer * 1000 + turn);
          await client.query('select pg_sleep($1)', [((turn * 7 + writer * 3) % 10) / 1000]);
          await addOne(client, writer * 1000 + 500 + turn);
        });
      }
    });
    const sequencers = Array.from({ length: 3 }, async () => {
      while (writing) await sequenceLog(store.database.work);
    });
    await Promise.all(writers).finally(() => {
      writing = false;
    });
    await Promise.all(sequencers);
    await sequenceAll(store);
    const { rows } = await store.database.owner.query<{ id: string }>(
      'select id from vigie.audit_entry order by transaction_id, id',
    );
    expect(rows).toHaveLength(200);
    expect(await idsInOrder(store)).toEqual(rows.map(({ id }) => id));
    const key = await newKey();
    await signLog(store, key);
    expect(await verifyStore(store, key)).toMatchObject({ size: 200, proven: 200, unsequenced: 0, isSound: true });
  });

  it('does not pass over an entry that claims an earlier transaction', async () => {
    const store = await newStore();
    await addToLog(store, 0, 3);
    const late = await inTransaction(store.database.work, (client) => addOne(client, 4));
    await store.database.owner.query("update vigie.audit_entry set transaction_id = '3' where id = $1", [late]);
    await sequenceAll(store);
    expect((await idsInOrder(store)).at(-1)).toBe(late);
  });
});

describe('a log that grows while it is verified', () => {
  it('is read as it was at one moment', async () => {
    const store = await newStore();
    const key = await newKey();
    await addToLog(store, 0, 1500, 1500);
    const kept = [await signLog(store, key)];
    let growing = true;
    const growth = (async () => {
      for (let number = 1500; growing; number += 3) {
        await addToLog(store, number, 3);
        kept.push(await signLog(store, key));
      }
    })();
    try {
      for (let round = 0; round < 12; round++) {
        const report = await verifyStore(store, key, [...kept]);
        const grave = report.findings.filter(({ severity }) => severity === 'error');
        expect(grave).toEqual([]);
        expect(report.proven).toBeGreaterThanOrEqual(1500);
      }
    } finally {
      growing = false;
      await growth;
    }
    expect(kept.length).toBeGreaterThan(3);
  });
});

describe('a log of 3,000 entries', () => {
  it('is sound, and all that is asked of it can be proven', async () => {
    const store = await newStore();
    const key = await newKey();
    await addToLog(store, 0, 1234, 400);
    const kept = [await signLog(store, key)];
    await addToLog(store, 1234, 3000 - 1234, 1766);
    expect(codesOf(await verifyStore(store, key, kept))).toEqual(['audit-not-signed']);
    kept.push(await signLog(store, key));
    expect(await verifyStore(store, key, kept)).toEqual({
      ...{ size: 3000, proven: 3000, unsequenced: 0 },
      ...{ findings: [], untold: 0, isSound: true },
    });
    await inTransaction(store.database.work, async (client) => {
      const frontier = await rebuildFrontier(client);
      expect(frontier.size).toBe(3000);
      for (let round = 0; round < 60; round++) {
        const newer = 1 + Math.floor(Math.random() * 3000);
        const older = 1 + Math.floor(Math.random() * newer);
        const index = Math.floor(Math.random() * newer);
        const { claim, path } = await proveInclusion(client, index, newer);
        expect(verifyInclusion(nodeHasher, claim, path)).toBe(true);
        const { rows } = await client.query<{ id: string; content: Buffer }>(
          `select entry.id, content from vigie.audit_leaf leaf join vigie.audit_entry entry on entry.id = leaf.entry_id
           where position = $1`,
          [index],
        );
        expect(claim.leafHash).toEqual(leafHash(nodeHasher, rows[0]!.content));
        expect(await positionOf(client, rows[0]!.id)).toBe(index);
        const heads = [
          { size: older, root: await rootAt(client, older) },
          { size: newer, root: await rootAt(client, newer) },
        ] as const;
        expect(claim.root).toEqual(heads[1].root);
        const proof = await proveConsistency(client, older, newer);
        expect(verifyConsistency(nodeHasher, heads[0], heads[1], proof)).toBe(true);
      }
      expect(await rootAt(client, 3000)).toEqual(frontier.root());
      await expect(proveInclusion(client, 3000, 3001)).rejects.toThrow(
        expect.objectContaining({ code: 'audit-node-missing' }),
      );
      await expect(positionOf(client, uuid())).rejects.toThrow(
        expect.objectContaining({ code: 'audit-entry-not-in-log' }),
      );
    });
  }, 60_000);

  it('may be signed by a clock that was set back', async () => {
    const store = await newStore();
    const key = await newKey();
    for (const [size, now] of [NOW, NOW - 3_600_000, NOW - 1000].entries()) {
      await addToLog(store, size, 1);
      await makeCheckpoint(store.database.work, { key, now: new Date(now) });
    }
    expect(await verifyStore(store, key)).toMatchObject({ size: 3, proven: 3, findings: [] });
  });

  it('is told from an empty one, which can be signed and has one root', async () => {
    const store = await newStore();
    const key = await newKey();
    expect(await verifyStore(store, key)).toMatchObject({ size: 0, proven: 0, isSound: true });
    const kept = await signLog(store, key);
    expect(await verifyStore(store, key, [kept])).toMatchObject({ size: 0, proven: 0, isSound: true, findings: [] });
    await inTransaction(store.database.work, (client) => addOne(client, 1));
    const waiting = await verifyStore(store, key, [kept]);
    expect(waiting).toMatchObject({ size: 0, unsequenced: 1, isSound: true });
    expect(codesOf(waiting)).toEqual(['audit-not-sequenced']);
  });
});
