import { type PersonProblem, personProblems } from '../domain/person-rules.ts';
import { Refusal } from '../errors.ts';
import { knowsOther } from '../store/accounts.ts';
import { addApproval, approvalsNeeded, approvalsOf, exceptionsOf, peopleOf } from '../store/order-parts.ts';
import { orderAuthors, type StoredOrder } from '../store/orders.ts';
import type { Deed } from './act.ts';
import type { Actor } from './actor.ts';
import { utcDay } from './days.ts';

/** Refuses an order that names people where what the rules ask is not there; the first problem gives the code. */
export async function checkPersonRules({ client, now }: Deed, stored: StoredOrder): Promise<void> {
  const problems = await problemsOf({ client, now }, stored);
  const [first] = problems;
  if (!first) return;
  const message = problems.map((problem) => problem.message).join(' ');
  throw new Refusal('invalid', first.code, message, { ...first, findings: problems });
}

async function problemsOf(
  { client, now }: Pick<Deed, 'client' | 'now'>,
  { id, version, content }: StoredOrder,
): Promise<PersonProblem[]> {
  const people = await peopleOf(client, id);
  const exceptions = await exceptionsOf(client, id);
  const excepted = exceptions.filter((one) => one.version === version).map(({ category }) => category);
  return personProblems(content.order, { people, excepted, today: utcDay(now) });
}

/** How many approvals a version has and needs. */
export interface ApprovalCount {
  readonly given: number;
  readonly needed: number;
}

/**
 * Keeps the approval of the actor. It is given by somebody else than the author of the version (`order-own-approval`),
 * and by two where the order names a person. At a desk where the author knows of no other editor, an order that names
 * nobody is approved by its author; the log and the order say so. Whoever approved already may go on to open what has
 * its approvals.
 */
export async function approve(deed: Deed, stored: StoredOrder, actor: Actor): Promise<ApprovalCount> {
  const { client, now } = deed;
  const namesPeople = (await peopleOf(client, stored.id)).length > 0;
  const isOwn = (await orderAuthors(client, stored.id)).at(-1)?.authorId === actor.id;
  if (isOwn) {
    if (namesPeople || (await knowsOther(client, 'editor'))) throw ownApproval();
    deed.because('desk-of-one');
  }
  const kind = isOwn ? 'own' : 'other';
  const approval = { version: stored.version, approverId: actor.id, kind, madeAt: now } as const;
  const isFirst = await addApproval(client, stored, approval);
  const { given, needed } = await countApprovals(client, stored);
  if (!isFirst && given < needed) {
    const message = 'You approved this version already; it waits for somebody else.';
    throw new Refusal('conflict', 'order-approved-before', message);
  }
  return { given, needed };
}

/** Counts the approvals of the version that stand; `isOwn` where its author gave one. */
export async function countApprovals(
  client: Deed['client'],
  { id, version }: StoredOrder,
): Promise<ApprovalCount & { readonly isOwn: boolean }> {
  const approvals = await approvalsOf(client, id);
  const standing = approvals.filter((one) => one.version === version && one.withdrawnAt === null);
  const needed = await approvalsNeeded(client, id);
  return { given: standing.length, needed, isOwn: standing.some(({ kind }) => kind === 'own') };
}

function ownApproval(): Refusal {
  const message = 'You wrote this version of the order; it is approved by somebody else.';
  return new Refusal('not-allowed', 'order-own-approval', message);
}
