import { describe, expect, it } from 'vitest';
import { INFLECTED_LANGUAGES, isInflected, stemOf } from './inflection.ts';

describe('stemOf', () => {
  it.each([
    ['en', 'elections', 'Election'],
    ['en', 'negotiated', 'negotiations'],
    ['en', 'skies', 'sky'],
    ['fr', 'croissances', 'Croissance'],
    ['fr', 'chevaux', 'cheval'],
    ['fr', 'NÉGOCIATIONS', 'ne\u0301gociation'],
    ['fr', 'œuvres', 'œuvre'],
    ['fr', 'recommandé', 'recommander'],
  ])('in %s, lets %s and %s meet', (language, one, other) => {
    expect(stemOf(one, language)).toBe(stemOf(other, language));
  });

  it.each([
    ['en', 'Germany', 'German'],
    ['en', 'contractor', 'contracts'],
    ['en', 'grew', 'grow'],
    ['fr', 'recommandent', 'recommander'],
    ['fr', 'électron', 'électoral'],
  ])('in %s, keeps %s and %s apart', (language, one, other) => {
    expect(stemOf(one, language)).not.toBe(stemOf(other, language));
  });

  it('reads the accents, and folds the stem afterwards', () => {
    expect(stemOf('élevé', 'fr')).toMatch(/^[a-z]+$/);
  });

  it('does not inflect what holds a digit', () => {
    expect(stemOf('1990s', 'en')).toBe('1990s');
    expect(stemOf('G8s', 'en')).toBe('g8s');
  });

  it('gives the folded word itself in a language that is not known, whatever its name', () => {
    for (const language of ['de', '', 'constructor', '__proto__']) expect(stemOf('Häuser', language)).toBe('hauser');
  });

  it('knows English and French', () => {
    expect(INFLECTED_LANGUAGES).toEqual(['en', 'fr']);
    expect(isInflected('fr')).toBe(true);
    expect(isInflected('toString')).toBe(false);
  });

  it('does not stem what is too long to be a word, and is quick about it', () => {
    for (const letter of ['a', 'y', 's', 'é']) {
      const word = letter.repeat(300_000);
      for (const language of INFLECTED_LANGUAGES) expect(stemOf(word, language)).toHaveLength(word.length);
    }
  });

  it('gives the same stem from the memo, after the memo was emptied, and the first time', () => {
    const first = stemOf('institutionalised', 'en');
    for (let index = 0; index < 70_000; index++) {
      stemOf(
        [...index.toString(36)].map((digit) => String.fromCharCode(97 + (Number.parseInt(digit, 36) % 26))).join('') +
          index.toString(2).replaceAll('0', 'o').replaceAll('1', 'i'),
        'en',
      );
    }
    expect(stemOf('institutionalised', 'en')).toBe(first);
    expect(stemOf('institutionalised', 'en')).toBe(first);
  });
});
