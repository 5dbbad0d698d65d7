import type pg from 'pg';
import type { TaskStatus } from '../domain/task.ts';
import { sha256 } from './sha256.ts';

/**
 * Keeps the hash of the token by which mails become notes of a task, in the place of the one before. Of 130 random bits: no
 * salt and no slow hash make them harder to guess.
 */
export async function setNoteToken(client: pg.ClientBase, taskId: string, token: string): Promise<void> {
  await client.query('update vigie.task set note_token_hash = $2 where id = $1', [taskId, sha256(token)]);
}

/** Returns the task of a token, for the pipeline's role; nothing where no task has it. */
export async function taskOfToken(
  work: pg.ClientBase | pg.Pool,
  token: string,
): Promise<{ readonly id: string; readonly status: TaskStatus } | undefined> {
  const { rows } = await work.query<{ id: string; status: TaskStatus }>(
    'select id, status from vigie.task where note_token_hash = $1',
    [sha256(token)],
  );
  return rows[0];
}
