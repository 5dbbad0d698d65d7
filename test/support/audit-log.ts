import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { utf8 } from '../../src/audit/bytes.ts';
import type { AuditEntry } from '../../src/audit/entry.ts';
import type { HeldCheckpoint } from '../../src/audit/log-checkpoints.ts';
import { Frontier, leafHash } from '../../src/audit/merkle.ts';
import { type LogReport, verifyLog } from '../../src/audit/verify-log.ts';
import { addEntry } from '../../src/store/audit-entries.ts';
import { type AuditKey, openAuditKey } from '../../src/store/audit-key.ts';
import { makeCheckpoint, sequenceLog } from '../../src/store/audit-log.ts';
import { inLogSnapshot } from '../../src/store/read-audit-log.ts';
import { nodeHasher, nodeVerifier } from '../../src/store/signing.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { NOW, type TestStore, uuid } from './store.ts';

/** Returns an entry that differs from all others by its number. */
export function entryOf(number: number): Omit<AuditEntry, 'commitments'> {
  const id = createHash('sha256').update(String(number)).digest('hex');
  return {
    ...{ v: 1, at: '2026-11-20T08:15:00.000Z', actor: id, action: 'report-read', outcome: 'done' },
    ...{ objects: [{ noun: 'report', id }], labels: [id], reasons: [], policy: '1' },
  };
}

/** Adds one entry and returns its id. */
export async function addOne(client: pg.ClientBase, number: number): Promise<string> {
  const id = uuid();
  await addEntry(client, { id, entry: entryOf(number) }, new Date(NOW));
  return id;
}

/** Adds entries, some in each transaction, and sequences them. */
export async function addToLog(store: TestStore, first: number, count: number, each = 50): Promise<void> {
  for (let at = 0; at < count; at += each) {
    await inTransaction(store.database.work, async (client) => {
      for (let more = at; more < Math.min(at + each, count); more++) await addOne(client, first + more);
    });
  }
  await sequenceAll(store);
}

/** Sequences all that waits; a transaction of the server itself, such as a vacuum, may hold it up for a moment. */
export async function sequenceAll(store: TestStore): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    await sequenceLog(store.database.work);
    const { rows } = await store.database.work.query<{ waiting: number }>(
      `select count(*)::int as waiting from vigie.audit_entry entry
       where not exists (select from vigie.audit_leaf leaf where leaf.entry_id = entry.id)`,
    );
    if (rows[0]!.waiting === 0) return;
    await pause(25);
  }
  throw new Error('Entries wait although nobody holds them up.');
}

export async function newKey(): Promise<AuditKey> {
  const folder = mkdtempSync(join(tmpdir(), 'vigie-key-'));
  try {
    return await openAuditKey(folder, true);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

let minutes = 0;

/** Signs the log and returns the note as it is kept elsewhere. */
export async function signLog(store: TestStore, key: AuditKey): Promise<HeldCheckpoint> {
  minutes += 1;
  const now = new Date(NOW + minutes * 60_000);
  const { checkpoint, note } = await makeCheckpoint(store.database.work, { key, now });
  return { name: `kept-${checkpoint.size}`, note: utf8(note) };
}

export function verifyStore(
  store: TestStore,
  { verifier }: AuditKey,
  exported: readonly HeldCheckpoint[] = [],
): Promise<LogReport> {
  const trusted = { verifier: nodeVerifier, keys: [verifier], origin: verifier.name };
  return inLogSnapshot(store.database.work, (log) => verifyLog(nodeHasher, trusted, { ...log, exported }));
}

export const codesOf = ({ findings }: LogReport): string[] => findings.map(({ code }) => code);

/** Returns the ids of the entries in the order of the log. */
export async function idsInOrder(store: TestStore): Promise<string[]> {
  const { rows } = await store.database.owner.query<{ id: string }>(
    'select entry_id as id from vigie.audit_leaf order by position',
  );
  return rows.map(({ id }) => id);
}

/** Gives the log these entries in this order, with the hashes and nodes that they would have had: a careful forger. */
export async function coverLog(store: TestStore, ids: readonly string[]): Promise<void> {
  await inTransaction(store.database.owner, async (client) => {
    await client.query('delete from vigie.audit_leaf');
    await client.query('delete from vigie.audit_node');
    const frontier = new Frontier(nodeHasher);
    for (const [position, id] of ids.entries()) {
      const { rows } = await client.query<{ content: Buffer }>('select content from vigie.audit_entry where id = $1', [
        id,
      ]);
      const hash = leafHash(nodeHasher, rows[0]!.content);
      await client.query('insert into vigie.audit_leaf values ($1, $2, $3)', [position, id, hash]);
      for (const node of frontier.append(hash)) {
        await client.query('insert into vigie.audit_node values ($1, $2, $3)', [node.level, node.index, node.hash]);
      }
    }
    await client.query('delete from vigie.audit_entry where id not in (select entry_id from vigie.audit_leaf)');
  });
}
