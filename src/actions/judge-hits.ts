import type { HitJudgement } from '../domain/hit.ts';
import { Refusal } from '../errors.ts';
import type { HitPlace } from '../store/hits.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { changeOf } from './judge-hit.ts';
import { keepJudgement } from './keep-judgement.ts';
import { lockAll } from './whole-hit.ts';

/** One entry names them all, and has room for so many with their labels. */
export const MOST_AT_ONCE = 200;

/**
 * Judges several hits alike, all or none, and returns the place of the judgement in each one's history. More than 200
 * are refused (`hit-too-many`).
 */
export function judgeHits(
  desk: Desk,
  actor: Actor,
  { ids, ...given }: HitJudgement & { readonly ids: readonly string[] },
): Promise<readonly HitPlace[]> {
  const once = [...new Set(ids)];
  const isFew = once.length >= 1 && once.length <= MOST_AT_ONCE;
  return act(desk, actor, {
    action: 'hit-judge-several',
    roles: ['editor', 'analyst'],
    objects: isFew ? once.map((id) => ({ noun: 'hit', id })) : [],
    async work({ client, now }) {
      if (!isFew) throw new Refusal('invalid', 'hit-too-many', `From 1 to ${MOST_AT_ONCE} hits are judged at once.`);
      const change = changeOf(given);
      await lockAll(client, once);
      const places = await keepJudgement(desk, actor, { client, now }, { ids: once, change });
      // As they were asked for: the order in which rows lie tells of others between them.
      return [...places].sort((one, other) => once.indexOf(one.id) - once.indexOf(other.id));
    },
  });
}
