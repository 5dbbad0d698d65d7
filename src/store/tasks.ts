import type pg from 'pg';
import type { TaskState, TaskStatus } from '../domain/task.ts';
import { knownReader } from './known-reader.ts';
import { type Page, pageOf } from './page.ts';
import { storable } from './storable.ts';

/** A question handed to a member of the desk or to a source: one of the two. */
export interface StoredTask extends TaskState {
  readonly id: string;
  readonly orderId: string;
  readonly questionId: string;
  readonly instruction: string;
  /** UTC day, `YYYY-MM-DD`. */
  readonly dueOn: string | null;
  /** Null where the session may not know of the member. */
  readonly memberId: string | null;
  /** Null where it is a member's, or where the session may not read the source. */
  readonly sourceId: string | null;
  /** Whether it was offered to a member, whoever that is. */
  readonly isMembers: boolean;
  /** Null where the session may not know of who offered it. */
  readonly offeredBy: string | null;
  readonly madeAt: Date;
  readonly changedAt: Date;
}

export interface NewTask extends StoredTask {
  /** Of the order. */
  readonly labelId: number;
}

/** Where a list goes on: behind this task. */
export interface TaskCursor {
  readonly changedAt: Date;
  readonly id: string;
}

export interface TaskQuery {
  readonly memberId?: string | undefined;
  readonly orderId?: string | undefined;
  readonly status?: TaskStatus | undefined;
  readonly after?: TaskCursor | undefined;
  readonly most: number;
}

const TASKS = `select id, order_id as "orderId", question_id as "questionId", instruction, due_on::text as "dueOn",
    ${knownReader('member_id')} as "memberId", member_id is not null as "isMembers",
    (select source.id from vigie.source where source.id = source_id) as "sourceId", status, note,
    ${knownReader('offered_by')} as "offeredBy", made_at as "madeAt", changed_at as "changedAt"
  from vigie.task`;

export async function addTask(client: pg.ClientBase, task: NewTask): Promise<void> {
  await client.query(
    `insert into vigie.task (id, order_id, question_id, label_id, instruction, due_on, member_id, source_id, status, note,
       offered_by, made_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)`,
    [
      task.id,
      task.orderId,
      task.questionId,
      task.labelId,
      storable(task.instruction),
      task.dueOn,
      task.memberId,
      task.sourceId,
      task.status,
      task.note && storable(task.note),
      task.offeredBy,
      task.madeAt,
    ],
  );
}

/** Keeps what became of a task. */
export async function setTaskState(
  client: pg.ClientBase,
  { id, status, note, changedAt }: Pick<StoredTask, 'id' | 'status' | 'note' | 'changedAt'>,
): Promise<void> {
  await client.query('update vigie.task set status = $2, note = $3, changed_at = $4 where id = $1', [
    id,
    status,
    note && storable(note),
    changedAt,
  ]);
}

/** Returns the task, or nothing where there is none that the session may read. */
export async function readTask(
  client: pg.ClientBase,
  id: string,
  purpose: 'to read' | 'to build on' | 'to change' = 'to read',
): Promise<StoredTask | undefined> {
  const lock = { 'to read': '', 'to build on': ' for share', 'to change': ' for update' }[purpose];
  const { rows } = await client.query<StoredTask>(`${TASKS} where id = $1${lock}`, [id]);
  return rows[0];
}

/** Returns the tasks that changed last, from behind `after` on. */
export async function listTasks(client: pg.ClientBase, query: TaskQuery): Promise<Page<StoredTask, TaskCursor>> {
  const { memberId = null, orderId = null, status = null, after, most } = query;
  const { rows } = await client.query<StoredTask>(
    `${TASKS}
     where ($1::uuid is null or (member_id = $1 and ${knownReader('member_id')} is not null)) and ($2::uuid is null or order_id = $2)
       and ($3::text is null or status = $3)
       and ($4::timestamptz is null or changed_at < $4 or (changed_at = $4 and id > $5::uuid))
     order by changed_at desc, id limit $6`,
    [memberId, orderId, status, after?.changedAt ?? null, after?.id ?? null, most + 1],
  );
  return pageOf(rows, most, ({ changedAt, id }) => ({ changedAt, id }));
}
