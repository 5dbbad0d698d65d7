import type { Target } from '../domain/target.ts';
import type { Label } from '../markings/label.ts';
import { readOrder } from '../store/orders.ts';
import { type StoredTarget, targetsById, targetsByName } from '../store/targets.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { orderLabel, type ReadableOrder, readable } from './order-content.ts';

/** An order with the targets that it cites, as a file has them. */
export interface OrderWithTargets extends ReadableOrder {
  readonly targets: readonly Target[];
  /** What all of it comes to: of the order and its parts, and of the targets. */
  readonly label: Label;
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
      const { scheme, needToKnow, order } = whole;
      const parts = targets.map(({ stated }) => desk.schemes.label(stated.scheme, stated.marking, stated));
      const label = desk.schemes.join([orderLabel(desk.schemes, { scheme, needToKnow, order }), ...parts]);
      return { ...whole, targets: sorted.map(asInFile), label };
    },
  });
}

/**
 * Reads something that names targets, once it is known that the actor may at all; returns the targets of these names that the
 * actor may read, as a file has them: what an order that is not here yet may cite.
 */
export function readNamedTargets<Read>(
  desk: Desk,
  actor: Actor,
  read: () => { readonly value: Read; readonly names: readonly string[] },
): Promise<{ readonly value: Read; readonly here: readonly Target[] }> {
  return act(desk, actor, {
    action: 'target-list',
    roles: ['editor', 'analyst', 'releaser'],
    prepare: async () => read(),
    async work({ client, name }, { value, names }) {
      const targets = await targetsByName(client, names);
      name(
        'target',
        targets.map(({ id }) => id),
      );
      return { value, here: targets.map(asInFile) };
    },
  });
}

function asInFile({ name, title, kind, role, note, aliases, stated: { needToKnow, ...stated } }: StoredTarget): Target {
  return {
    ...{ id: name, name: title, kind, ...(role !== null && { role }), ...stated },
    ...(needToKnow.length > 0 && { needToKnow }),
    ...{ ...(note !== null && { note }), aliases },
  };
}
