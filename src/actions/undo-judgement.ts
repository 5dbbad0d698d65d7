import { undo } from '../domain/hit.ts';
import { hitHistory } from '../store/hits.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { keepJudgement } from './keep-judgement.ts';
import { lockAll, type WholeHit, wholeHit } from './whole-hit.ts';

/** Which judgement is undone: that at this place in the history of the hit, as the actor has read it. */
export interface Undoing {
  readonly id: string;
  readonly place: number;
}

/** Puts back what was before the last judgement that stands, as a new place in the history; returns the hit. */
export function undoJudgement(desk: Desk, actor: Actor, { id, place }: Undoing): Promise<WholeHit> {
  return act(desk, actor, {
    action: 'hit-undo-judgement',
    roles: ['editor', 'analyst'],
    objects: [{ noun: 'hit', id }],
    async work({ client, now }) {
      await lockAll(client, [id]);
      const change = undo(await hitHistory(client, id), place);
      await keepJudgement(desk, actor, { client, now }, { ids: [id], change });
      return wholeHit(client, id);
    },
  });
}
