import { undo } from '../domain/hit.ts';
import { Refusal } from '../errors.ts';
import { type HitPlace, hitHistory } from '../store/hits.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { MOST_AT_ONCE } from './judge-hits.ts';
import { keepJudgement } from './keep-judgement.ts';
import { lockAll } from './whole-hit.ts';

/**
 * Undoes judgements of several hits, all or none: those at these places in their histories, as judging them at once gave
 * them. Refused like undoing one; more than 200 with `hit-too-many`.
 */
export function undoJudgements(desk: Desk, actor: Actor, places: readonly HitPlace[]): Promise<readonly HitPlace[]> {
  const once = [...new Map(places.map((place) => [place.id, place])).values()];
  const isFew = once.length >= 1 && once.length <= MOST_AT_ONCE;
  const ids = once.map(({ id }) => id);
  return act(desk, actor, {
    action: 'hit-undo-judgements',
    roles: ['editor', 'analyst'],
    objects: isFew ? ids.map((id) => ({ noun: 'hit', id })) : [],
    async work({ client, now }) {
      if (!isFew) throw new Refusal('invalid', 'hit-too-many', `From 1 to ${MOST_AT_ONCE} hits are judged at once.`);
      await lockAll(client, ids);
      const undone: HitPlace[] = [];
      for (const { id, place } of once) {
        const change = undo(await hitHistory(client, id), place);
        undone.push(...(await keepJudgement(desk, actor, { client, now }, { ids: [id], change })));
      }
      return undone;
    },
  });
}
