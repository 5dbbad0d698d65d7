import { randomBytes } from 'node:crypto';
import { NOTE_TOKEN_BYTES, noteToken } from '../domain/note-token.ts';
import { isWaiting } from '../domain/task.ts';
import { Refusal } from '../errors.ts';
import { setNoteToken } from '../store/note-tokens.ts';
import { readTask } from '../store/tasks.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';

/**
 * Makes the token by which a mail becomes a note of a task, and returns it, this once: what is kept is its hash. The one
 * before it counts no more. For the member who has the task and whoever offered it (`task-not-yours`); for a source's, any
 * editor or analyst.
 */
export function addressNotes(desk: Desk, actor: Actor, taskId: string): Promise<{ readonly token: string }> {
  return act(desk, actor, {
    action: 'note-address',
    roles: ['editor', 'analyst'],
    objects: [{ noun: 'task', id: taskId }],
    async work({ client }) {
      const task = await found('task', taskId, (id) => readTask(client, id, 'to change'));
      if (task.isMembers && task.memberId !== actor.id && task.offeredBy !== actor.id) {
        const message = 'The task was offered to somebody else, who alone gives its notes an address.';
        throw new Refusal('not-allowed', 'task-not-yours', message);
      }
      if (!isWaiting(task)) {
        throw new Refusal('conflict', 'task-ended', 'The task is declined or done; it waits for no notes.');
      }
      const token = noteToken(randomBytes(NOTE_TOKEN_BYTES));
      await setNoteToken(client, taskId, token);
      return { token };
    },
  });
}
