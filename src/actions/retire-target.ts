import { changeTarget, readTarget } from '../store/targets.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { laterThan } from './later-than.ts';
import { checkUnmoved, type ReadableTarget, readable } from './target-content.ts';

/** Retires a target: no expression finds it from now on, and its name stays taken. */
export function retireTarget(
  desk: Desk,
  actor: Actor,
  { id, changedAt }: { readonly id: string; readonly changedAt: Date },
): Promise<ReadableTarget> {
  return act(desk, actor, {
    action: 'target-retire',
    roles: ['editor', 'analyst'],
    objects: [{ noun: 'target', id }],
    async work({ client, now }) {
      const stored = await found('target', id, (known) => readTarget(client, known, 'to change'));
      checkUnmoved(stored, changedAt);
      const retired = { ...stored, status: 'retired', changedAt: laterThan(stored.changedAt, now) } as const;
      await changeTarget(client, retired);
      return readable(retired);
    },
  });
}
