import type pg from 'pg';
import type { StatedMarking } from '../domain/stated-marking.ts';
import type { Holder, SealedIdentity, SealedSecret } from './sealing.ts';
import { storable, storableJson } from './storable.ts';

export interface NewInformant {
  readonly id: string;
  readonly codeName: string;
  readonly stated: StatedMarking;
  readonly labelId: number;
  readonly authorId: string;
  readonly editorId: string;
  readonly madeAt: Date;
}

/** Keeps a key pair of the session's own account; returns whether it had none yet. */
export async function addSealingKey(
  client: pg.ClientBase,
  { publicKey, secret }: { readonly publicKey: Uint8Array; readonly secret: SealedSecret },
  now: Date,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into vigie.sealing_key (account_id, label_id, public_key, made_at)
     select id, label_id, $1, $2 from vigie.account where id = vigie.current_actor()
     on conflict (account_id) do nothing`,
    [Buffer.from(publicKey), now],
  );
  if (rowCount === 0) return false;
  await client.query(
    'insert into vigie.sealing_secret (account_id, salt, sealed) values (vigie.current_actor(), $1, $2)',
    [Buffer.from(secret.salt), Buffer.from(secret.sealed)],
  );
  return true;
}

/** Returns the sealed half of the session's own key. */
export async function readSecret(
  client: pg.ClientBase,
  purpose: 'to read' | 'to change' = 'to read',
): Promise<SealedSecret | undefined> {
  const lock = purpose === 'to change' ? ' for update' : '';
  const { rows } = await client.query<SealedSecret>(
    `select salt, sealed from vigie.sealing_secret where account_id = vigie.current_actor()${lock}`,
  );
  return rows[0];
}

export async function replaceSecret(client: pg.ClientBase, { salt, sealed }: SealedSecret): Promise<void> {
  await client.query(
    'update vigie.sealing_secret set salt = $1, sealed = $2 where account_id = vigie.current_actor()',
    [Buffer.from(salt), Buffer.from(sealed)],
  );
}

/** Returns the session itself as a holder, where it has a key. */
export async function ownHolder(client: pg.ClientBase): Promise<Holder | undefined> {
  const { rows } = await client.query<Holder>(
    `select account_id as "accountId", public_key as "publicKey" from vigie.sealing_key
     where account_id = vigie.current_actor()`,
  );
  return rows[0];
}

/** Returns another account that is an active editor, of whom the session knows and who has a key. */
export async function editorHolder(client: pg.ClientBase, id: string): Promise<Holder | undefined> {
  const { rows } = await client.query<Holder>(
    `select sealing_key.account_id as "accountId", sealing_key.public_key as "publicKey" from vigie.sealing_key
     join vigie.account on account.id = sealing_key.account_id
     where account.id = $1 and account.id <> vigie.current_actor() and account.state = 'active'
       and 'editor' = any(account.roles)`,
    [id],
  );
  return rows[0];
}

/** Adds an informant with who it is, sealed; returns whether the code name was free among those of its label. */
export async function addInformant(
  client: pg.ClientBase,
  informant: NewInformant,
  { sealed, keyForAuthor, keyForEditor }: SealedIdentity,
): Promise<boolean> {
  const { id, codeName, stated, labelId, authorId, editorId, madeAt } = informant;
  const { rowCount } = await client.query(
    `insert into vigie.informant (id, code_name, label_id, marking, author_id, editor_id, made_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (code_name, label_id) do nothing`,
    [id, storable(codeName), labelId, storableJson(stated), authorId, editorId, madeAt],
  );
  if (rowCount === 0) return false;
  await client.query(
    `insert into vigie.informant_identity (informant_id, author_id, editor_id, sealed, key_for_author, key_for_editor)
     values ($1, $2, $3, $4, $5, $6)`,
    [id, authorId, editorId, Buffer.from(sealed), Buffer.from(keyForAuthor), Buffer.from(keyForEditor)],
  );
  return true;
}

/** Returns the sealed identity with the key for the session, where it is one of its holders. */
export async function readIdentity(
  client: pg.ClientBase,
  id: string,
): Promise<{ readonly sealed: Uint8Array; readonly sealedKey: Uint8Array } | undefined> {
  const { rows } = await client.query<{ sealed: Uint8Array; sealedKey: Uint8Array }>(
    `select sealed, case vigie.current_actor() when author_id then key_for_author else key_for_editor end as "sealedKey"
     from vigie.informant_identity where informant_id = $1`,
    [id],
  );
  return rows[0];
}

/** Deletes who an informant is, where the session is one of the holders; returns whether there was such an identity. */
export async function eraseIdentity(client: pg.ClientBase, id: string): Promise<boolean> {
  const { rowCount } = await client.query('delete from vigie.informant_identity where informant_id = $1', [id]);
  return rowCount === 1;
}

/** Returns the informant's id, or nothing where there is none that the session may read. */
export async function readInformant(client: pg.ClientBase, id: string): Promise<{ readonly id: string } | undefined> {
  const { rows } = await client.query<{ id: string }>('select id from vigie.informant where id = $1', [id]);
  return rows[0];
}

/** Returns the ids of the informants of this id or code name that the session may read. */
export async function informantsCalled(client: pg.ClientBase, called: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    'select id from vigie.informant where id::text = $1 or code_name = $1 order by id limit 2',
    [storable(called)],
  );
  return rows.map(({ id }) => id);
}

/** Says of a document that it came from an informant; both must be readable. Said twice, it stands once. */
export async function linkNote(client: pg.ClientBase, documentId: string, informantId: string): Promise<void> {
  await client.query(
    `insert into vigie.informant_note (document_id, informant_id, document_label_id, informant_label_id)
     select document.id, informant.id, document.label_id, informant.label_id
     from vigie.document, vigie.informant where document.id = $1 and informant.id = $2
     on conflict do nothing`,
    [documentId, informantId],
  );
}
