import type { ListedDocument } from '../store/documents.ts';
import { listTaskNotes as listStored } from '../store/task-notes.ts';
import { readTask } from '../store/tasks.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';

/** More than anybody writes in answer to one question. */
const MOST_NOTES = 200;

/** Returns the notes and other documents that answer a task, as far as the actor may read them, the first ones first. */
export function listTaskNotes(desk: Desk, actor: Actor, taskId: string): Promise<readonly ListedDocument[]> {
  return act(desk, actor, {
    action: 'task-list-notes',
    roles: ['editor', 'analyst', 'releaser'],
    objects: [{ noun: 'task', id: taskId }],
    async work({ client, name }) {
      await found('task', taskId, (id) => readTask(client, id));
      const notes = await listStored(client, taskId, MOST_NOTES);
      name(
        'document',
        notes.map(({ id }) => id),
      );
      return notes;
    },
  });
}
