import type pg from 'pg';

/** By what a request is known again: the account that sent it, and hashes of its key and of what it asked. */
export interface RequestKey {
  readonly accountId: string;
  readonly keyHash: Uint8Array;
  readonly requestHash: Uint8Array;
}

/** What was sent with this key before, and what came of it; null while that is not known. */
export interface KeyedRequest {
  readonly requestHash: Uint8Array;
  readonly answer: { readonly value: unknown } | null;
}

/** Takes the key for a request; returns what has it already. */
export async function beginRequest(
  work: pg.Pool,
  { accountId, keyHash, requestHash }: RequestKey,
  now: Date,
): Promise<KeyedRequest | undefined> {
  const { rowCount } = await work.query(
    `insert into vigie.keyed_request (account_id, key_hash, request_hash, made_at) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [accountId, Buffer.from(keyHash), Buffer.from(requestHash), now],
  );
  if (rowCount === 1) return undefined;
  const { rows } = await work.query<KeyedRequest>(
    `select request_hash as "requestHash", answer from vigie.keyed_request where account_id = $1 and key_hash = $2`,
    [accountId, Buffer.from(keyHash)],
  );
  // Where it was let go between the two, nothing was done by it.
  return rows[0] ?? { requestHash, answer: null };
}

/** Keeps what came of a request. */
export async function endRequest(work: pg.Pool, { accountId, keyHash }: RequestKey, value: unknown): Promise<void> {
  await work.query('update vigie.keyed_request set answer = $3 where account_id = $1 and key_hash = $2', [
    accountId,
    Buffer.from(keyHash),
    JSON.stringify({ value: value ?? null }),
  ]);
}

/** Lets the key go of a request by which nothing was done. */
export async function dropRequest(work: pg.Pool, { accountId, keyHash }: RequestKey): Promise<void> {
  await work.query('delete from vigie.keyed_request where account_id = $1 and key_hash = $2', [
    accountId,
    Buffer.from(keyHash),
  ]);
}

/** Deletes those that were made before an instant. */
export async function deleteRequests(work: pg.Pool, before: Date): Promise<void> {
  await work.query('delete from vigie.keyed_request where made_at < $1', [before]);
}
