import { type HitJudgement, type JudgementChange, settleJudgement } from '../domain/hit.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { keepJudgement } from './keep-judgement.ts';
import { lockAll, type WholeHit, wholeHit } from './whole-hit.ts';

/** Judges a hit and returns it, with all that was made of it before. */
export function judgeHit(
  desk: Desk,
  actor: Actor,
  { id, ...given }: HitJudgement & { readonly id: string },
): Promise<WholeHit> {
  return act(desk, actor, {
    action: 'hit-judge',
    roles: ['editor', 'analyst'],
    objects: [{ noun: 'hit', id }],
    async work({ client, now }) {
      const change = changeOf(given);
      await lockAll(client, [id]);
      await keepJudgement(desk, actor, { client, now }, { ids: [id], change });
      return wholeHit(client, id);
    },
  });
}

/** What a judgement makes of a hit: what it does not state is gone. */
export function changeOf(given: HitJudgement): JudgementChange {
  const { judgement, credibility = null, note = null } = settleJudgement(given);
  return { judgement, credibility, note };
}
