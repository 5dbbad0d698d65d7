import fc from 'fast-check';
import type { MatchDocument } from '../../src/matcher/document.ts';
import type { Expression } from '../../src/query/ast.ts';

/** Few words, near to each other in spelling, so that random questions and documents meet. */
const WORDS = [
  'growth',
  'Growing',
  'grow',
  'euro',
  'Euro',
  'zone',
  'élection',
  'elections',
  'élève',
  'élevé',
  'œuvre',
  'oeuvre',
  'PS',
  'ps',
  'Hollande',
  'Holland',
  'hollandais',
  'Strauss',
  'Kahn',
  'Khan',
  'Strauss-Kahn',
  "l'euro",
  'contract',
  'contracts',
  'négociation',
  'négociations',
  'Ｆｕｌｌ',
  'full',
  'ﬁnance',
  'finance',
  'CO₂',
  'co2',
  '2012',
  'straße',
  'STRASSE',
  'e\u0301lu',
  'élu',
  'dé\u00admo',
  '𝒜lpha',
  'alpha',
  'a',
  'b',
  'İstanbul',
  'istanbul',
  'Σίσυφος',
  'σισυφοσ',
] as const;
const GAPS = [
  ' ',
  ' ',
  ' ',
  ' ',
  ', ',
  '. ',
  '.\n\n',
  ' – ',
  '! The ',
  "'",
  '-',
  '\u00a0',
  ' $200 million ',
  ' 1,2 milliard d’euros ',
  ' EUR 12 million ',
];

const FREQUENT = ['growth', 'euro', 'Holland', 'a', 'b', 'PS', 'élevé', 'contract'] as const;

const word = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...FREQUENT) },
  { weight: 2, arbitrary: fc.constantFrom(...WORDS) },
);
const plainWord = word.filter((one) => !/[-']/.test(one));

const text = fc
  .array(fc.tuple(word, fc.constantFrom(...GAPS)), { maxLength: 50 })
  .map((pieces) => pieces.map(([one, gap]) => one + gap).join(''));

const amountThreshold = fc.record({
  operator: fc.constantFrom('>=' as const, '>' as const, '<=' as const, '<' as const, '=' as const),
  value: fc.constantFrom(12e6, 1e8, 2e8, 12e8),
  currency: fc.constantFrom('USD', 'EUR'),
});

/** Random documents, some empty, some with every attribute. */
export const arbitraryDocument: fc.Arbitrary<MatchDocument> = fc.record(
  {
    id: fc.uuid(),
    title: text,
    text,
    lang: fc.constantFrom('en', 'fr'),
    date: fc.constantFrom('2012-04-21', '2012-04-22', '2012-05-06', 'unknown'),
    source: fc.constantFrom('Le Monde', 'le monde', 'Reuters'),
    stage: fc.constantFrom('award', 'tender'),
    amounts: fc.array(fc.record({ value: fc.constantFrom(1e6, 2e8, 5e8), currency: fc.constantFrom('USD', 'EUR') }), {
      maxLength: 2,
    }),
  },
  { requiredKeys: ['id', 'title', 'text'] },
);

/** Random expressions of every kind; one may require nothing at all, which a matcher refuses. */
export const { expression: arbitraryExpression, place: arbitraryPlace } = fc.letrec<{
  expression: Expression;
  place: Expression;
}>((tie) => ({
  place: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    plainWord.map((one) => ({ kind: 'word' as const, text: one })),
    fc
      .array(word, { minLength: 1, maxLength: 3 })
      .chain((words) =>
        fc.boolean().map((exactCase) => ({ kind: 'phrase' as const, text: words.join(' '), exactCase })),
      ),
    fc.constantFrom('gro', 'ele', 'holl', 'con', 'str').map((one) => ({ kind: 'prefix' as const, text: one })),
    fc.constantFrom('Strauss', 'Hollande', 'euro', 'négociation').map((one) => ({ kind: 'fuzzy' as const, text: one })),
    amountThreshold.map((threshold) => ({ kind: 'amount' as const, threshold })),
    fc.array(tie('place'), { minLength: 2, maxLength: 3 }).map((items) => ({ kind: 'or' as const, items })),
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('near' as const),
        left: tie('place'),
        right: tie('place'),
        distance: fc.integer({ min: 1, max: 6 }),
        ordered: fc.boolean(),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('within' as const),
        scope: fc.constantFrom('sentence' as const, 'document' as const),
        subject: tie('place'),
        condition: tie('expression'),
      }),
    },
  ),
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 9, arbitrary: tie('place') },
    {
      weight: 4,
      arbitrary: fc
        .array(tie('expression'), { minLength: 2, maxLength: 3 })
        .map((items) => ({ kind: 'and' as const, items })),
    },
    fc.array(tie('expression'), { minLength: 2, maxLength: 3 }).map((items) => ({ kind: 'or' as const, items })),
    tie('expression').map((item) => ({ kind: 'not' as const, item })),
    fc.record({
      kind: fc.constant('field' as const),
      field: fc.constantFrom('title' as const, 'body' as const),
      item: tie('place'),
    }),
    fc.record({
      kind: fc.constant('attribute' as const),
      attribute: fc.constant('lang' as const),
      values: fc.constantFrom(['fr'], ['en', 'fr']),
    }),
    fc.constant({ kind: 'attribute' as const, attribute: 'source' as const, values: ['Le Monde'] }),
    fc.constant({ kind: 'attribute' as const, attribute: 'stage' as const, values: ['award'] }),
    fc.record({
      kind: fc.constant('date' as const),
      operator: fc.constantFrom('>=' as const, '>' as const, '<=' as const, '<' as const, '=' as const),
      day: fc.constantFrom('2012-04-22', '2012-04', '2012'),
    }),
  ),
}));

const choice: fc.Arbitrary<Expression> = fc
  .array(
    fc.oneof(
      plainWord.map((one) => ({ kind: 'word' as const, text: one })),
      fc
        .array(word, { minLength: 1, maxLength: 2 })
        .map((words) => ({ kind: 'phrase' as const, text: words.join(' '), exactCase: false })),
      fc.constantFrom('gro', 'ele', 'holl').map((one) => ({ kind: 'prefix' as const, text: one })),
      fc.constant({ kind: 'attribute' as const, attribute: 'source' as const, values: ['Le Monde'] }),
    ),
    { minLength: 2, maxLength: 8 },
  )
  .map((items) => ({ kind: 'or' as const, items }));

/** Random conjunctions of two choices, some with a third condition. */
export const arbitraryCrossing: fc.Arbitrary<Expression> = fc
  .tuple(choice, choice, fc.option(arbitraryExpression, { nil: undefined }))
  .map(([one, other, more]) => ({ kind: 'and' as const, items: more ? [one, more, other] : [one, other] }));
