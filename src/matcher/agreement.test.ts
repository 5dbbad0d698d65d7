import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryCrossing, arbitraryDocument, arbitraryExpression } from '../../test/support/arbitrary-questions.ts';
import { propertyRuns } from '../../test/support/property-runs.ts';
import { defaultRates } from '../amounts/default-rates.ts';
import { Refusal } from '../errors.ts';
import { requiresSomething } from '../query/check.ts';
import type { StandingQuestion } from './document.ts';
import { Explainer } from './explain.ts';
import { Matcher } from './matcher.ts';
import { NaiveMatcher } from './naive-matcher.ts';

const rates = defaultRates;
const runs = propertyRuns(400);
const lookup = () => undefined;

/** What can never hold: a choice of nothing, a target that nobody knows. */
const never = fc.constantFrom<StandingQuestion['expression']>(
  { kind: 'or', items: [] },
  { kind: 'target', name: 'nobody' },
);
const anyExpression = fc.oneof(
  { weight: 12, arbitrary: arbitraryExpression },
  { weight: 4, arbitrary: arbitraryCrossing },
  never,
  fc.tuple(arbitraryCrossing, never).map((items) => ({ kind: 'and' as const, items })),
  fc.tuple(arbitraryExpression, never).map((items) => ({ kind: 'or' as const, items })),
);
const arbitraryQuestions = fc.array(fc.tuple(anyExpression, fc.constantFrom('en', 'fr')), {
  minLength: 1,
  maxLength: 8,
});

function standing(questions: [StandingQuestion['expression'], string][]): StandingQuestion[] {
  return questions.map(([expression, language], index) => ({ id: `q${index}`, expression, language }));
}

/** Gives the question to both matchers, or to neither where it requires nothing. */
function setBoth(question: StandingQuestion, fast: Matcher, naive: NaiveMatcher): void {
  if (!requiresSomething(question.expression)) {
    expect(() => fast.set(question)).toThrow(Refusal);
    return;
  }
  fast.set(question);
  naive.set(question);
}

describe('the fast matcher and the naive one', () => {
  it('give the same answers on random questions and documents', () => {
    let crossings = 0;
    fc.assert(
      fc.property(
        arbitraryQuestions,
        fc.array(arbitraryDocument, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        (questions, documents, settle) => {
          const fast = new Matcher({ rates });
          const naive = new NaiveMatcher(rates);
          for (const question of standing(questions)) setBoth(question, fast, naive);
          if (settle) fast.settle();
          for (const document of documents) expect(fast.match(document).sort()).toEqual(naive.match(document).sort());
          crossings += fast.index.view.crossings.count;
        },
      ),
      { numRuns: runs },
    );
    // Some of the questions have to be found by both their choices, or that was compared with nothing.
    expect(crossings).toBeGreaterThan(runs / 8);
  });

  it('stay together while questions come, change and go between documents', () => {
    const step = fc.oneof(
      fc.record({
        act: fc.constant('set' as const),
        id: fc.integer({ min: 0, max: 5 }),
        expression: anyExpression,
      }),
      fc.record({ act: fc.constant('remove' as const), id: fc.integer({ min: 0, max: 5 }) }),
      fc.record({ act: fc.constant('settle' as const) }),
      fc.record({ act: fc.constant('match' as const), document: arbitraryDocument }),
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 4, maxLength: 30 }), (steps) => {
        const fast = new Matcher({ rates });
        const naive = new NaiveMatcher(rates);
        for (const one of steps) {
          if (one.act === 'set') {
            const question = { id: `q${one.id}`, expression: one.expression };
            if (requiresSomething(one.expression)) setBoth(question, fast, naive);
          } else if (one.act === 'remove') {
            fast.remove(`q${one.id}`);
            naive.remove(`q${one.id}`);
          } else if (one.act === 'settle') fast.settle();
          else expect(fast.match(one.document).sort()).toEqual(naive.match(one.document).sort());
        }
      }),
      { numRuns: runs },
    );
  });

  it('explain a match exactly where they find one', () => {
    fc.assert(
      fc.property(anyExpression, arbitraryDocument, (expression, document) => {
        fc.pre(requiresSomething(expression));
        const fast = new Matcher({ rates });
        fast.set({ id: 'q', expression });
        const explainer = new Explainer(expression, { language: 'en', lookup, rates });
        expect(explainer.explain(document).holds).toBe(fast.match(document).length === 1);
      }),
      { numRuns: runs },
    );
  });
});
