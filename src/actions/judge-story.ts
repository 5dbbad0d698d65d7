import type { HitJudgement } from '../domain/hit.ts';
import type { HitPlace } from '../store/hits.ts';
import { countStoryHits, lockStoryHits } from '../store/story-hits.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { isId, notFound } from './ids.ts';
import { changeOf } from './judge-hit.ts';
import { MOST_AT_ONCE } from './judge-hits.ts';
import { keepJudgement } from './keep-judgement.ts';

/** One decision on a story: what was judged, with the places by which it is undone, and how many still wait. */
export interface JudgedStory {
  readonly places: readonly HitPlace[];
  /** Above 0 where there were more than 200: judging the story again does the next. */
  readonly left: number;
}

/**
 * Judges a hit, and with it all hits of its question on the same story that wait, as far as the actor may read them. What
 * somebody judged already stays as it was judged.
 */
export function judgeStory(
  desk: Desk,
  actor: Actor,
  { hitId, ...given }: HitJudgement & { readonly hitId: string },
): Promise<JudgedStory> {
  return act(desk, actor, {
    action: 'hit-judge-story',
    roles: ['editor', 'analyst'],
    objects: [{ noun: 'hit', id: hitId }],
    async work({ client, now, name }) {
      const change = changeOf(given);
      const ids = isId(hitId) ? await lockStoryHits(client, hitId, MOST_AT_ONCE) : [];
      if (ids.length === 0) throw notFound('hit');
      name('hit', ids);
      const places = await keepJudgement(desk, actor, { client, now }, { ids, change });
      return {
        places: [...places].sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id)),
        left: await countStoryHits(client, hitId),
      };
    },
  });
}
