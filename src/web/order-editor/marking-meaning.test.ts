import { describe, expect, it } from 'vitest';
import { standardSchemes } from '../../markings/standard-schemes.ts';
import { markingMeaning, tokenInWords, USUAL } from './marking-meaning.ts';
import { SCHEMES } from './schemes.ts';

describe('what a marking means', () => {
  it('is said in sentences, with what it asks', () => {
    const meaning = markingMeaning('us-capco', 'S//NF')!;
    expect(meaning.findings).toEqual([]);
    expect(meaning.sentences[0]).toContain('SECRET');
    expect(meaning.clauses!.map(({ reason }) => reason)).toEqual(['level', 'release', 'release']);
    expect(meaning.clauses!.map(({ anyOf }) => anyOf.map(tokenInWords))).toEqual([['S'], ['USA'], ['USA']]);
  });

  it('is nothing that can be used where it is wrong, with what would be right', () => {
    expect(markingMeaning('us-capco', 'secret')).toMatchObject({ canonical: 'S', findings: [{}, {}] });
    expect(markingMeaning('us-capco', 'secret')!.clauses).toBeUndefined();
    expect(markingMeaning('tlp', 'amber')!.findings).not.toEqual([]);
    expect(markingMeaning('tlp', ' ')).toBeUndefined();
    expect(markingMeaning('other', 'X')).toBeUndefined();
  });

  it.each(SCHEMES)('the usual markings of %s are ones', (scheme) => {
    for (const marking of USUAL[scheme]) {
      expect(() => standardSchemes.label(scheme, marking)).not.toThrow();
      expect(markingMeaning(scheme, marking)).toMatchObject({ clauses: expect.any(Array) });
    }
  });
});
