import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../test/support/property-runs.ts';
import { SEPARATOR, WORD } from './characters.ts';
import { characterClass, cut, tokensOf } from './cut.ts';
import { fold } from './fold.ts';
import { casedTokens, foldedTokens, wordsOf } from './words.ts';

/** The definition: a letter, a digit or a number form of these, then more of them, marks and invisible signs. */
const NUMBER_FORMS = /[\p{Nl}\p{No}]/u;
const IN_WORD = /^[\p{L}\p{Nd}]+$/u;

function isWordStart(character: string): boolean {
  if (IN_WORD.test(character)) return true;
  return NUMBER_FORMS.test(character) && IN_WORD.test(character.normalize('NFKC'));
}

function tokensByDefinition(text: string): string[] {
  const marked = [...text].map((one) => (isWordStart(one) ? 'w' : /[\p{M}\p{Cf}]/u.test(one) ? 'j' : ' '));
  const shape = marked.flatMap((kind, index) => [...kind.repeat([...text][index]!.length)]).join('');
  return [...shape.matchAll(/w[wj]*/g)].map(({ index, 0: run }) => text.slice(index, index + run.length));
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc
    .array(
      fc.constantFrom(
        'a',
        'É',
        '1',
        '\u0301',
        '\u00ad',
        '\u200d',
        "'",
        '-',
        ' ',
        '½',
        '₂',
        '😀',
        '𝒜',
        '\ud835',
        '\udc9c',
      ),
      {
        maxLength: 20,
      },
    )
    .map((pieces) => pieces.join('')),
);

describe('cut', () => {
  it.each([
    ["l'euro", ['l', 'euro']],
    ['aujourd’hui', ['aujourd', 'hui']],
    ['Strauss-Kahn', ['Strauss', 'Kahn']],
    ['AT&T', ['AT', 'T']],
    ['U.S.', ['U', 'S']],
    ['1,5bn', ['1', '5bn']],
    ['CO₂', ['CO₂']],
    ['½ mile', ['mile']],
    ['co\u00adop', ['co\u00adop']],
    ['e\u0301lu', ['e\u0301lu']],
    ['\u0301lu', ['lu']],
    ['\u00ad', []],
    ['𝒜lpha😀beta', ['𝒜lpha', 'beta']],
    ['a\ud835b', ['a', 'b']],
    ['a\udc9cb', ['a', 'b']],
    ['\udc9c', []],
    ['', []],
    ['…', []],
  ])('cuts %j', (text, tokens) => {
    expect(tokensOf(text)).toEqual(tokens);
  });

  it('does what its definition says, on any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(tokensOf(text)).toEqual(tokensByDefinition(text));
      }),
      { numRuns: propertyRuns(2000) },
    );
  });

  it('gives spans that lie in the text, in order, apart, and without a separator', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let reached = -1;
        cut(text, (start, end) => {
          expect(start).toBeGreaterThan(reached);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(characterClass(text, start)).toBe(WORD);
          for (let index = start; index < end; index++) expect(characterClass(text, index)).not.toBe(SEPARATOR);
          reached = end;
        });
      }),
    );
  });

  it('takes a megabyte of anything in one pass', () => {
    for (const unit of ['a', ' ', 'a ', '\u0301', '😀', '\ud835']) {
      expect(tokensOf(unit.repeat(1_000_000 / unit.length)).length).toBeLessThanOrEqual(500_000);
    }
  });
});

describe('the words of a text', () => {
  it('are the tokens with their spans, folded', () => {
    expect(wordsOf('L’Élysée')).toEqual([
      { raw: 'L', folded: 'l', start: 0, end: 1 },
      { raw: 'Élysée', folded: 'elysee', start: 2, end: 8 },
    ]);
  });

  it('are the same by every way', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.stringMatching(/^[a-z0-9 ]{0,20}$/)), (text) => {
        expect(foldedTokens(text)).toEqual(tokensOf(text).map(fold));
        expect(wordsOf(text).map(({ folded }) => folded)).toEqual(foldedTokens(text));
        expect(casedTokens(text).map(fold)).toEqual(foldedTokens(text));
      }),
    );
  });
});
