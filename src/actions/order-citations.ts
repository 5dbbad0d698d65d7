import type { Order } from '../domain/order.ts';
import { Refusal } from '../errors.ts';
import { check } from '../query/check.ts';
import { errorsAmong } from '../query/finding.ts';
import { targetsIn } from '../query/resolve.ts';
import {
  type CitedParts,
  type CitedTarget,
  citableLabels,
  citedTargets,
  snapshotOf,
  writeCitedTargets,
} from '../store/order-parts.ts';
import type { StoredOrder } from '../store/orders.ts';
import { peopleAmongTargets, type StoredTarget, targetsById, targetsByName } from '../store/targets.ts';
import type { Deed } from './act.ts';
import { coverage } from './coverage.ts';
import type { Desk } from './desk.ts';
import { isId, notFound } from './ids.ts';
import { isNamedInWords } from './people-in-words.ts';
import { lookupAmong } from './target-lookup.ts';

/** An order whose citations are looked for, with what it names by id. */
export interface CitingOrder {
  readonly order: Omit<Order, 'status'>;
  readonly sourceIds?: readonly string[] | undefined;
  readonly recipientIds?: readonly string[] | undefined;
}

/**
 * Finds what an order cites among what its author may read. Whoever reads the order learns of all of it, so that the
 * order's marking must cover each (`order-below-citation`). A target is cited by its name: where several of that name
 * are covered, none is guessed at (`order-target-ambiguous`). A person is cited by plain words too.
 */
export async function citationsOf(
  desk: Desk,
  client: Deed['client'],
  { order, sourceIds = [], recipientIds = [] }: CitingOrder,
  labelId: number,
): Promise<CitedParts> {
  const letters = new Map<string, string | null>(order.targets.map(({ letter, target }) => [target, letter]));
  const expressions = order.questions.flatMap((question) => question.expressions);
  for (const name of expressions.flatMap(({ expression }) => targetsIn(expression))) {
    if (!letters.has(name)) letters.set(name, null);
  }
  const named = await targetsByName(client, [...letters.keys()]);
  const covers = await coverage(desk, client, { by: labelId, among: labelsOf(named) });
  const targets = [...letters].map(([target, letter]) => {
    const candidates = named.filter(({ name }) => name === target);
    return cited(oneOf(candidates, covers, target), letter);
  });
  checkExpressions(order, targets);
  return {
    targets: [...targets, ...(await namedInWords(desk, client, { order, labelId, known: targets }))],
    sourceIds: await covered(desk, client, { noun: 'source', ids: sourceIds }, labelId),
    recipientIds: await covered(desk, client, { noun: 'recipient', ids: recipientIds }, labelId),
  };
}

/**
 * Keeps anew what the cited targets are now: the version that is reviewed and approved is read with them, whatever
 * becomes of the shared targets later. One that was retired since stays cited.
 */
export async function refreshCitedTargets(desk: Desk, client: Deed['client'], stored: StoredOrder): Promise<void> {
  const { order } = stored.content;
  const before = await citedTargets(client, stored.id);
  const now = await targetsById(
    client,
    before.map(({ targetId }) => targetId),
  );
  const targets = before.map((one) => {
    const target = now.find(({ id }) => id === one.targetId);
    if (!target) return one;
    return one.snapshot.byWords ? inWords(target) : cited(target, one.letter);
  });
  const named = await namedInWords(desk, client, { order, labelId: stored.labelId, known: targets });
  await writeCitedTargets(client, stored, [...targets, ...named]);
}

function cited(target: StoredTarget, letter: string | null): CitedTarget {
  return { letter, targetId: target.id, snapshot: snapshotOf(target) };
}

function checkExpressions({ questions }: Pick<Order, 'questions'>, targets: readonly CitedTarget[]): void {
  const lookup = lookupAmong(targets.map(({ snapshot }) => snapshot));
  for (const [at, { letter, expressions }] of questions.entries()) {
    for (const [place, { language, expression }] of expressions.entries()) {
      const path = ['order', 'questions', at, 'expressions', place, 'source'];
      const findings = errorsAmong(check(expression, { language, lookup })).map((one) => ({ ...one, path }));
      if (findings.length === 0) continue;
      const message = `The expression of question ${letter} (${language}) cannot be looked for. ${findings[0]!.message}`;
      throw new Refusal('invalid', 'order-expression', message, { findings });
    }
  }
}

async function namedInWords(
  desk: Desk,
  client: Deed['client'],
  {
    order,
    labelId,
    known,
  }: { readonly order: Pick<Order, 'questions'>; readonly labelId: number; readonly known: readonly CitedTarget[] },
): Promise<CitedTarget[]> {
  const people = (await peopleAmongTargets(client)).filter(
    (person) => !known.some(({ targetId }) => targetId === person.id) && isNamedInWords(order, person),
  );
  const covers = await coverage(desk, client, { by: labelId, among: labelsOf(people) });
  for (const person of people) if (!covers([person.labelId])) throw below(`target “${person.name}”`);
  return people.map(inWords);
}

function inWords(person: StoredTarget): CitedTarget {
  return { letter: null, targetId: person.id, snapshot: { ...snapshotOf(person), byWords: true } };
}

function labelsOf(targets: readonly StoredTarget[]): number[] {
  return targets.map(({ labelId }) => labelId);
}

function oneOf(
  named: readonly StoredTarget[],
  covers: (labelIds: readonly number[]) => boolean,
  name: string,
): StoredTarget {
  if (named.length === 0) throw notFound('target');
  const coveredOnes = named.filter(({ labelId }) => covers([labelId]));
  if (coveredOnes.length === 1) return coveredOnes[0]!;
  if (coveredOnes.length === 0) throw below(`target “${name}”`);
  const message = `There are several targets “${name}” under markings that this order covers; give them names of their own.`;
  throw new Refusal('conflict', 'order-target-ambiguous', message);
}

async function covered(
  desk: Desk,
  client: Deed['client'],
  { noun, ids }: { readonly noun: 'source' | 'recipient'; readonly ids: readonly string[] },
  labelId: number,
): Promise<readonly string[]> {
  const wanted = [...new Set(ids)];
  const labelIds = await citableLabels(client, noun, wanted.filter(isId));
  const covers = await coverage(desk, client, { by: labelId, among: [...labelIds.values()].flat() });
  for (const id of wanted) {
    const own = labelIds.get(id);
    if (!own) throw notFound(noun);
    if (!covers(own)) throw below(noun);
  }
  return wanted;
}

function below(named: string): Refusal {
  const message = `The marking of the order does not cover that of the ${named}: whoever reads the order would learn of it. Mark the order at least so.`;
  return new Refusal('conflict', 'order-below-citation', message);
}
