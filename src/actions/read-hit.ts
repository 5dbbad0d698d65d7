import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { type WholeHit, wholeHit } from './whole-hit.ts';

/** Returns a hit with its history. */
export function readHit(desk: Desk, actor: Actor, id: string): Promise<WholeHit> {
  return act(desk, actor, {
    action: 'hit-read',
    roles: ['editor', 'analyst', 'releaser'],
    objects: [{ noun: 'hit', id }],
    work: ({ client }) => wholeHit(client, id),
  });
}
