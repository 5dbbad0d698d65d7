import { explainScore, type ScoreExplanation } from '../ranking/explain-score.ts';
import { type Confidence, emptyModel } from '../ranking/model.ts';
import { unpackModel } from '../ranking/packed-model.ts';
import { type Suggestion, suggestion } from '../ranking/queue.ts';
import { hitLabels } from '../store/hit-features.ts';
import { readModel } from '../store/ranking-models.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { hitEvidence } from './hit-evidence.ts';
import { HitExplaining } from './hit-explaining.ts';
import { found, notFound } from './ids.ts';

/** Why a hit stands where it does in the queue: its score by now, from how many judgements, and what weighs most. */
export interface ExplainedSuggestion extends ScoreExplanation, Confidence {
  readonly suggestion?: Suggestion;
}

/**
 * Explains the score of a hit by its own words. It is worked out anew: the score in lists follows within moments. Without any
 * judgement it is that of the engine's evidence, and nothing weighs.
 */
export function explainSuggestion(desk: Desk, actor: Actor, hitId: string): Promise<ExplainedSuggestion> {
  return act(desk, actor, {
    action: 'hit-explain-suggestion',
    roles: ['editor', 'analyst', 'releaser'],
    objects: [{ noun: 'hit', id: hitId }],
    async work({ client }) {
      const hit = await found('hit', hitId, (id) => hitLabels(client, id));
      const evidence = await hitEvidence(desk, client, { explaining: new HitExplaining(client), hits: [hit] });
      const own = evidence.get(hitId);
      if (!own) throw notFound('hit');
      const stored = await readModel(client, hit.questionId);
      const model = (stored && unpackModel(stored.model)) ?? emptyModel();
      const { relevant, notRelevant } = model;
      const explained = explainScore(model, own);
      const suggested = suggestion(explained.score, model);
      return { ...explained, relevant, notRelevant, ...(suggested && { suggestion: suggested }) };
    },
  });
}
