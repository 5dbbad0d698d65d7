import { createHmac, randomBytes } from 'node:crypto';
import type pg from 'pg';
import { type AuditEntry, commit, leafBytes, SHORTEST_SALT } from '../audit/entry.ts';
import type { Mac } from '../audit/primitives.ts';

/** A value that an entry commits to, and the salt that nobody else uses. */
export interface Commitment {
  readonly value: Uint8Array;
  readonly salt: Uint8Array;
}

/** Returns a text to commit to, under a new salt. */
export function commitmentTo(text: string): Commitment {
  return { value: Buffer.from(text), salt: randomBytes(SHORTEST_SALT) };
}

/** An entry that an act writes, and what it commits to without saying it. */
export interface NewEntry {
  readonly id: string;
  readonly entry: Omit<AuditEntry, 'commitments'>;
  /** Values whose salted commitments stand in the entry, by name, each with a salt of 16 random bytes or more. */
  readonly committed?: Readonly<Record<string, Commitment>>;
}

/**
 * Writes the entry of an act in the act's own transaction: both are there, or neither is. Its position comes later,
 * from the sequencer. Salts lie beside it, so that they can be erased and the log still verifies.
 */
export async function addEntry(
  client: pg.ClientBase,
  { id, entry, committed = {} }: NewEntry,
  now: Date,
): Promise<void> {
  const names = Object.keys(committed).sort();
  const commitments = Object.fromEntries(
    names.map((name) => [name, commit(hmac, committed[name]!.salt, committed[name]!.value)]),
  );
  const content = leafBytes({ ...entry, commitments });
  await client.query(
    `insert into vigie.audit_entry (id, content, transaction_id, made_at, actor_id, object_ids)
     values ($1, $2, pg_current_xact_id(), $3, $4, $5)`,
    [id, Buffer.from(content), now, entry.actor, [...new Set(entry.objects.map((object) => object.id))]],
  );
  if (names.length === 0) return;
  await client.query(
    'insert into vigie.audit_salt (entry_id, name, salt) select $1, * from unnest($2::text[], $3::bytea[])',
    [id, names, names.map((name) => Buffer.from(committed[name]!.salt))],
  );
}

const hmac: Mac = {
  hmacSha256: (key, data) => createHmac('sha256', key).update(data).digest(),
};
