import { readTarget as readStored } from '../store/targets.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { type ReadableTarget, readable } from './target-content.ts';

/** Returns a target with its aliases. */
export function readTarget(desk: Desk, actor: Actor, id: string): Promise<ReadableTarget> {
  return act(desk, actor, {
    action: 'target-read',
    roles: ['editor', 'analyst', 'releaser'],
    objects: [{ noun: 'target', id }],
    work: async ({ client }) => readable(await found('target', id, (known) => readStored(client, known))),
  });
}
