import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../test/support/property-runs.ts';
import type { Comparison, Expression } from './ast.ts';
import { parse } from './parse.ts';
import { print, printFigure } from './print.ts';
import { withoutSpans } from './resolve.ts';

const tokens = fc.constantFrom(
  ...['growth', 'élevé', 'e\u0301lu', 'AND', 'OR', 'NOT', 'NEAR', 'BEFORE', 'IN', 'WITH', 'SENTENCE', 'DOCUMENT'],
  ...['amount', 'date', 'title', 'lang', 'near', 'CO₂', '2012', '𝒜lpha', 'dé\u00admo', 'a', 'x\ufeffy', '選挙', 'USD'],
);
const words = fc.array(tokens, { minLength: 1, maxLength: 3 });
const phrase = fc
  .tuple(words, fc.constantFrom(' ', '-', "'", ', ', ' (x) ', ': '))
  .map(([parts, gap]) => parts.join(gap));
const long = fc.constantFrom('growth', 'Strauss', 'élevé', 'DOCUMENT', 'AMOUNT', 'NEAR');
const operator = fc.constantFrom<Comparison>('>=', '>', '<=', '<', '=');
const figure = fc.oneof(
  fc.constantFrom(0, 0.001, 0.1, 12.345, 1234, 1500, 2e8, 1.234e9, 1e15, 999_999_999_999.99),
  fc.integer({ min: 0, max: 1e15 }),
  fc.integer({ min: 1, max: 1e9 }).map((hundredths) => hundredths / 100),
);

/** Expressions as the parser makes them: of every kind, with operators' names for words. */
const { expression } = fc.letrec<{ leaf: Expression; place: Expression; inner: Expression; expression: Expression }>(
  (tie) => ({
    leaf: fc.oneof(
      tokens.map((text) => ({ kind: 'word' as const, text })),
      fc.record({ kind: fc.constant('phrase' as const), text: phrase, exactCase: fc.boolean() }),
      long.map((text) => ({ kind: 'prefix' as const, text })),
      long.map((text) => ({ kind: 'fuzzy' as const, text })),
      fc.constantFrom('hollande', 'ps-2012', 'É_1', 'AND').map((name) => ({ kind: 'target' as const, name })),
      fc.record({
        kind: fc.constant('amount' as const),
        threshold: fc.record({ operator, value: figure, currency: fc.constantFrom('USD', 'EUR', 'JPY') }),
      }),
    ),
    place: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      tie('leaf'),
      fc.array(tie('place'), { minLength: 2, maxLength: 3 }).map((items) => ({ kind: 'or' as const, items })),
      fc.record({
        kind: fc.constant('near' as const),
        left: tie('place'),
        right: tie('place'),
        distance: fc.integer({ min: 1, max: 100 }),
        ordered: fc.boolean(),
      }),
      fc.record({
        kind: fc.constant('within' as const),
        scope: fc.constantFrom('sentence' as const, 'document' as const),
        subject: tie('place'),
        condition: tie('expression'),
      }),
      fc.record({
        kind: fc.constant('field' as const),
        field: fc.constantFrom('title' as const, 'body' as const),
        item: tie('leaf'),
      }),
    ),
    inner: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      tie('leaf'),
      fc.array(tie('inner'), { minLength: 2, maxLength: 3 }).map((items) => ({ kind: 'and' as const, items })),
      tie('inner').map((item) => ({ kind: 'not' as const, item })),
    ),
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      tie('place'),
      fc.array(tie('expression'), { minLength: 2, maxLength: 3 }).map((items) => ({ kind: 'and' as const, items })),
      fc.array(tie('expression'), { minLength: 2, maxLength: 3 }).map((items) => ({ kind: 'or' as const, items })),
      tie('expression').map((item) => ({ kind: 'not' as const, item })),
      fc.record({
        kind: fc.constant('field' as const),
        field: fc.constantFrom('title' as const, 'body' as const),
        item: tie('inner'),
      }),
      fc.record({
        kind: fc.constant('attribute' as const),
        attribute: fc.constantFrom('source' as const, 'stage' as const),
        values: fc.array(phrase, { minLength: 1, maxLength: 3 }),
      }),
      fc.constant({ kind: 'attribute' as const, attribute: 'lang' as const, values: ['fr'] }),
      fc.record({
        kind: fc.constant('date' as const),
        operator,
        day: fc.constantFrom('2012', '2012-04', '2012-02-29'),
      }),
    ),
  }),
);

function read(source: string): Expression {
  const parsed = parse(source);
  if (!parsed.ok) throw new Error(`${source}: ${parsed.findings[0]?.code}`);
  return withoutSpans(parsed.expression);
}

describe('print', () => {
  it('is the inverse of parse, for any expression', () => {
    fc.assert(
      fc.property(expression, (one) => {
        expect(read(print(one))).toEqual(one);
      }),
      { numRuns: propertyRuns(3000) },
    );
  });

  it('gives for any text that parses a form that prints as itself', () => {
    const piece = fc.constantFrom(
      ...[
        'a',
        'b-c',
        '(',
        ')',
        ' AND ',
        ' OR ',
        'NOT ',
        ' NEAR/2 ',
        '"d e"',
        '=',
        'title:',
        'lang:fr',
        'elect*',
        'amount > 1,5k EUR',
      ],
      ...[' IN SENTENCE WITH ', '@t', 'date = 2012', '’', '\ufeff', '.', '«f»', '\t', 'abcd~', 'source:(x OR y)'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const parsed = parse(pieces.join(''));
        fc.pre(parsed.ok);
        if (!parsed.ok) return;
        const printed = print(parsed.expression);
        expect(read(printed)).toEqual(withoutSpans(parsed.expression));
        expect(print(read(printed))).toBe(printed);
      }),
      { numRuns: propertyRuns(3000) },
    );
  });

  it.each([
    ['((a)) AND (b)', 'a AND b'],
    ['a OR (b AND c)', 'a OR (b AND c)'],
    ['« zone  euro »', '"zone euro"'],
    ['="PS"', '=PS'],
    ['amount ≥ $1 500 000', 'amount >= 1.5M USD'],
    ['source:("Reuters")', 'source:Reuters'],
    ['AND.', 'AND.'],
  ])('writes %s as %s', (source, printed) => {
    expect(print(read(source))).toBe(printed);
  });
});

describe('printFigure', () => {
  it.each([
    [0, '0'],
    [1234, '1234'],
    [1500, '1.5k'],
    [2e8, '200M'],
    [1.25e9, '1.25bn'],
    [12.345, '12.3450'],
    [3e12, '3T'],
  ])('writes %d as %s', (value, printed) => {
    expect(printFigure(value)).toBe(printed);
  });
});
