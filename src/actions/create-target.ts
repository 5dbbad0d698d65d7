import { checkTarget, checkTargetName } from '../domain/check-target.ts';
import type { TargetKind } from '../domain/target.ts';
import { Refusal } from '../errors.ts';
import { addTarget, type StoredTarget } from '../store/targets.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { labelOfOwn, type Stated, statedMarking } from './stated.ts';
import { described, type ReadableTarget, readable, type TargetContent } from './target-content.ts';

/** A target as somebody writes it; expressions call it by its name. */
export interface NewTarget extends TargetContent, Stated {
  readonly name: string;
  readonly kind: TargetKind;
}

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
      const made: StoredTarget = {
        id: desk.newId('target'),
        name: target.name,
        title: target.title,
        kind: target.kind,
        role: target.role ?? null,
        note: target.note ?? null,
        stated: statedMarking(target),
        labelId,
        status: 'active',
        aliases: target.aliases ?? [],
        madeAt: now,
        changedAt: now,
      };
      if (!(await addTarget(client, made))) {
        const message = 'A target of this name is here already, under the same marking.';
        throw new Refusal('conflict', 'target-name-taken', message);
      }
      name('target', [made.id]);
      return readable(made);
    },
  });
}
