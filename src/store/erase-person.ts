import type pg from 'pg';
import { dropCredentials } from './account-passwords.ts';

/** Deletes a shared target, which no order cites any more, with its aliases; orders may name it in words. */
export async function deleteTarget(work: pg.ClientBase, id: string): Promise<void> {
  await work.query('delete from vigie.order_target where target_id = $1', [id]);
  await work.query('delete from vigie.target where id = $1', [id]);
}

/** From now on no order begins to cite the target, however long erasing it takes. */
export async function retireForErasing(work: pg.ClientBase, id: string): Promise<void> {
  await work.query(`update vigie.target set status = 'retired' where id = $1`, [id]);
}

/** What stands in the place of the name of a reader, and of an address. */
const ERASED = 'erased';

/** Leaves of a reader an id that means nobody; everything by which the person is known or reached goes. */
export async function eraseReader(
  work: pg.ClientBase,
  { id, clearanceId }: { readonly id: string; readonly clearanceId: string },
  now: Date,
): Promise<void> {
  await work.query(
    `update vigie.reader set name = $2, held = '{}', clearance_id = $3, changed_at = $4, erased_at = $4 where id = $1`,
    [id, ERASED, clearanceId, now],
  );
  await work.query(`update vigie.account set state = 'closed', roles = '{}', changed_at = $2 where id = $1`, [id, now]);
  await work.query(`update vigie.recipient set state = 'closed', changed_at = $2 where id = $1`, [id, now]);
  await work.query('delete from vigie.group_member where reader_id = $1', [id]);
  await work.query('delete from vigie.order_recipient where recipient_id = $1', [id]);
  await work.query('delete from vigie.notice_rule where account_id = $1', [id]);
  // That something was sent stays; of which hits it told goes.
  await work.query(
    'delete from vigie.notice using vigie.delivery where delivery.id = delivery_id and recipient_id = $1',
    [id],
  );
  await eraseChannels(work, id, now);
  await eraseSealing(work, id);
  await dropCredentials(work, id);
  await work.query('delete from vigie.linked_identity where account_id = $1', [id]);
  await work.query('delete from vigie.one_time_link where account_id = $1', [id]);
  await work.query('delete from vigie.saved_filter where account_id = $1', [id]);
}

/** A channel by which something went out is the proof of it, and stays without its address. */
async function eraseChannels(work: pg.ClientBase, id: string, now: Date): Promise<void> {
  await work.query(`update vigie.receipt set detail = '{}' where recipient_id = $1`, [id]);
  await work.query(
    `update vigie.delivery set state = 'withheld', next_attempt_at = null, changed_at = $2
     where recipient_id = $1 and state = 'waiting'`,
    [id, now],
  );
  await work.query(
    `delete from vigie.channel where recipient_id = $1
       and not exists (select from vigie.delivery where delivery.channel_id = channel.id)`,
    [id],
  );
  await work.query(`update vigie.channel set address = $2, state = 'closed', changed_at = $3 where recipient_id = $1`, [
    id,
    ERASED,
    now,
  ]);
}

/** Who an informant is goes too where nobody is left who could open it. */
async function eraseSealing(work: pg.ClientBase, id: string): Promise<void> {
  await work.query('delete from vigie.sealing_key where account_id = $1', [id]);
  await work.query('delete from vigie.sealing_secret where account_id = $1', [id]);
  await work.query(
    `delete from vigie.informant_identity where $1 in (author_id, editor_id)
       and not exists (select from vigie.sealing_secret where account_id in (author_id, editor_id))`,
    [id],
  );
}

/**
 * Returns the orders in whose versions a reader's name or an address of theirs stands as a recipient, an address, or as
 * who asked; of all of it, only what the session may read.
 */
export async function ordersMentioning(client: pg.ClientBase, readerId: string): Promise<readonly string[]> {
  const { rows: texts } = await client.query<{ text: string }>(
    `select name as text from vigie.reader where id = $1
     union select address from vigie.channel where recipient_id = $1`,
    [readerId],
  );
  const { rows } = await client.query<{ id: string }>(
    `select id from vigie.watch_order where exists (
       select from vigie.order_version where order_id = watch_order.id and (
         content #>> '{order,requestedBy}' = any($1::text[]) or exists (
           select from jsonb_array_elements(content #> '{order,recipients}') as listed
           where listed ->> 'name' = any($1::text[]) or listed ->> 'address' = any($1::text[]))))
     order by id`,
    [texts.map(({ text }) => text)],
  );
  return rows.map(({ id }) => id);
}

/** Deletes the salts of all commitments in entries on a person: nobody can tell any more what was committed to. */
export async function eraseSalts(work: pg.ClientBase, id: string): Promise<void> {
  await work.query(
    `delete from vigie.audit_salt where entry_id in (
       select id from vigie.audit_entry where object_ids @> array[$1])`,
    [id],
  );
}
