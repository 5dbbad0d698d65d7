import { type HitJudgement, settleJudgement } from '../domain/hit.ts';
import { hitHistory, judgeHit as judgeStored, type PastJudgement, readHit, type StoredHit } from '../store/hits.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found, notFound } from './ids.ts';

/** Judges a hit and returns it, with all that was made of it before. */
export function judgeHit(
  desk: Desk,
  actor: Actor,
  { id, ...given }: HitJudgement & { readonly id: string },
): Promise<StoredHit & { readonly history: readonly PastJudgement[] }> {
  return act(desk, actor, {
    action: 'hit-judge',
    roles: ['editor', 'analyst'],
    objects: [{ noun: 'hit', id }],
    async work({ client, now }) {
      const judgement = settleJudgement(given);
      await found(
        'hit',
        id,
        async (known) => (await judgeStored(client, { ...judgement, id: known, actorId: actor.id }, now)) || undefined,
      );
      const hit = await readHit(client, id);
      if (!hit) throw notFound('hit');
      return { ...hit, history: await hitHistory(client, id) };
    },
  });
}
