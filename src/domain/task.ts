import { Refusal } from '../errors.ts';

export const TASK_STATUSES = ['offered', 'accepted', 'declined', 'done'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

export type TaskChange = 'accept' | 'decline' | 'finish';

/** The part of a task that whoever it was offered to decides. */
export interface TaskState {
  readonly status: TaskStatus;
  /** Why it was declined, or what came of it. */
  readonly note: string | null;
}

const CHANGES: Readonly<Record<TaskChange, { from: TaskStatus; to: TaskStatus }>> = {
  accept: { from: 'offered', to: 'accepted' },
  decline: { from: 'offered', to: 'declined' },
  finish: { from: 'accepted', to: 'done' },
};

/**
 * Returns the task after `change`: refused with `task-illegal-change` where its status does not allow it, and with
 * `task-note` where it is declined without a reason or done without a word of what came of it.
 */
export function changeTask(task: TaskState, change: TaskChange, note = ''): TaskState {
  const { from, to } = CHANGES[change];
  if (task.status !== from) {
    const message = `A task that is ${task.status} cannot ${change}; that is possible while it is ${from}.`;
    throw new Refusal('conflict', 'task-illegal-change', message);
  }
  if (change !== 'accept' && note.trim() === '') {
    const message = 'A task is declined with a reason, and done with a word of what came of it.';
    throw new Refusal('invalid', 'task-note', message);
  }
  return { status: to, note: change === 'accept' ? task.note : note };
}

/** Returns whether a task still waits for its answer. */
export function isWaiting({ status }: Pick<TaskState, 'status'>): boolean {
  return status === 'offered' || status === 'accepted';
}
