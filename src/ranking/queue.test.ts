import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Features, featuresOf } from './features.ts';
import { emptyModel, learn, learnAll } from './model.ts';
import { FEWEST_JUDGED, rank, suggestion } from './queue.ts';

const hit = (text: string, matchedSpans = 1): Features =>
  featuresOf({ title: '', passages: [text], matchedSpans, inTitle: false });

/** Eighty hits on "bank", drawn once: every fourth is about a river, in words of which each stands in some of them only. */
function bankQueue(): { features: Features; relevant: boolean }[] {
  const river = ['water', 'flood', 'boat', 'bridge', 'fish', 'mud', 'levee', 'rain'];
  const money = ['loan', 'rate', 'credit', 'cash', 'debt', 'branch', 'teller', 'bond'];
  const either = ['city', 'year', 'people', 'report', 'north', 'night'];
  let state = 20121106;
  const pick = (words: readonly string[]) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return words[(state >>> 16) % words.length]!;
  };
  return Array.from({ length: 80 }, (_, place) => {
    const relevant = place % 4 === 3;
    const own = relevant ? river : money;
    const words = [pick(own), pick(either), pick(own), pick(either), pick(relevant ? money : river), pick(own)];
    return { features: hit(`the bank ${words.join(' ')}`, 1 + (place % 3)), relevant };
  });
}

describe('rank', () => {
  it('gives every place once, whatever was learnt', () => {
    const queue = fc.array(
      fc.string().map((text) => hit(text)),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(queue, queue, (judged, waiting) => {
        const model = learnAll(judged.map((features, place) => ({ features, relevant: place % 2 === 0 })));
        expect(rank(model, waiting).sort((one, other) => one - other)).toEqual([...waiting.keys()]);
      }),
    );
  });

  it('is by the evidence of the engine, then by arrival, where nothing was judged', () => {
    const inTitle = featuresOf({ title: 'a', passages: [], matchedSpans: 1, inTitle: true });
    expect(rank(emptyModel(), [hit('a'), hit('b', 3), inTitle, hit('c')])).toEqual([2, 1, 0, 3]);
  });

  it('brings more of what is relevant into the half that is judged first than arrival or evidence do', () => {
    const queue = bankQueue();
    const features = queue.map((one) => one.features);
    const inFirstHalf = (order: readonly number[]) =>
      order.slice(0, 40).filter((place) => queue[place]!.relevant).length;
    const model = emptyModel();
    const judged: number[] = [];
    while (judged.length < queue.length) {
      const left = [...queue.keys()].filter((place) => !judged.includes(place));
      const first = rank(
        model,
        left.map((place) => features[place]!),
      )[0]!;
      learn(model, features[left[first]!]!, queue[left[first]!]!.relevant);
      judged.push(left[first]!);
    }
    expect(inFirstHalf([...queue.keys()])).toBe(10);
    expect(inFirstHalf(rank(emptyModel(), features))).toBeLessThanOrEqual(12);
    expect(inFirstHalf(judged)).toBeGreaterThanOrEqual(18);
  });
});

describe('suggestion', () => {
  const enough = { relevant: FEWEST_JUDGED, notRelevant: FEWEST_JUDGED };

  it.each([
    [0.85, 'relevant'],
    [0.99, 'relevant'],
    [0.84, undefined],
    [0.16, undefined],
    [0.15, 'not-relevant'],
  ])('of a score of %d is %s', (score, wanted) => {
    expect(suggestion(score, enough)).toBe(wanted);
  });

  it('is none before enough judgements of both kinds', () => {
    for (const few of [{ relevant: FEWEST_JUDGED - 1 }, { notRelevant: FEWEST_JUDGED - 1 }, { relevant: 0 }]) {
      expect(suggestion(0.99, { relevant: 1_000, notRelevant: 1_000, ...few })).toBeUndefined();
      expect(suggestion(0.01, { relevant: 1_000, notRelevant: 1_000, ...few })).toBeUndefined();
    }
  });
});
