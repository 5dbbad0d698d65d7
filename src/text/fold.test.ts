import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../test/support/property-runs.ts';
import { fold, foldKeepingCase, lowerCased } from './fold.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 12 });

describe('fold', () => {
  it.each([
    ['capitals', 'HOLLANDE', 'hollande'],
    ['accents, composed', 'Élysée', 'elysee'],
    ['accents, as combining marks', 'E\u0301lyse\u0301e', 'elysee'],
    ['ligatures', 'CŒUR', 'coeur'],
    ['æ', 'Ærø', 'aero'],
    ['sharp s, small and capital', 'STRAẞE', 'strasse'],
    ['typographic ligatures', 'ﬁnance', 'finance'],
    ['full-width forms', 'Ｆｕｌｌ２', 'full2'],
    ['lowered figures', 'CO₂', 'co2'],
    ['dotless i', 'Diyarbakır', 'diyarbakir'],
    ['capital i with a dot', 'İstanbul', 'istanbul'],
    ['final sigma', 'ΣΊΣΥΦΟΣ', 'σισυφοσ'],
    ['soft hyphens', 'dé\u00admo', 'demo'],
    ['joiners', 'a\u200db', 'ab'],
    ['l with a dot', 'coŀlegi', 'collegi'],
    ['crossed letters', 'Łódź Đ', 'lodzd'],
    ['Hebrew points', 'שָׁלוֹם', 'שלום'],
    ['Arabic vowel signs', 'مُحَمَّد', 'محمد'],
    ['letters of mathematics', '𝒜lpha', 'alpha'],
  ])('opens %s', (_name, token, folded) => {
    expect(fold(token)).toBe(folded);
  });

  it('keeps the vowel signs of Indian scripts and the voicing marks of kana, which tell words apart', () => {
    expect(fold('की')).not.toBe(fold('का'));
    expect(fold('がく')).not.toBe(fold('かく'));
    expect(fold('か\u3099')).toBe('が');
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyText, (text) => fold(fold(text)) === fold(text)),
      { numRuns: propertyRuns(2000) },
    );
    fc.assert(fc.property(anyText, (text) => foldKeepingCase(foldKeepingCase(text)) === foldKeepingCase(text)));
  });

  it('gives one form for composed and decomposed text', () => {
    // Signs that are no letters, of which nothing is left to compare but themselves.
    expect(fold('\u1ffe\u0300')).toBe(fold('\u1fdd'));
    fc.assert(fc.property(anyText, (text) => fold(text.normalize('NFD')) === fold(text.normalize('NFC'))));
  });

  it('never folds to nothing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => fold(text) !== ''));
  });
});

describe('foldKeepingCase', () => {
  it('takes accents off and leaves capitals', () => {
    expect(foldKeepingCase('État')).toBe('Etat');
    expect(foldKeepingCase('Œuvre')).toBe('OEuvre');
  });

  it('agrees with fold but for the case', () => {
    fc.assert(fc.property(anyText, (text) => fold(foldKeepingCase(text)) === fold(text)));
  });
});

describe('lowerCased', () => {
  it('keeps the accents, composed, and drops what is invisible', () => {
    expect(lowerCased('E\u0301LU')).toBe('élu');
    expect(lowerCased('Dé\u00admo')).toBe('démo');
  });
});
