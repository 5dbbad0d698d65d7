import { checkTarget, checkTargetName } from '../domain/check-target.ts';
import { Refusal } from '../errors.ts';
import { addTarget } from '../store/targets.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { type NewTarget, storedTarget } from './new-target.ts';
import { labelOfOwn } from './stated.ts';
import { described, type ReadableTarget, readable } from './target-content.ts';

/** Makes a target that orders share. Its name is its own among the targets of its marking (`target-name-taken`). */
export function createTarget(desk: Desk, actor: Actor, target: NewTarget): Promise<ReadableTarget> {
  return act(desk, actor, {
    action: 'target-create',
    roles: ['editor', 'analyst'],
    prepare(now) {
      checkTargetName(target.name);
      checkTarget(described(target, target.kind));
      return labelOfOwn(desk, actor, target, now);
    },
    async work({ client, now, name }, labelId: number) {
      const made = storedTarget(desk, target, { labelId, now });
      if (!(await addTarget(client, made))) {
        const message = 'A target of this name is here already, under the same marking.';
        throw new Refusal('conflict', 'target-name-taken', message);
      }
      name('target', [made.id]);
      return readable(made);
    },
  });
}
