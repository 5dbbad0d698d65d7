import type { TaskStatus } from '../domain/task.ts';
import { readOrder } from '../store/orders.ts';
import { listTasks as listStored, type StoredTask } from '../store/tasks.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { type ListPage, type PageRequest, pageSize, readCursor, writeCursor } from './pages.ts';

export interface TaskListRequest extends PageRequest {
  /** Only those that were offered to the actor. */
  readonly mine?: boolean | undefined;
  readonly orderId?: string | undefined;
  readonly status?: TaskStatus | undefined;
}

/** Returns the tasks that changed last, from behind a cursor on. */
export function listTasks(
  desk: Desk,
  actor: Actor,
  { mine = false, orderId, status, ...request }: TaskListRequest = {},
): Promise<ListPage<StoredTask>> {
  return act(desk, actor, {
    action: 'task-list',
    roles: ['editor', 'analyst', 'releaser'],
    objects: orderId === undefined ? [] : [{ noun: 'order', id: orderId }],
    async work({ client, name }) {
      const after = readCursor('tasks', request.after);
      const most = pageSize(request.most);
      if (orderId !== undefined) await found('order', orderId, (id) => readOrder(client, id));
      const { items, next } = await listStored(client, {
        memberId: mine ? actor.id : undefined,
        orderId,
        status,
        after: after && { changedAt: after.at, id: after.id },
        most,
      });
      name(
        'task',
        items.map(({ id }) => id),
      );
      return { items, ...(next && { next: writeCursor('tasks', { at: next.changedAt, id: next.id }) }) };
    },
  });
}
