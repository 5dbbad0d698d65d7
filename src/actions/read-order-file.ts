import type { Target } from '../domain/target.ts';
import { readOrder } from '../store/orders.ts';
import { type StoredTarget, targetsById, targetsByName } from '../store/targets.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { type ReadableOrder, readable } from './order-content.ts';

/** An order with the targets that it cites, as a file has them. */
export interface OrderWithTargets extends ReadableOrder {
  readonly targets: readonly Target[];
}

/** Returns an order with the targets that it cites, as far as the actor may read them. */
export function readOrderWithTargets(desk: Desk, actor: Actor, id: string): Promise<OrderWithTargets> {
  return act(desk, actor, {
    action: 'order-file-read',
    roles: ['editor', 'analyst', 'releaser', 'administrator'],
    objects: [{ noun: 'order', id }],
    async work({ client, name }) {
      const whole = await readable(client, await found('order', id, (known) => readOrder(client, known)));
      const ids = whole.cites.targets.map(({ targetId }) => targetId);
      const targets = await targetsById(client, ids);
      name(
        'target',
        targets.map((target) => target.id),
      );
      const sorted = [...targets].sort((a, b) => (a.name < b.name ? -1 : 1));
      return { ...whole, targets: sorted.map(asInFile) };
    },
  });
}

/** Returns the targets of these names that the actor may read, as a file has them: what an order that is not here yet may cite. */
export function readNamedTargets(desk: Desk, actor: Actor, names: readonly string[]): Promise<readonly Target[]> {
  return act(desk, actor, {
    action: 'target-list',
    roles: ['editor', 'analyst', 'releaser'],
    async work({ client, name }) {
      const targets = await targetsByName(client, names);
      name(
        'target',
        targets.map(({ id }) => id),
      );
      return targets.map(asInFile);
    },
  });
}

function asInFile({ name, title, kind, role, note, aliases }: StoredTarget): Target {
  return { id: name, name: title, kind, ...(role !== null && { role }), ...(note !== null && { note }), aliases };
}
