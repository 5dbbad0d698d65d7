import { describe, expect, it } from 'vitest';
import { explainScore } from './explain-score.ts';
import { featuresOf, type HitEvidence } from './features.ts';
import { emptyModel, learn, score } from './model.ts';

function hit(title: string, passage: string): HitEvidence {
  return { title, passages: [passage], matchedSpans: 1, inTitle: false };
}

describe('why a hit is scored so', () => {
  it('is nothing but the evidence before anything was judged', () => {
    const one = hit('harbour', 'the contract');
    expect(explainScore(emptyModel(), one)).toEqual({ score: score(emptyModel(), featuresOf(one)), parts: [] });
  });

  it('is its own words, the heaviest first, for and against', () => {
    const model = emptyModel();
    for (let round = 0; round < 10; round++) {
      learn(model, featuresOf(hit('news', 'harbour')), true);
      learn(model, featuresOf(hit('news', 'football')), false);
    }
    const { parts, score: scored } = explainScore(model, hit('other', 'Harbour football'));
    expect(scored).toBe(score(model, featuresOf(hit('other', 'Harbour football'))));
    const weights = new Map(parts.map(({ kind, name, weight }) => [`${kind} ${name}`, weight]));
    expect(weights.get('word harbour')).toBeGreaterThan(0);
    expect(weights.get('word football')).toBeLessThan(0);
    expect(weights.has('word other')).toBe(false);
    const sizes = parts.map(({ weight }) => Math.abs(weight));
    expect(sizes).toEqual([...sizes].sort((one, other) => other - one));
  });
});
