import type pg from 'pg';
import { sameBytes, utf8 } from '../audit/bytes.ts';
import { type Checkpoint, openCheckpoint, signCheckpoint } from '../audit/checkpoint.ts';
import type { HeldCheckpoint } from '../audit/log-checkpoints.ts';
import { leafHash, type TreeNode } from '../audit/merkle.ts';
import { Refusal } from '../errors.ts';
import type { AuditKey } from './audit-key.ts';
import { rebuildFrontier, rootAt } from './audit-nodes.ts';
import { nodeHasher, nodeVerifier } from './signing.ts';
import { inTransaction } from './transaction.ts';

/** Any number that nothing else locks by: positions are given by one at a time. */
const LOG_LOCK = 4_711_805;

/** The most entries that get their positions in one transaction. */
export const LARGEST_BATCH = 1000;

/** A checkpoint with the signed note of it, as it is stored. */
export interface SignedCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly note: string;
}

/** Gives a position to every entry that can have one, in batches, and returns to how many. */
export async function sequenceLog(work: pg.Pool): Promise<number> {
  let total = 0;
  for (const waiting of [waitingBehindLast, waitingAnywhere]) {
    for (let count = LARGEST_BATCH; count === LARGEST_BATCH; total += count) {
      count = await sequenceBatch(work, waiting);
    }
  }
  return total;
}

/**
 * Gives positions to at most `LARGEST_BATCH` entries behind those that have one, in the order of their transactions,
 * and returns to how many. Only what was written by transactions that are older than every running one is taken: no
 * earlier one can still commit.
 */
export function sequenceNext(work: pg.Pool): Promise<number> {
  return sequenceBatch(work, waitingBehindLast);
}

interface WaitingEntry {
  readonly id: string;
  readonly content: Buffer;
}

type FindWaiting = (client: pg.ClientBase) => Promise<WaitingEntry[]>;

function sequenceBatch(work: pg.Pool, findWaiting: FindWaiting): Promise<number> {
  return inTransaction(work, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [LOG_LOCK]);
    const entries = await findWaiting(client);
    if (entries.length === 0) return 0;
    const frontier = await rebuildFrontier(client);
    const first = frontier.size;
    const hashes = entries.map(({ content }) => leafHash(nodeHasher, content));
    const nodes = hashes.flatMap((hash) => frontier.append(hash));
    await client.query(
      `insert into vigie.audit_leaf (position, entry_id, leaf_hash)
       select * from unnest($1::bigint[], $2::uuid[], $3::bytea[])`,
      [entries.map((_, place) => first + place), entries.map(({ id }) => id), hashes],
    );
    await keepNodes(client, nodes);
    return entries.length;
  });
}

const WAITING = `
  select entry.id, entry.content from vigie.audit_entry entry
  where entry.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
    and not exists (select from vigie.audit_leaf leaf where leaf.entry_id = entry.id)`;

/** Reads along the index from the last entry on, so that the cost does not grow with the log. */
async function waitingBehindLast(client: pg.ClientBase): Promise<WaitingEntry[]> {
  const { rows: last } = await client.query<{ transaction: string; id: string }>(
    `select entry.transaction_id::text as transaction, entry.id from vigie.audit_leaf leaf
     join vigie.audit_entry entry on entry.id = leaf.entry_id order by leaf.position desc limit 1`,
  );
  const { transaction = '0', id = '00000000-0000-0000-0000-000000000000' } = last[0] ?? {};
  const { rows } = await client.query<WaitingEntry>(
    `${WAITING} and (entry.transaction_id, entry.id) > ($2::text::xid8, $3::uuid)
     order by entry.transaction_id, entry.id limit $1`,
    [LARGEST_BATCH, transaction, id],
  );
  return rows;
}

/** Whoever may add entries could give one the number of an earlier transaction; it is not passed over. */
async function waitingAnywhere(client: pg.ClientBase): Promise<WaitingEntry[]> {
  const { rows } = await client.query<WaitingEntry>(`${WAITING} order by entry.transaction_id, entry.id limit $1`, [
    LARGEST_BATCH,
  ]);
  return rows;
}

async function keepNodes(client: pg.ClientBase, nodes: readonly TreeNode[]): Promise<void> {
  if (nodes.length === 0) return;
  await client.query(
    `insert into vigie.audit_node (level, place, hash)
     select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])`,
    [nodes.map(({ level }) => level), nodes.map(({ index }) => index), nodes.map(({ hash }) => hash)],
  );
}

/** What a checkpoint is made with. */
export interface CheckpointMaking {
  readonly key: AuditKey;
  readonly now: Date;
  /** The newest checkpoint that was kept elsewhere. */
  readonly exported?: HeldCheckpoint | undefined;
}

/**
 * Signs how long the log is and what its root is, and stores the note. What was signed before is compared first, in the
 * database and elsewhere, so that nobody gets a signature under another history (`audit-log-changed`).
 */
export function makeCheckpoint(work: pg.Pool, { key, now, exported }: CheckpointMaking): Promise<SignedCheckpoint> {
  return inTransaction(work, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [LOG_LOCK]);
    const frontier = await rebuildFrontier(client);
    const newest = await newestCheckpoint(client);
    for (const held of [newest, exported]) if (held) await refuseChanged(client, frontier.size, key, held);
    const checkpoint = { origin: key.signer.name, size: frontier.size, root: frontier.root() };
    const note = signCheckpoint(nodeHasher, checkpoint, [key.signer]);
    // A clock that was set back must not make the log look as if it had shrunk.
    await client.query(
      `insert into vigie.audit_checkpoint (size, note, made_at)
       select $1, $2, greatest($3::timestamptz, max(made_at)) from vigie.audit_checkpoint
       on conflict (size, note) do nothing`,
      [checkpoint.size, note, now],
    );
    return { checkpoint, note };
  });
}

/** Whether the log has been signed: it has a key, then. */
export async function isSigned(work: pg.Pool): Promise<boolean> {
  const { rows } = await work.query<{ exists: boolean }>('select exists (select from vigie.audit_checkpoint)');
  return rows[0]!.exists;
}

async function newestCheckpoint(client: pg.ClientBase): Promise<HeldCheckpoint | undefined> {
  const { rows } = await client.query<{ size: string; note: string }>(
    'select size::text, note from vigie.audit_checkpoint order by size desc, made_at desc limit 1',
  );
  return rows[0] && { name: `database/${rows[0].size}`, note: utf8(rows[0].note) };
}

async function refuseChanged(
  client: pg.ClientBase,
  size: number,
  { verifier }: AuditKey,
  held: HeldCheckpoint,
): Promise<void> {
  const trusted = { verifier: nodeVerifier, keys: [verifier], origin: verifier.name };
  const { checkpoint } = openCheckpoint(trusted, held.note);
  const isSame =
    checkpoint !== undefined &&
    checkpoint.size <= size &&
    sameBytes(checkpoint.root, await rootAt(client, checkpoint.size));
  if (isSame) return;
  const message = `The log is not the one that the checkpoint ${held.name} was made of, so it is not signed; "vigie audit verify" says what is wrong.`;
  throw new Refusal('conflict', 'audit-log-changed', message);
}
