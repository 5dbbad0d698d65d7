import { describe, expect, it } from 'vitest';
import { print } from '../query/print.ts';
import { type Alias, aliasExpression, aliasProblem, type Target, targetExpression } from './target.ts';

function printed(alias: Alias): string | undefined {
  const expression = aliasExpression(alias);
  return expression && print(expression);
}

const target = (aliases: readonly Alias[]): Target => ({
  id: 'x',
  name: 'Ms X',
  kind: 'person',
  role: 'minister',
  aliases,
});

describe('an alias', () => {
  it.each<[string, Alias, string]>([
    ['is an exact phrase', { text: 'Parti socialiste' }, '"Parti socialiste"'],
    ['can keep its case', { text: 'PS', exact: true }, '=PS'],
    ['can keep the case of several words', { text: 'Le Pen', exact: true }, '="Le Pen"'],
    ['can be a prefix', { text: 'français*' }, 'français*'],
    ['can be one edit away', { text: 'Strauss~' }, 'Strauss~'],
    [
      'can be a known misspelling, which needs its context like others',
      { text: 'Strauss-Khan', misspelling: true, context: ['IMF'] },
      '"Strauss-Khan" IN DOCUMENT WITH =IMF',
    ],
    [
      'can need one of several words',
      { text: 'Holland', context: ['Socialist', 'PS'] },
      '"Holland" IN DOCUMENT WITH ("Socialist" OR =PS)',
    ],
    ['can hold from a day on', { text: 'A', from: '2012-05-15' }, '"A" IN DOCUMENT WITH date >= 2012-05-15'],
    [
      'can hold between days, with context',
      { text: 'A', from: '2007-05-16', until: '2012-05-15', context: ['president'] },
      '"A" IN DOCUMENT WITH ("president" AND date >= 2007-05-16 AND date <= 2012-05-15)',
    ],
    ['loses quotation marks that are in it', { text: 'the "Guard"' }, '"the Guard"'],
  ])('%s', (_name, alias, expression) => {
    expect(printed(alias)).toBe(expression);
  });

  it('without a letter or digit is nothing to look for', () => {
    expect(printed({ text: '…' })).toBeUndefined();
  });

  it.each<[Alias, string]>([
    [{ text: '…' }, 'There is no letter and no digit here to look for.'],
    [
      { text: 'elect*', exact: true },
      'A beginning (*) or a near spelling (~) cannot keep its case; leave out “exact” or the sign.',
    ],
  ])('%j is told to be no alias', (alias, sentence) => {
    expect(printed(alias)).toBeUndefined();
    expect(aliasProblem(alias)?.message).toBe(sentence);
  });

  it('that is sound has no problem', () => {
    expect(aliasProblem({ text: 'Holland', context: ['PS'] })).toBeUndefined();
  });

  it('tells of context that is nothing to look for', () => {
    expect(aliasProblem({ text: 'A', context: ['Paris', '–'] })?.message).toBe(
      'The context word “–” cannot be looked for: There is no letter and no digit here to look for.',
    );
    expect(printed({ text: 'A', context: ['–'] })).toBe('"A"');
  });
});

describe('a target', () => {
  it('stands for any of its aliases', () => {
    expect(print(targetExpression(target([{ text: 'One' }, { text: 'Two' }])))).toBe('"One" OR "Two"');
  });

  it('stands for its one alias, or for its name where it has none', () => {
    expect(print(targetExpression(target([{ text: 'One' }])))).toBe('"One"');
    expect(print(targetExpression(target([])))).toBe('"Ms X"');
  });
});
