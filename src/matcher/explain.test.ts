import { describe, expect, it } from 'vitest';
import { defaultRates } from '../amounts/default-rates.ts';
import { parseRates } from '../amounts/rates.ts';
import type { Expression } from '../query/ast.ts';
import { parse } from '../query/parse.ts';
import type { MatchDocument } from './document.ts';
import { Explainer, type Explanation, reasonSpans } from './explain.ts';

const rates = parseRates('Date,USD\n2012-03-01,1.25\n');

function parsed(source: string): Expression {
  const result = parse(source);
  if (!result.ok) throw new Error(result.findings[0]!.message);
  return result.expression;
}

const targets = new Map([
  ['holland', parsed('"Hollande" OR ("Holland" IN DOCUMENT WITH ("Socialist" OR "president"))')],
  ['ps', parsed('"Socialist Party" OR "Socialist"')],
]);

function explain(source: string, document: Partial<MatchDocument>, table = rates): Explanation {
  const options = { language: 'en', lookup: (name: string) => targets.get(name), rates: table };
  return new Explainer(parsed(source), options).explain({ id: 'd', title: '', text: '', ...document });
}

/** The words of the reason, as they stand in the document. */
function reason(source: string, document: Partial<MatchDocument>): string[] {
  return reasonSpans(explain(source, document)).map(({ field, start, end }) => document[field]!.slice(start, end));
}

/** The tree as one line: the kinds of its nodes, and whether they hold. */
function tree({ kind, holds, parts, aside }: Explanation): string {
  const inner = parts.length > 0 ? `(${parts.map(tree).join(' ')})` : '';
  return `${holds ? '+' : '-'}${kind}${aside ? '!' : ''}${inner}`;
}

describe('the tree of an explanation', () => {
  it('says of each part whether it holds', () => {
    expect(tree(explain('growth AND (euro OR tulip) AND NOT ferry', { text: 'growth of the euro' }))).toBe(
      '+and(+word +or(+word -word) +not(-word))',
    );
  });

  it('looks into targets', () => {
    expect(tree(explain('@ps', { text: 'a Socialist' }))).toBe('+target(+or(-phrase +phrase))');
  });

  it('holds only the words that made a NEAR hold', () => {
    const text = 'growth far away and much later the growth of euro';
    const { parts } = explain('growth NEAR/2 euro', { text });
    expect(parts.map(({ spans }) => spans.map(({ start }) => start))).toEqual([
      [text.lastIndexOf('growth')],
      [text.indexOf('euro')],
    ]);
  });

  it('is the same however often it is asked', () => {
    const explainer = new Explainer(parsed('growth'), { language: 'en', lookup: () => undefined, rates });
    const document = { id: 'd', title: '', text: 'growth' };
    const first = explainer.explain(document);
    expect(explainer.explain({ ...document, text: 'none' }).holds).toBe(false);
    expect(explainer.explain(document)).toEqual(first);
  });
});

describe('the reason of a match', () => {
  it('leaves out what only met the condition of an IN DOCUMENT WITH', () => {
    const text = 'The president spoke, and the president said that Mr Holland is a Socialist.';
    expect(reason('@holland', { text })).toEqual(['Holland']);
    expect(tree(explain('@holland', { text }))).toBe('+target(+or(-phrase +within(+phrase +or!(+phrase +phrase))))');
  });

  it('keeps both sides of an IN SENTENCE WITH', () => {
    expect(reason('growth IN SENTENCE WITH euro', { text: 'The euro. The euro and growth.' })).toEqual([
      'euro',
      'growth',
    ]);
  });

  it('leaves out what NOT excludes', () => {
    expect(reason('growth AND NOT (tulip AND growth)', { text: 'growth' })).toEqual(['growth']);
  });

  it('tells each place once, and places that overlap as one', () => {
    expect(reason('@ps AND socialist AND "the Socialist"', { text: 'the Socialist Party' })).toEqual([
      'the Socialist Party',
    ]);
  });

  it('has the title first', () => {
    expect(reason('growth', { title: 'On growth', text: 'Growth' })).toEqual(['growth', 'Growth']);
  });

  it('knows which parts of an AND a place serves', () => {
    const spans = reasonSpans(explain('growth AND (euro NEAR/3 zone)', { text: 'growth of the euro zone' }));
    expect(new Set(spans.flatMap(({ serves }) => serves)).size).toBe(3);
  });
});

describe('an amount in an explanation', () => {
  it('has its own span, with the sign of its currency', () => {
    expect(reason('amount >= 200M USD', { text: 'It cost $1.2 billion, not $5.' })).toEqual(['$1.2 billion']);
    expect(
      reason('amount >= 200M USD', {
        title: 'Deal at US$3bn',
        text: 'and 18 à 20 milliards d’euros',
        date: '2012-03-01',
        lang: 'fr',
      }),
    ).toEqual(['US$3bn', '18 à 20 milliards d’euros']);
  });

  it('is told as found, and as converted at the date of the document', () => {
    const { amounts } = explain('amount >= 200M USD', { text: 'a price of €300m', date: '2012-03-01' });
    expect(amounts).toEqual([
      {
        span: { field: 'text', start: 11, end: 16 },
        value: 300e6,
        currency: 'EUR',
        converted: { value: 375e6, currency: 'USD', rate: 1.25, day: '2012-03-01' },
      },
    ]);
  });

  it('is told with both ends of a range', () => {
    const { amounts } = explain('amount >= 200M USD', { text: '300 to 400 million euros', date: '2012-03-01' });
    expect(amounts).toMatchObject([{ value: 300e6, upper: 400e6, converted: { value: 375e6, upper: 500e6 } }]);
  });

  it('is told without a place where the document states it as data', () => {
    const found = explain('amount >= 200M USD', { amounts: [{ value: 250e6, currency: 'USD' }] });
    expect(found).toMatchObject({ holds: true, spans: [], amounts: [{ value: 250e6, currency: 'USD' }] });
  });

  it('is left out where it does not count in its sentence', () => {
    const text = 'A contract at $300m. Something else at $900m.';
    expect(reason('amount >= 200M USD IN SENTENCE WITH contract', { text })).toEqual(['contract', '$300m']);
  });

  it('is none where the condition does not hold', () => {
    expect(explain('amount >= 200M USD', { text: '$5' }, defaultRates)).toMatchObject({
      holds: false,
      amounts: [],
      spans: [],
    });
  });
});
