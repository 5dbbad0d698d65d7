import { targetExpression } from '../domain/target.ts';
import type { Expression } from '../query/ast.ts';
import { type TargetLookup, targetsIn } from '../query/resolve.ts';
import { citedTargets, type TargetSnapshot } from '../store/order-parts.ts';
import { targetsByName } from '../store/targets.ts';
import type { Deed } from './act.ts';

/** Finds the shared targets that an expression names, among those that the actor may read. */
export async function targetLookup(client: Deed['client'], expression: Expression): Promise<TargetLookup> {
  return lookupAmong(await targetsByName(client, targetsIn(expression)));
}

/**
 * Finds the targets that an order cites as they were when its version was submitted: what becomes of a shared target
 * while the order runs neither widens nor blinds it.
 */
export async function orderTargetLookup(client: Deed['client'], orderId: string): Promise<TargetLookup> {
  return lookupAmong((await citedTargets(client, orderId)).map(({ snapshot }) => snapshot));
}

/** Finds targets among these, by name: always the same expression for the same name, by which a compiler knows it again. */
export function lookupAmong(targets: readonly TargetSnapshot[]): TargetLookup {
  const known = new Map<string, Expression | undefined>();
  return (name) => {
    if (!known.has(name)) known.set(name, expressionOf(targets.filter((target) => target.name === name)));
    return known.get(name);
  };
}

/** One name may stand under several markings: whoever may read several means any of them. */
function expressionOf(targets: readonly TargetSnapshot[]): Expression | undefined {
  const items = targets.map((target) => targetExpression(asNamed(target)));
  return items.length <= 1 ? items[0] : { kind: 'or', items };
}

function asNamed({ name, title, kind, aliases }: TargetSnapshot) {
  return { id: name, name: title, kind, aliases };
}
