import type pg from 'pg';
import { lockReader, NOT_ERASED, type ReaderKind } from './readers.ts';

/** Whom reports are released to, as far as others may know of them. */
export interface StoredRecipient {
  readonly id: string;
  readonly name: string;
  readonly kind: ReaderKind;
}

/** Makes a reader one to whom reports are released; the portal is theirs by this, as a channel of the same id. */
export async function addRecipient(
  work: pg.ClientBase,
  { id, labelId }: { readonly id: string; readonly labelId: number },
  now: Date,
): Promise<void> {
  await work.query(
    `insert into vigie.recipient (id, label_id, state, made_at, changed_at) values ($1, $2, 'active', $3, $3)`,
    [id, labelId, now],
  );
  await work.query(
    `insert into vigie.channel (id, recipient_id, label_id, kind, address, ceiling, ceiling_label_id, state, made_at, changed_at)
     values ($1, $1, $2, 'portal', '', '{}', $2, 'active', $3, $3)`,
    [id, labelId, now],
  );
}

/** Returns the recipients to whom reports go that the session may know of, by name; at most so many. */
export async function listRecipients(client: pg.ClientBase, most: number): Promise<readonly StoredRecipient[]> {
  const { rows } = await client.query<StoredRecipient>(
    `select reader.id, reader.name, reader.kind from vigie.recipient join vigie.reader on reader.id = recipient.id
     where recipient.state = 'active' and ${NOT_ERASED} order by reader.name, reader.id limit $1`,
    [most],
  );
  return rows;
}

/** Returns those of these recipients that the session may know of, and to whom reports go, by name. */
export async function recipientsById(
  client: pg.ClientBase,
  ids: readonly string[],
): Promise<readonly StoredRecipient[]> {
  const { rows } = await client.query<StoredRecipient>(
    `select reader.id, reader.name, reader.kind from vigie.recipient join vigie.reader on reader.id = recipient.id
     where recipient.state = 'active' and ${NOT_ERASED} and reader.id = any($1::uuid[]) order by reader.name, reader.id`,
    [ids],
  );
  return rows;
}

/** Makes a member of the desk one to whom something goes too; returns the label of that, or nothing where there is no such member. */
export async function addMemberAsRecipient(work: pg.ClientBase, id: string, now: Date): Promise<number | undefined> {
  // One after the other, so that two ways to them that are made at the same time both are.
  await lockReader(work, id);
  const known = await recipientLabel(work, id);
  if (known !== undefined) return known;
  const { rows } = await work.query<{ labelId: number }>(
    `select account.label_id as "labelId" from vigie.account join vigie.reader on reader.id = account.id
     where account.id = $1 and account.state = 'active' and ${NOT_ERASED}
       and not exists (select from vigie.recipient where recipient.id = account.id)`,
    [id],
  );
  const labelId = rows[0]?.labelId;
  if (labelId !== undefined) await addRecipient(work, { id, labelId }, now);
  return labelId;
}

/** Whether there is a reader under an id who works at the desk, or to whom something goes. */
export async function mayHaveChannels(work: pg.ClientBase, id: string): Promise<boolean> {
  const { rowCount } = await work.query(
    `select from vigie.reader where id = $1 and ${NOT_ERASED} and (
       exists (select from vigie.account where account.id = reader.id)
       or exists (select from vigie.recipient where recipient.id = reader.id and state = 'active'))`,
    [id],
  );
  return rowCount === 1;
}

/** Returns the label of the fact that there is this recipient, to whom reports go. For the pipeline's role. */
export async function recipientLabel(work: pg.ClientBase, id: string): Promise<number | undefined> {
  const { rows } = await work.query<{ labelId: number }>(
    `select recipient.label_id as "labelId" from vigie.recipient join vigie.reader on reader.id = recipient.id
     where recipient.id = $1 and recipient.state = 'active' and ${NOT_ERASED}`,
    [id],
  );
  return rows[0]?.labelId;
}
