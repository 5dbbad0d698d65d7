import type pg from 'pg';

/** What makes the codes of an account, sealed, and the step of the last one that was used. */
export interface StoredTotp {
  readonly sealed: Buffer;
  readonly lastStep: number;
}

/** Returns what makes the codes of an account, locked until the transaction is over. */
export async function readTotp(work: pg.ClientBase, accountId: string): Promise<StoredTotp | undefined> {
  const { rows } = await work.query<StoredTotp>(
    'select sealed, last_step::float8 as "lastStep" from vigie.account_totp where account_id = $1 for update',
    [accountId],
  );
  return rows[0];
}

/** Notes that the code of a step was used: neither it nor an earlier one counts again. */
export async function spendStep(work: pg.ClientBase, accountId: string, step: number): Promise<void> {
  await work.query('update vigie.account_totp set last_step = $2 where account_id = $1', [accountId, step]);
}

/** Keeps what makes the codes of an account, with new recovery codes; what was there before goes. */
export async function setTotp(
  work: pg.ClientBase,
  totp: StoredTotp & { readonly accountId: string; readonly recoveryHashes: readonly Uint8Array[] },
  now: Date,
): Promise<void> {
  const { accountId, sealed, lastStep, recoveryHashes } = totp;
  await deleteTotp(work, accountId);
  await work.query('insert into vigie.account_totp (account_id, sealed, last_step, made_at) values ($1, $2, $3, $4)', [
    accountId,
    sealed,
    lastStep,
    now,
  ]);
  await work.query('insert into vigie.recovery_code (account_id, hash) select $1, unnest($2::bytea[])', [
    accountId,
    recoveryHashes,
  ]);
}

/** Returns whether there was something to delete. */
export async function deleteTotp(work: pg.ClientBase, accountId: string): Promise<boolean> {
  await work.query('delete from vigie.recovery_code where account_id = $1', [accountId]);
  const { rowCount } = await work.query('delete from vigie.account_totp where account_id = $1', [accountId]);
  return rowCount === 1;
}

/** Uses a recovery code up; returns whether the account had it. Of two who do so at once, one gets it. */
export async function takeRecoveryCode(work: pg.ClientBase, accountId: string, hash: Uint8Array): Promise<boolean> {
  const { rowCount } = await work.query('delete from vigie.recovery_code where account_id = $1 and hash = $2', [
    accountId,
    hash,
  ]);
  return rowCount === 1;
}

/** Returns how many recovery codes an account has left. */
export async function recoveryCodesLeft(work: pg.ClientBase, accountId: string): Promise<number> {
  const { rows } = await work.query<{ left: number }>(
    'select count(*)::int as left from vigie.recovery_code where account_id = $1',
    [accountId],
  );
  return rows[0]!.left;
}

/** Returns whether anything is sealed by the key of the desk, which must then not be made anew. */
export async function hasSealedCodes(work: pg.Pool): Promise<boolean> {
  const { rows } = await work.query<{ has: boolean }>('select exists (select from vigie.account_totp) as has');
  return rows[0]!.has;
}
