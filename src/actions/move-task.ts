import { changeTask, type TaskChange } from '../domain/task.ts';
import { Refusal } from '../errors.ts';
import { readTask, type StoredTask, setTaskState } from '../store/tasks.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { laterThan } from './later-than.ts';

/** What becomes of a task; the note says why it is declined, or what came of it. */
export interface TaskMove {
  readonly id: string;
  readonly move: TaskChange;
  readonly note?: string | undefined;
}

/**
 * Accepts, declines or finishes a task: only the member to whom it was offered (`task-not-yours`). For a source, any
 * editor or analyst does.
 */
export function moveTask(desk: Desk, actor: Actor, { id, move, note }: TaskMove): Promise<StoredTask> {
  return act(desk, actor, {
    action: `task-${move}`,
    roles: ['editor', 'analyst'],
    objects: [{ noun: 'task', id }],
    async work({ client, now }) {
      const task = await found('task', id, (known) => readTask(client, known, 'to change'));
      if (task.isMembers && task.memberId !== actor.id) {
        const message = 'The task was offered to somebody else, who alone accepts, declines and finishes it.';
        throw new Refusal('not-allowed', 'task-not-yours', message);
      }
      const moved = { ...task, ...changeTask(task, move, note), changedAt: laterThan(task.changedAt, now) };
      await setTaskState(client, moved);
      return moved;
    },
  });
}
