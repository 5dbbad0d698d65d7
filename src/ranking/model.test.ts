import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { featuresOf } from './features.ts';
import { emptyModel, type JudgedHit, learn, learnAll, score } from './model.ts';
import { packModel, unpackModel } from './packed-model.ts';

const hit = (text: string, matchedSpans = 1, inTitle = false) =>
  featuresOf({ title: '', passages: [text], matchedSpans, inTitle });
const word = fc.constantFrom('war', 'peace', 'tax', 'trade', 'bank', 'treaty', 'vote', 'law');
const judged: fc.Arbitrary<JudgedHit[]> = fc.array(
  fc.record({
    features: fc.array(word, { maxLength: 8 }).map((words) => hit(words.join(' '), words.length)),
    relevant: fc.boolean(),
  }),
  { maxLength: 30 },
);

describe('score', () => {
  it('is that of the evidence where nothing was judged', () => {
    expect(score(emptyModel(), hit('a b c', 3))).toBeGreaterThan(score(emptyModel(), hit('a', 1)));
    expect(score(emptyModel(), hit('a', 1, true))).toBeGreaterThan(score(emptyModel(), hit('a b c', 9)));
  });

  it('lies between 0 and 1, whatever was learnt', () => {
    fc.assert(
      fc.property(judged, (list) => {
        const model = learnAll([...list, ...list, ...list]);
        for (const { features } of list) {
          expect(score(model, features)).toBeGreaterThan(0);
          expect(score(model, features)).toBeLessThan(1);
        }
      }),
    );
    const model = emptyModel();
    for (let times = 0; times < 5_000; times++) learn(model, hit('always'), true);
    expect(score(model, hit('always'))).toBeLessThan(1);
  });
});

describe('learn', () => {
  it('moves a hit and what is like it the way of the judgement', () => {
    fc.assert(
      fc.property(judged, fc.boolean(), (list, relevant) => {
        const model = learnAll(list);
        const features = hit('treaty of peace');
        const before = score(model, features);
        learn(model, features, relevant);
        expect(Math.sign(score(model, features) - before)).toBe(relevant ? 1 : -1);
      }),
    );
  });

  it('tells two kinds of hits apart after a few of each', () => {
    const list = Array.from({ length: 10 }, (_, index) => ({
      features: hit(index % 2 ? `war and treaty ${index}` : `tax and bank ${index}`),
      relevant: index % 2 === 1,
    }));
    const model = learnAll(list);
    expect(model).toMatchObject({ relevant: 5, notRelevant: 5 });
    expect(score(model, hit('a treaty ends the war'))).toBeGreaterThan(score(model, hit('the bank pays the tax')));
  });
});

describe('learnAll', () => {
  it('gives the same model for the same judgements, and undoes one that is left out', () => {
    fc.assert(
      fc.property(judged, (list) => {
        const model = learnAll(list);
        expect(packModel(learnAll(list))).toEqual(packModel(model));
        if (list.length === 0) return;
        learn(model, list[0]!.features, true);
        expect(packModel(learnAll([...list, { features: list[0]!.features, relevant: true }]))).toEqual(
          packModel(model),
        );
      }),
    );
  });
});

describe('packModel', () => {
  it('has its inverse, and what was stored learns on as if it had not been', () => {
    fc.assert(
      fc.property(judged, judged, (list, later) => {
        const model = learnAll(list);
        const bytes = packModel(model);
        const again = unpackModel(bytes)!;
        expect(packModel(again)).toEqual(bytes);
        for (const { features, relevant } of later) {
          learn(model, features, relevant);
          learn(again, features, relevant);
        }
        expect(packModel(again)).toEqual(packModel(model));
      }),
    );
  });

  it('is small: ten bytes for each place that was learnt', () => {
    const { slots } = hit('one two three');
    expect(packModel(learnAll([{ features: hit('one two three'), relevant: true }]))).toHaveLength(
      13 + 10 * (slots.length + 1),
    );
    expect(packModel(emptyModel())).toHaveLength(13);
  });
});

describe('unpackModel', () => {
  const bytes = packModel(learnAll([{ features: hit('one two'), relevant: false }]));

  it('reads no other version, no part of a model, and none with more behind it', () => {
    expect(unpackModel(bytes.with(0, 2))).toBeUndefined();
    for (let length = 0; length < bytes.length; length++)
      expect(unpackModel(bytes.subarray(0, length))).toBeUndefined();
    expect(unpackModel(Uint8Array.of(...bytes, 0))).toBeUndefined();
  });

  it('reads no place twice, and no number that is none', () => {
    const twice = bytes.slice();
    twice.copyWithin(23, 13, 15);
    expect(unpackModel(twice)).toBeUndefined();
    const broken = bytes.slice();
    new DataView(broken.buffer).setFloat32(15, Number.NaN, true);
    expect(unpackModel(broken)).toBeUndefined();
  });

  it('never fails on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (any) => {
        unpackModel(any);
      }),
    );
  });
});
