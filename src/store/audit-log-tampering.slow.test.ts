import { describe, expect, it } from 'vitest';
import {
  addOne,
  addToLog,
  codesOf,
  coverLog,
  entryOf,
  idsInOrder,
  newKey,
  sequenceAll,
  signLog,
  verifyStore,
} from '../../test/support/audit-log.ts';
import { NOW, type TestStore, testServer } from '../../test/support/store.ts';
import { leafBytes } from '../audit/entry.ts';
import type { HeldCheckpoint } from '../audit/log-checkpoints.ts';
import type { LogReport } from '../audit/verify-log.ts';
import type { AuditKey } from './audit-key.ts';
import { makeCheckpoint } from './audit-log.ts';
import { inTransaction } from './transaction.ts';

const newStore = testServer();

interface SignedLog {
  readonly store: TestStore;
  readonly key: AuditKey;
  /** What somebody else has: checkpoints of 16 and 40 entries. */
  readonly kept: readonly HeldCheckpoint[];
  sql(statement: string, values?: readonly unknown[]): Promise<void>;
}

/** A log of 40 entries with checkpoints of 16 and 40. */
async function signedLog(): Promise<SignedLog> {
  const store = await newStore();
  const key = await newKey();
  await addToLog(store, 0, 16);
  const kept = [await signLog(store, key)];
  await addToLog(store, 16, 24);
  kept.push(await signLog(store, key));
  const sql = async (statement: string, values: readonly unknown[] = []) => {
    const { rowCount } = await store.database.owner.query(statement, [...values]);
    expect(rowCount).toBeGreaterThan(0);
  };
  return { store, key, kept, sql };
}

const other = Buffer.from(leafBytes({ ...entryOf(4711), commitments: {} }));
const EDIT = `update vigie.audit_entry set content = $1
  where id = (select entry_id from vigie.audit_leaf where position = 20)`;
const SWAP_IDS = `update vigie.audit_leaf set entry_id = (array[$1, $2]::uuid[])[position - 19] where position in (20, 21)`;

/** Where 20 is bad, the range that is named must hold it. */
function expectNames20({ firstBad }: LogReport): void {
  expect(firstBad).toBeDefined();
  expect(firstBad!.first).toBeLessThanOrEqual(20);
  expect(firstBad!.last).toBeGreaterThanOrEqual(20);
}

async function expectBad(
  { store, key, kept }: SignedLog,
  code: string,
  exported: readonly HeldCheckpoint[] = kept,
): Promise<LogReport> {
  const report = await verifyStore(store, key, exported);
  expect(report.isSound).toBe(false);
  expect(codesOf(report)).toContain(code);
  return report;
}

describe('somebody who changes the database but has no key is found when they', () => {
  it('edit an entry, which is named', async () => {
    const log = await signedLog();
    await log.sql(EDIT, [other]);
    const report = await expectBad(log, 'audit-entry-edited', []);
    expect(report).toMatchObject({ firstBad: { first: 20, last: 20 }, proven: 16 });
  });

  it('edit an entry into what is none', async () => {
    const log = await signedLog();
    await log.sql(EDIT, [Buffer.from('{}')]);
    const report = await expectBad(log, 'audit-entry-malformed', []);
    expect(report.firstBad).toEqual({ first: 20, last: 20 });
  });

  it('edit an entry and all hashes above it', async () => {
    const log = await signedLog();
    await log.sql(EDIT, [other]);
    await coverLog(log.store, await idsInOrder(log.store));
    const report = await expectBad(log, 'audit-root-differs', []);
    expect(report).toMatchObject({ firstBad: { first: 16, last: 39 }, proven: 16 });
  });

  it('drop an entry, which is named', async () => {
    const log = await signedLog();
    const [id] = (await idsInOrder(log.store)).slice(20, 21);
    await log.sql('delete from vigie.audit_leaf where position = 20');
    await log.sql('delete from vigie.audit_entry where id = $1', [id]);
    const report = await expectBad(log, 'audit-entry-missing', []);
    expect(report.firstBad).toEqual({ first: 20, last: 20 });
  });

  it('drop only its row of content, past the foreign keys', async () => {
    const log = await signedLog();
    const [id] = (await idsInOrder(log.store)).slice(20, 21);
    await log.store.database.owner.query('alter table vigie.audit_leaf drop constraint audit_leaf_entry_id_fkey');
    await log.sql('delete from vigie.audit_entry where id = $1', [id]);
    const report = await expectBad(log, 'audit-entry-missing', []);
    expect(report.firstBad).toEqual({ first: 20, last: 20 });
  });

  it('drop an entry and move the later ones up', async () => {
    const log = await signedLog();
    await coverLog(log.store, (await idsInOrder(log.store)).toSpliced(20, 1));
    expectNames20(await expectBad(log, 'audit-truncated', []));
  });

  it('swap two entries, with their hashes or without', async () => {
    const bare = await signedLog();
    const ids = await idsInOrder(bare.store);
    await bare.store.database.owner.query('alter table vigie.audit_leaf drop constraint audit_leaf_entry_id_key');
    await bare.sql(SWAP_IDS, [ids[21], ids[20]]);
    const report = await expectBad(bare, 'audit-entry-edited', []);
    expect(report.firstBad).toEqual({ first: 20, last: 20 });
    const covered = await signedLog();
    const order = await idsInOrder(covered.store);
    await coverLog(covered.store, order.with(20, order[21]!).with(21, order[20]!));
    expectNames20(await expectBad(covered, 'audit-root-differs', []));
  });

  it('insert an entry', async () => {
    const log = await signedLog();
    const id = await inTransaction(log.store.database.work, (client) => addOne(client, 4711));
    await coverLog(log.store, (await idsInOrder(log.store)).toSpliced(20, 0, id));
    expectNames20(await expectBad(log, 'audit-root-differs', []));
  });

  it('truncate the log', async () => {
    const log = await signedLog();
    await coverLog(log.store, (await idsInOrder(log.store)).slice(0, 35));
    const report = await expectBad(log, 'audit-truncated', []);
    expect(report).toMatchObject({ size: 35, proven: 16 });
  });

  it('empty the log', async () => {
    const log = await signedLog();
    await log.store.database.owner.query('truncate vigie.audit_leaf, vigie.audit_node');
    expect(await expectBad(log, 'audit-truncated', [])).toMatchObject({ size: 0, proven: 0, unsequenced: 40 });
    await log.store.database.owner.query('truncate vigie.audit_entry cascade');
    expect(await expectBad(log, 'audit-truncated', [])).toMatchObject({ size: 0, proven: 0, unsequenced: 0 });
    await log.store.database.owner.query('truncate vigie.audit_checkpoint');
    await expectBad(log, 'audit-rolled-back');
  });

  it('edit, drop or add nodes, even where no number reaches', async () => {
    const log = await signedLog();
    await log.sql("update vigie.audit_node set hash = decode(repeat('00', 32), 'hex') where level = 2 and place = 5");
    const edited = await expectBad(log, 'audit-node-differs', []);
    expect(edited.firstBad).toEqual({ first: 20, last: 23 });
    await log.sql('delete from vigie.audit_node where level = 2 and place = 5');
    await log.sql("insert into vigie.audit_node values (32767, 9223372036854775807, decode(repeat('00', 32), 'hex'))");
    const codes = codesOf(await expectBad(log, 'audit-node-missing', []));
    expect(codes).toEqual(['audit-node-missing', 'audit-node-extra']);
  });

  it('sign with another key', async () => {
    const log = await signedLog();
    await log.sql(EDIT, [other]);
    await coverLog(log.store, await idsInOrder(log.store));
    await log.sql('delete from vigie.audit_checkpoint');
    await signLog(log.store, await newKey());
    const report = await expectBad(log, 'audit-note-untrusted', []);
    expect(codesOf(report)).toContain('audit-no-checkpoint');
    expect(report.proven).toBe(0);
    expectNames20(await expectBad(log, 'audit-root-differs'));
  });

  it('put a checkpoint of other entries in', async () => {
    const log = await signedLog();
    await log.sql("update vigie.audit_checkpoint set note = replace(note, E'\\n40\\n', E'\\n41\\n') where size = 40");
    await expectBad(log, 'audit-note-signature-wrong', []);
    const stranger = await signedLog();
    await expectBad({ ...stranger, key: log.key }, 'audit-note-untrusted', []);
  });
});

describe('somebody who has the key as well is found by checkpoints that were kept elsewhere when they', () => {
  /** Signs the log as it is now as if it had always been so. */
  async function signAnew(log: SignedLog): Promise<void> {
    await log.sql('delete from vigie.audit_checkpoint');
    await signLog(log.store, log.key);
    expect(await verifyStore(log.store, log.key)).toMatchObject({ isSound: true });
  }

  it('fork the log: as many entries, but others', async () => {
    const log = await signedLog();
    await log.sql(EDIT, [other]);
    await coverLog(log.store, await idsInOrder(log.store));
    await signAnew(log);
    const report = await expectBad(log, 'audit-forked');
    expect(report).toMatchObject({ firstBad: { first: 16, last: 39 }, size: 40 });
  });

  it('drop an entry', async () => {
    const log = await signedLog();
    await coverLog(log.store, (await idsInOrder(log.store)).toSpliced(20, 1));
    await signAnew(log);
    const report = await expectBad(log, 'audit-rolled-back');
    expectNames20(report);
  });

  it('insert an entry', async () => {
    const log = await signedLog();
    const id = await inTransaction(log.store.database.work, (client) => addOne(client, 4711));
    await coverLog(log.store, (await idsInOrder(log.store)).toSpliced(20, 0, id));
    await signAnew(log);
    expectNames20(await expectBad(log, 'audit-forked'));
  });

  it('roll the database back to an earlier checkpoint', async () => {
    const log = await signedLog();
    await coverLog(log.store, (await idsInOrder(log.store)).slice(0, 16));
    await log.sql('delete from vigie.audit_checkpoint where size = 40');
    expect(await verifyStore(log.store, log.key)).toMatchObject({ isSound: true, size: 16 });
    const report = await expectBad(log, 'audit-rolled-back');
    expect(codesOf(report)).toContain('audit-truncated');
    expect(report.proven).toBe(16);
  });
});

describe('a changed log', () => {
  const refused = { code: 'audit-log-changed', kind: 'conflict' };

  it('is not signed', async () => {
    const log = await signedLog();
    await log.sql(EDIT, [other]);
    await coverLog(log.store, await idsInOrder(log.store));
    await expect(signLog(log.store, log.key)).rejects.toThrow(expect.objectContaining(refused));
  });

  it('is not signed behind a checkpoint that was exported', async () => {
    const log = await signedLog();
    await coverLog(log.store, (await idsInOrder(log.store)).slice(0, 16));
    await log.sql('delete from vigie.audit_checkpoint where size = 40');
    const [, exported] = log.kept;
    const making = { key: log.key, now: new Date(NOW), exported };
    await expect(makeCheckpoint(log.store.database.work, making)).rejects.toThrow(expect.objectContaining(refused));
  });

  it('is not gone on with where nodes are missing', async () => {
    const log = await signedLog();
    await log.sql('delete from vigie.audit_node where level = 5');
    await inTransaction(log.store.database.work, (client) => addOne(client, 41));
    await expect(sequenceAll(log.store)).rejects.toThrow(expect.objectContaining({ code: 'audit-node-missing' }));
  });
});
