import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { TaskStatus } from '../domain/task.ts';

/** Keeps the hash of the token by which mails become notes of a task, in the place of the one before. */
export async function setNoteToken(client: pg.ClientBase, taskId: string, token: string): Promise<void> {
  await client.query('update vigie.task set note_token_hash = $2 where id = $1', [taskId, hashOf(token)]);
}

/** Returns the task of a token, for the pipeline's role; nothing where no task has it. */
export async function taskOfToken(
  work: pg.ClientBase | pg.Pool,
  token: string,
): Promise<{ readonly id: string; readonly status: TaskStatus } | undefined> {
  const { rows } = await work.query<{ id: string; status: TaskStatus }>(
    'select id, status from vigie.task where note_token_hash = $1',
    [hashOf(token)],
  );
  return rows[0];
}

/** Of 130 random bits: no salt and no slow hash make them harder to guess. */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
