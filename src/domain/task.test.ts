import { describe, expect, it } from 'vitest';
import { changeTask, isWaiting, TASK_STATUSES, type TaskChange, type TaskStatus } from './task.ts';

const LAWFUL: Readonly<Record<string, TaskStatus>> = {
  'offered accept': 'accepted',
  'offered decline': 'declined',
  'accepted finish': 'done',
};
const CHANGES: readonly TaskChange[] = ['accept', 'decline', 'finish'];
const pairs = TASK_STATUSES.flatMap((status) => CHANGES.map((change) => ({ status, change })));

describe('a task', () => {
  it.each(pairs)('that is $status: $change', ({ status, change }) => {
    const to = LAWFUL[`${status} ${change}`];
    const changed = () => changeTask({ status, note: null }, change, 'why');
    if (to) expect(changed()).toEqual({ status: to, note: change === 'accept' ? null : 'why' });
    else expect(changed).toThrow(expect.objectContaining({ code: 'task-illegal-change' }));
  });

  it('is declined with a reason, and done with what came of it', () => {
    const code = 'task-note';
    for (const note of [undefined, '', ' \n']) {
      expect(() => changeTask({ status: 'offered', note: null }, 'decline', note)).toThrow(
        expect.objectContaining({ code }),
      );
      expect(() => changeTask({ status: 'accepted', note: null }, 'finish', note)).toThrow(
        expect.objectContaining({ code }),
      );
    }
  });

  it('waits until it is declined or done', () => {
    expect(TASK_STATUSES.filter((status) => isWaiting({ status }))).toEqual(['offered', 'accepted']);
  });
});
