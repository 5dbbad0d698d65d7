import { z } from 'zod';
import { TASK_STATUSES } from '../../domain/task.ts';
import { day, id, instant, pageOf, pageRequest } from './fields.ts';

const taskStatus = z.enum(TASK_STATUSES);

export const task = z.object({
  id,
  orderId: id,
  questionId: id,
  instruction: z.string(),
  dueOn: z.string().nullable(),
  memberId: id.nullable(),
  sourceId: id.nullable(),
  isMembers: z.boolean(),
  offeredBy: id.nullable(),
  status: taskStatus,
  note: z.string().nullable(),
  madeAt: instant,
  changedAt: instant,
});
export const taskList = pageOf(task);
export const taskListRequest = z.strictObject({
  ...pageRequest,
  mine: z.stringbool().optional(),
  orderId: id.optional(),
  status: taskStatus.optional(),
});

export const newTask = z.strictObject({
  questionId: id,
  to: z.union([z.strictObject({ memberId: id }), z.strictObject({ sourceId: id })]),
  instruction: z.string().max(10_000),
  dueOn: day.optional(),
});
export const taskMove = z.strictObject({
  move: z.enum(['accept', 'decline', 'finish']),
  note: z.string().max(10_000).optional(),
});
export const taskPlace = z.object({ id, status: taskStatus, changedAt: instant });
