import { readTask as readStored, type StoredTask } from '../store/tasks.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';

/** Returns a task. */
export function readTask(desk: Desk, actor: Actor, id: string): Promise<StoredTask> {
  return act(desk, actor, {
    action: 'task-read',
    roles: ['editor', 'analyst', 'releaser'],
    objects: [{ noun: 'task', id }],
    work: ({ client }) => found('task', id, (known) => readStored(client, known)),
  });
}
