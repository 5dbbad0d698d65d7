import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../test/support/property-runs.ts';
import { sentencesOf } from './sentences.ts';

function cutIntoSentences(text: string): string[] {
  return sentencesOf(text).map(({ start, end }) => text.slice(start, end).trim());
}

describe('sentencesOf', () => {
  it.each([
    ['stops before capitals', 'One. Two! Three? Four… Five', ['One.', 'Two!', 'Three?', 'Four…', 'Five']],
    ['several stops at once', 'What?! No... Yes', ['What?!', 'No...', 'Yes']],
    ['a stop inside the quotation', '“It ends.” He left.', ['“It ends.”', 'He left.']],
    ['French quotation marks', '« Fini. » Il part.', ['« Fini. »', 'Il part.']],
    ['a dash or quotation that opens the next', 'One. – “Two”', ['One.', '– “Two”']],
    ['a digit that opens the next', 'It rose. 200 came.', ['It rose.', '200 came.']],
    ['a wide blank', `One.${' '.repeat(60)}Two`, ['One.', 'Two']],
    ['blank lines without a stop', 'A heading\n \nText', ['A heading', 'Text']],
    ['Chinese stops without a blank', '一。二！三', ['一。', '二！', '三']],
    ['words that are abbreviations before figures only', 'He said no. Then he left.', ['He said no.', 'Then he left.']],
    ['small words that are titles in capitals', 'They told me. Then they left.', ['They told me.', 'Then they left.']],
  ])('ends a sentence at %s', (_name, text, sentences) => {
    expect(cutIntoSentences(text)).toEqual(sentences);
  });

  it.each([
    'M. Hollande parle',
    'Dr. Smith of No. 5 came',
    'F. Hollande and J.-P. Martin',
    'the U.S. President',
    'le 12 sept. 2012',
    'Me. Dupont plaide',
    'Apple Inc. Announces',
    'it costs 1.5 or so',
    'see www.example.org for more',
    'He left. and came back',
    'one line\nthe next line',
    'no stop at all',
  ])('takes “%s” for one', (text) => {
    expect(cutIntoSentences(text)).toEqual([text]);
  });

  it('finds none in nothing', () => {
    expect(sentencesOf('')).toEqual([]);
  });

  it('covers any text without a gap', () => {
    const text = fc
      .array(fc.constantFrom('A', 'b ', '. ', '!', '\n\n', ' ', '»', '”', '。', 'U.S.', '😀', '\ud800'), {
        maxLength: 30,
      })
      .map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (any) => {
        const sentences = sentencesOf(any);
        expect(sentences.map(({ start, end }) => any.slice(start, end)).join('')).toBe(any);
        for (const { start, end } of sentences) expect(end).toBeGreaterThan(start);
      }),
      { numRuns: propertyRuns(1000) },
    );
  });

  it('reads a megabyte of anything in time that grows with its length', () => {
    for (const unit of ['.', '. ', '.)', '. »', '\n', '\n x', '!a', 'A. ', '。', "'", ' ', '.\n', '. –']) {
      const text = unit.repeat(1_000_000 / unit.length);
      sentencesOf(text);
      sentencesOf(`.${text}a`);
    }
  });
});
