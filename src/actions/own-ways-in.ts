import { readWaysIn, type StoredWaysIn } from '../store/ways-in.ts';
import { act } from './act.ts';
import { type Actor, ROLES } from './actor.ts';
import type { Desk } from './desk.ts';

/** Returns by what the actor can sign in; no secret of it. */
export function listWaysIn(desk: Desk, actor: Actor): Promise<StoredWaysIn> {
  return act(desk, actor, {
    action: 'way-in-list',
    roles: ROLES,
    as: 'work',
    byPersonOnly: true,
    work: ({ client }) => readWaysIn(client, actor.id),
  });
}
