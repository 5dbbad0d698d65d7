import { targetExpression } from '../domain/target.ts';
import type { Expression } from '../query/ast.ts';
import { type TargetLookup, targetsIn } from '../query/resolve.ts';
import { targetsByName } from '../store/targets.ts';
import type { Deed } from './act.ts';

/** Finds the shared targets that an expression names, among those that the actor may read. */
export async function targetLookup(client: Deed['client'], expression: Expression): Promise<TargetLookup> {
  const named = await targetsByName(client, targetsIn(expression));
  return (name) => {
    // One name may stand under several markings: whoever may read several means any of them.
    const items = named.filter((target) => target.name === name).map((target) => targetExpression(asNamed(target)));
    return items.length <= 1 ? items[0] : { kind: 'or', items };
  };
}

function asNamed({ id, title, kind, aliases }: Awaited<ReturnType<typeof targetsByName>>[number]) {
  return { id, name: title, kind, aliases };
}
