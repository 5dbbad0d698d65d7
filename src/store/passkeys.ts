import type pg from 'pg';

/** A passkey as its account sees it. */
export interface StoredPasskey {
  readonly id: string;
  readonly name: string;
  readonly transports: readonly string[];
  readonly madeAt: Date;
  readonly usedAt: Date | null;
}

/** What a passkey is verified by. */
export interface PasskeyToVerify {
  readonly id: string;
  readonly accountId: string;
  readonly credentialId: Buffer;
  /** COSE. */
  readonly publicKey: Buffer;
  /** How often it was used, as it counts itself; 0 where it does not. */
  readonly counter: number;
  readonly transports: readonly string[];
}

const TO_VERIFY = `id, account_id as "accountId", credential_id as "credentialId", public_key as "publicKey",
  counter::float8 as counter, transports`;

/** Returns the passkeys of whoever asks. */
export async function ownPasskeys(client: pg.ClientBase): Promise<readonly StoredPasskey[]> {
  const { rows } = await client.query<StoredPasskey>(
    `select id, name, transports, made_at as "madeAt", used_at as "usedAt" from vigie.passkey
     where account_id = vigie.current_actor() order by made_at, id`,
  );
  return rows;
}

/** Returns the passkeys of an account, as browsers know them. */
export async function passkeysOf(
  work: pg.Pool | pg.ClientBase,
  accountId: string,
): Promise<readonly PasskeyToVerify[]> {
  const { rows } = await work.query<PasskeyToVerify>(
    `select ${TO_VERIFY} from vigie.passkey where account_id = $1 order by made_at, id`,
    [accountId],
  );
  return rows;
}

/** Returns the passkey that WebAuthn calls so. */
export async function findPasskey(
  work: pg.Pool | pg.ClientBase,
  credentialId: Uint8Array,
): Promise<PasskeyToVerify | undefined> {
  const { rows } = await work.query<PasskeyToVerify>(
    `select ${TO_VERIFY} from vigie.passkey where credential_id = $1`,
    [credentialId],
  );
  return rows[0];
}

/** Keeps a passkey; returns false where one of this id is there. */
export async function addPasskey(
  work: pg.ClientBase,
  { id, accountId, credentialId, publicKey, counter, transports, name }: PasskeyToVerify & { readonly name: string },
  now: Date,
): Promise<boolean> {
  const { rowCount } = await work.query(
    `insert into vigie.passkey (id, account_id, credential_id, public_key, counter, transports, name, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (credential_id) do nothing`,
    [id, accountId, credentialId, publicKey, counter, transports, name, now],
  );
  return rowCount === 1;
}

/**
 * Notes the use of a passkey, by how often it says that it was used; returns false where it is gone, or has said as much
 * before: then there are two of it.
 */
export async function countPasskey(
  work: pg.ClientBase,
  { id, counter }: { readonly id: string; readonly counter: number },
  now: Date,
): Promise<boolean> {
  const { rowCount } = await work.query(
    `update vigie.passkey set counter = $2, used_at = $3
     where id = $1 and (counter < $2 or (counter = 0 and $2 = 0))`,
    [id, counter, now],
  );
  return rowCount === 1;
}

/** Deletes a passkey of an account; returns whether there was one. */
export async function deletePasskey(
  work: pg.ClientBase,
  { id, accountId }: { readonly id: string; readonly accountId: string },
): Promise<boolean> {
  const { rowCount } = await work.query('delete from vigie.passkey where id = $1 and account_id = $2', [id, accountId]);
  return rowCount === 1;
}

/** Notes that a challenge was answered; returns false where it was before. */
export async function spendChallenge(work: pg.ClientBase, hash: Uint8Array, expiresAt: Date): Promise<boolean> {
  const { rowCount } = await work.query(
    'insert into vigie.used_challenge (hash, expires_at) values ($1, $2) on conflict (hash) do nothing',
    [hash, expiresAt],
  );
  return rowCount === 1;
}
