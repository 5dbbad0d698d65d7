import type pg from 'pg';

/** By what an account can sign in, beside its passkeys. */
export interface StoredWaysIn {
  readonly hasPassword: boolean;
  readonly hasCodes: boolean;
  /** Recovery codes that were not used. */
  readonly recoveryCodes: number;
  readonly identities: readonly { readonly issuer: string; readonly linkedAt: Date }[];
}

export async function readWaysIn(work: pg.ClientBase, accountId: string): Promise<StoredWaysIn> {
  const { rows } = await work.query<Omit<StoredWaysIn, 'identities'>>(
    `select exists (select from vigie.account_password where account_id = $1) as "hasPassword",
       exists (select from vigie.account_totp where account_id = $1) as "hasCodes",
       (select count(*)::int from vigie.recovery_code where account_id = $1) as "recoveryCodes"`,
    [accountId],
  );
  const identities = await work.query<StoredWaysIn['identities'][number]>(
    `select issuer, linked_at as "linkedAt" from vigie.linked_identity where account_id = $1 order by issuer, linked_at`,
    [accountId],
  );
  return { ...rows[0]!, identities: identities.rows };
}
