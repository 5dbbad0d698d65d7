import { Refusal } from '../errors.ts';
import { snoozeHit as snoozeStored } from '../store/hits.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { lockAll, type WholeHit, wholeHit } from './whole-hit.ts';

/** Until when a hit is out of the queue; it is back in it at once where it is `null`. */
export interface Snooze {
  readonly id: string;
  readonly until: Date | null;
}

/** Takes a hit out of the queue until an instant that is to come (`hit-snooze`). */
export function snoozeHit(desk: Desk, actor: Actor, { id, until }: Snooze): Promise<WholeHit> {
  return act(desk, actor, {
    action: 'hit-snooze',
    roles: ['editor', 'analyst'],
    objects: [{ noun: 'hit', id }],
    async work({ client, now }) {
      // Written so that an instant that is none is refused too.
      if (until !== null && !(until.getTime() > now.getTime())) {
        throw new Refusal('invalid', 'hit-snooze', 'A hit is snoozed until an instant that is still to come.');
      }
      await lockAll(client, [id]);
      await snoozeStored(client, { id, snoozedUntil: until }, { actorId: actor.id, now });
      return wholeHit(client, id);
    },
  });
}
