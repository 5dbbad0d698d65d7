import { describe, expect, it } from 'vitest';
import { defaultRates } from '../amounts/default-rates.ts';
import type { Document } from '../domain/document.ts';
import { Matcher } from '../matcher/matcher.ts';
import { assembleDesk } from '../schema/assemble-desk.ts';
import { isDue, WatchList } from './watch-list.ts';

const desk = assembleDesk([
  {
    path: 'orders.yaml',
    source: `order:
  id: x
  title: X
  purpose: To test
  marking: TLP:CLEAR
  window: { from: 2012-01-01, until: 2012-12-31 }
  disciplines: [open-web]
  questions:
    - { letter: A, wording: Two languages, expression: { en: growth, fr: croissance } }
    - { letter: B, wording: One language, expression: { fr: croissance } }
`,
  },
]);
const watch = new WatchList(desk, defaultRates);
const matcher = new Matcher({ rates: defaultRates });
matcher.load(watch.questions);

const document = (text: string, lang?: string, date?: string): Document => ({ id: 'd', title: '', text, lang, date });

function lettersOf(found: Document): string[] {
  return watch.hits(found, matcher.match(found)).map(({ question }) => question.letter);
}

describe('a question with expressions in several languages', () => {
  it('counts only that of the language of the document', () => {
    expect(lettersOf(document('growth', 'en'))).toEqual(['A']);
    expect(lettersOf(document('croissance', 'fr'))).toEqual(['A', 'B']);
    expect(lettersOf(document('croissance', 'en'))).toEqual(['B']);
    expect(lettersOf(document('growth', 'fr'))).toEqual([]);
  });

  it('counts any of them where the language is unknown or another', () => {
    expect(lettersOf(document('growth'))).toEqual(['A']);
    expect(lettersOf(document('croissance'))).toEqual(['A', 'B']);
    expect(lettersOf(document('growth', 'de'))).toEqual(['A']);
  });

  it('is one hit where two of them match', () => {
    expect(lettersOf(document('growth, croissance'))).toEqual(['A', 'B']);
  });
});

describe('the window of an order', () => {
  const due = (date?: string): boolean[] => {
    const found = document('growth', 'en', date);
    return watch.hits(found, matcher.match(found)).map(isDue);
  };

  it('lets in what lies inside, and what has no date', () => {
    expect([due('2012-01-01'), due('2012-12-31'), due()]).toEqual([[true], [true], [true]]);
    expect([due('2011-12-31'), due('2013-01-01')]).toEqual([[false], [false]]);
  });
});
