import { Refusal } from '../errors.ts';
import type { Label } from '../markings/label.ts';
import { targetsIn } from '../query/resolve.ts';
import { readLabels } from '../store/labels.ts';
import { type Citations, citableLabels } from '../store/order-parts.ts';
import { type StoredTarget, targetsByName } from '../store/targets.ts';
import type { Deed } from './act.ts';
import type { Desk } from './desk.ts';
import { isId, notFound } from './ids.ts';
import type { WrittenOrder } from './order-content.ts';

/**
 * Finds what an order cites among what its author may read. Whoever reads the order learns of all of it, so that the
 * order's marking must cover each (`order-below-citation`). A target is cited by its name: where several of that name
 * are covered, none is guessed at (`order-target-ambiguous`).
 */
export async function citationsOf(
  desk: Desk,
  client: Deed['client'],
  { order, sourceIds = [], recipientIds = [] }: WrittenOrder,
  label: Label,
): Promise<Citations> {
  const letters = new Map<string, string | null>(order.targets.map(({ letter, target }) => [target, letter]));
  const expressions = order.questions.flatMap((question) => question.expressions);
  for (const name of expressions.flatMap(({ expression }) => targetsIn(expression))) {
    if (!letters.has(name)) letters.set(name, null);
  }
  const named = await targetsByName(client, [...letters.keys()]);
  const candidates = (target: string) => named.filter(({ name }) => name === target);
  return {
    targets: [...letters].map(([target, letter]) => ({
      letter,
      targetId: oneOf(desk, candidates(target), label, target),
    })),
    sourceIds: await covered(desk, client, { noun: 'source', ids: sourceIds }, label),
    recipientIds: await covered(desk, client, { noun: 'recipient', ids: recipientIds }, label),
  };
}

function oneOf(desk: Desk, named: readonly StoredTarget[], label: Label, name: string): string {
  if (named.length === 0) throw notFound('target');
  const coveredOnes = named.filter(({ stated }) => {
    const { scheme, marking, needToKnow } = stated;
    return desk.schemes.dominates(label, desk.schemes.label(scheme, marking, { needToKnow }));
  });
  if (coveredOnes.length === 1) return coveredOnes[0]!.id;
  if (coveredOnes.length === 0) throw below(`target “${name}”`);
  const message = `There are several targets “${name}” under markings that this order covers; give them names of their own.`;
  throw new Refusal('conflict', 'order-target-ambiguous', message);
}

async function covered(
  desk: Desk,
  client: Deed['client'],
  { noun, ids }: { readonly noun: 'source' | 'recipient'; readonly ids: readonly string[] },
  label: Label,
): Promise<readonly string[]> {
  const wanted = [...new Set(ids)];
  const labelIds = await citableLabels(client, noun, wanted.filter(isId));
  const labels = await readLabels(client, [...new Set(labelIds.values())]);
  for (const id of wanted) {
    const own = labels.get(labelIds.get(id) ?? -1);
    if (!own) throw notFound(noun);
    if (!desk.schemes.dominates(label, own)) throw below(noun);
  }
  return wanted;
}

function below(cited: string): Refusal {
  const message = `The marking of the order does not cover that of the ${cited}: whoever reads the order would learn of it. Mark the order at least so.`;
  return new Refusal('conflict', 'order-below-citation', message);
}
