import { checkTarget } from '../domain/check-target.ts';
import { changeTarget as changeStored, readTarget } from '../store/targets.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { laterThan } from './later-than.ts';
import { checkUnmoved, described, type ReadableTarget, readable, type TargetContent } from './target-content.ts';

/** What a target is from now on, written over one that its author has read. */
export interface TargetChange extends TargetContent {
  readonly id: string;
  /** Of the target that it was written over. */
  readonly changedAt: Date;
}

/** Changes a target that is active; refused with `target-moved` where somebody else has changed it meanwhile. */
export function changeTarget(desk: Desk, actor: Actor, change: TargetChange): Promise<ReadableTarget> {
  return act(desk, actor, {
    action: 'target-change',
    roles: ['editor', 'analyst'],
    objects: [{ noun: 'target', id: change.id }],
    async work({ client, now }) {
      const stored = await found('target', change.id, (id) => readTarget(client, id, 'to change'));
      checkUnmoved(stored, change.changedAt);
      checkTarget(described(change, stored.kind));
      const changed = {
        ...stored,
        title: change.title,
        role: change.role ?? null,
        note: change.note ?? null,
        aliases: change.aliases ?? [],
        changedAt: laterThan(stored.changedAt, now),
      };
      await changeStored(client, changed);
      return readable(changed);
    },
  });
}
