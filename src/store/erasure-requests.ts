import type pg from 'pg';

/** Whom an erasure is about. */
interface Erased {
  readonly noun: 'reader' | 'target';
  readonly id: string;
}

/** Keeps that somebody asked for an erasure; asking twice changes nothing. */
export async function addRequest(work: pg.ClientBase, { noun, id }: Erased, by: string, now: Date): Promise<void> {
  await work.query(
    `insert into vigie.erasure_request (noun, person_id, asked_by, asked_at) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [noun, id, by, now],
  );
}

/** Returns whether somebody else asked for an erasure who is still an administrator. */
export async function isAskedByOther(work: pg.ClientBase, { noun, id }: Erased, actorId: string): Promise<boolean> {
  const { rows } = await work.query<{ asked: boolean }>(
    `select exists (select from vigie.erasure_request join vigie.account on account.id = asked_by
       where noun = $1 and person_id = $2 and asked_by <> $3
         and account.state = 'active' and 'administrator' = any(account.roles)) as asked`,
    [noun, id, actorId],
  );
  return rows[0]!.asked;
}

export async function deleteRequests(work: pg.ClientBase, { noun, id }: Erased): Promise<void> {
  await work.query('delete from vigie.erasure_request where noun = $1 and person_id = $2', [noun, id]);
}
