import { describe, expect, it } from 'vitest';
import type { Expression } from './ast.ts';
import { parse } from './parse.ts';
import { withoutSpans } from './resolve.ts';

function read(source: string): Expression {
  const parsed = parse(source);
  if (!parsed.ok) throw new Error(parsed.findings[0]?.message);
  return withoutSpans(parsed.expression);
}

const a: Expression = { kind: 'word', text: 'a' };
const b: Expression = { kind: 'word', text: 'b' };
const c: Expression = { kind: 'word', text: 'c' };
const amount = (value: number, currency: string): Expression => ({
  kind: 'amount',
  threshold: { operator: '>=', value, currency },
});

describe('parse', () => {
  it.each<[string, Expression]>([
    ['a', a],
    ['a.', a],
    ['AND.', { kind: 'word', text: 'AND' }],
    ['amount', { kind: 'word', text: 'amount' }],
    ['date', { kind: 'word', text: 'date' }],
    ['lang', { kind: 'word', text: 'lang' }],
    ['Strauss-Kahn', { kind: 'phrase', text: 'Strauss-Kahn', exactCase: false }],
    ['"a  b\n c"', { kind: 'phrase', text: 'a b c', exactCase: false }],
    ['=PS', { kind: 'phrase', text: 'PS', exactCase: true }],
    ['= "Le Monde"', { kind: 'phrase', text: 'Le Monde', exactCase: true }],
    ['elect*', { kind: 'prefix', text: 'elect' }],
    ['Strauss~', { kind: 'fuzzy', text: 'Strauss' }],
    ['@ps', { kind: 'target', name: 'ps' }],
    ['a AND b AND c', { kind: 'and', items: [a, b, c] }],
    ['a OR (b OR c)', { kind: 'or', items: [a, { kind: 'or', items: [b, c] }] }],
    ['a AND NOT b', { kind: 'and', items: [a, { kind: 'not', item: b }] }],
    ['NOT NOT a', { kind: 'not', item: { kind: 'not', item: a } }],
    ['NOT a NEAR/3 b', { kind: 'not', item: { kind: 'near', left: a, right: b, distance: 3, ordered: false } }],
    ['(a)BEFORE/100(b)', { kind: 'near', left: a, right: b, distance: 100, ordered: true }],
    ['a IN SENTENCE WITH b', { kind: 'within', scope: 'sentence', subject: a, condition: b }],
    [
      'a NEAR/1 b IN DOCUMENT WITH c',
      {
        kind: 'near',
        left: a,
        right: { kind: 'within', scope: 'document', subject: b, condition: c },
        distance: 1,
        ordered: false,
      },
    ],
    ['title:a', { kind: 'field', field: 'title', item: a }],
    ['body : (a OR b)', { kind: 'field', field: 'body', item: { kind: 'or', items: [a, b] } }],
    ['lang:fr', { kind: 'attribute', attribute: 'lang', values: ['fr'] }],
    ['source:("Le Monde" OR Reuters)', { kind: 'attribute', attribute: 'source', values: ['Le Monde', 'Reuters'] }],
    ['amount >= 200M USD', amount(2e8, 'USD')],
    ['amount≥$200M', amount(2e8, 'USD')],
    ['amount >= 200 million USD', amount(2e8, 'USD')],
    ['amount >= 1,5 milliard EUR', amount(1.5e9, 'EUR')],
    ['amount >= 200 000 EUR', amount(200_000, 'EUR')],
    ['amount >= EUR 200_000', amount(200_000, 'EUR')],
    ['amount >= £1.5bn', amount(1.5e9, 'GBP')],
    ['date >= 2012-04-22', { kind: 'date', operator: '>=', day: '2012-04-22' }],
    ['date = 2012', { kind: 'date', operator: '=', day: '2012' }],
    ['date<2012-04', { kind: 'date', operator: '<', day: '2012-04' }],
  ])('reads %s', (source, expression) => {
    expect(read(source)).toEqual(expression);
  });

  it('says where each part stands', () => {
    const parsed = parse(' (a OR "b c") AND NOT title:d');
    expect(parsed).toMatchObject({
      ok: true,
      expression: {
        span: { start: 1, end: 29 },
        items: [
          { span: { start: 1, end: 13 }, items: [{ span: { start: 2, end: 3 } }, { span: { start: 7, end: 12 } }] },
          { span: { start: 18, end: 29 }, item: { span: { start: 22, end: 29 } } },
        ],
      },
    });
  });

  it('does not take a figure behind the currency for a part of the amount', () => {
    expect(parse('amount >= 200 EUR 300').ok).toBe(false);
  });
});
