import { Refusal } from '../errors.ts';
import { isDay } from '../query/days.ts';
import { type AskedQuestion, readQuestion } from '../store/orders.ts';
import { readSource } from '../store/sources.ts';
import { addTask, type StoredTask } from '../store/tasks.ts';
import { act, type Deed } from './act.ts';
import type { Actor } from './actor.ts';
import { coverage } from './coverage.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { checkMember, mayMemberRead } from './members.ts';

/** A question to be handed out, and to whom. */
export interface OfferedTask {
  readonly questionId: string;
  readonly to: { readonly memberId: string } | { readonly sourceId: string };
  readonly instruction: string;
  /** UTC day, `YYYY-MM-DD`. */
  readonly dueOn?: string | undefined;
}

/** Hands a question of an open order to a member of the desk who may read it, or to an active source. */
export function offerTask(desk: Desk, actor: Actor, offered: OfferedTask): Promise<StoredTask> {
  const { questionId, to, instruction, dueOn } = offered;
  const [memberId, sourceId] = 'memberId' in to ? [to.memberId, null] : [null, to.sourceId];
  const addressee = memberId === null ? { noun: 'source', id: sourceId! } : { noun: 'account', id: memberId };
  return act(desk, actor, {
    action: 'task-offer',
    roles: ['editor', 'analyst'],
    objects: [{ noun: 'question', id: questionId }, addressee],
    async prepare(now) {
      checkOffer(offered);
      return memberId !== null && mayMemberRead(desk, { readerId: memberId, noun: 'question', id: questionId }, now);
    },
    async work({ client, now, name }, mayRead: boolean) {
      const question = await found('question', questionId, (id) => readQuestion(client, id, 'to build on'));
      checkQuestion(question);
      if (memberId !== null) await checkMember(client, memberId, mayRead);
      else await checkTasked(desk, client, { sourceId: sourceId!, question });
      const task: StoredTask = {
        id: desk.newId('task'),
        orderId: question.orderId,
        questionId,
        instruction,
        dueOn: dueOn ?? null,
        memberId,
        sourceId,
        isMembers: memberId !== null,
        status: 'offered',
        note: null,
        offeredBy: actor.id,
        madeAt: now,
        changedAt: now,
      };
      await addTask(client, { ...task, labelId: question.labelId });
      name('task', [task.id]);
      name('order', [task.orderId]);
      return task;
    },
  });
}

function checkOffer({ instruction, dueOn }: OfferedTask): void {
  if (instruction.trim() === '') {
    throw new Refusal('invalid', 'task-instruction', 'A task has an instruction: what is to be found out.');
  }
  if (dueOn !== undefined && !isDay(dueOn)) {
    throw new Refusal('invalid', 'task-due-day', 'A task is due on a day that exists, written YYYY-MM-DD.');
  }
}

function checkQuestion({ orderStatus, state }: AskedQuestion): void {
  if (orderStatus !== 'open') {
    throw new Refusal('conflict', 'task-order-not-open', 'Questions are handed out while their order is open.');
  }
  if (state === 'withdrawn') {
    throw new Refusal('conflict', 'task-question-withdrawn', 'The question is withdrawn; nobody is asked it any more.');
  }
}

/** Whoever may read the order learns of the source that is asked: its marking may not be above that of the order. */
async function checkTasked(
  desk: Desk,
  client: Deed['client'],
  { sourceId, question }: { readonly sourceId: string; readonly question: AskedQuestion },
): Promise<void> {
  const { status, labelId, defaultLabelId } = await found('source', sourceId, (id) => readSource(client, id));
  if (status !== 'active') {
    throw new Refusal('conflict', 'task-source-not-active', 'The source is paused or retired; it takes no task.');
  }
  const others = [labelId, defaultLabelId];
  const covers = await coverage(desk, client, { by: question.labelId, among: others });
  if (covers(others)) return;
  const message = 'The source is marked above the order, whose readers would learn of it.';
  throw new Refusal('invalid', 'task-source-above-order', message);
}
