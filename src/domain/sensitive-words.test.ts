import { describe, expect, it } from 'vitest';
import { sensitiveCategoriesIn } from './sensitive-words.ts';

describe('sensitive words', () => {
  it.each([
    ['Is the candidate ill, and what is the diagnosis?', ['health']],
    ['Quel est son état de SANTÉ ?', ['health']],
    ['Ses enfants et son épouse', ['family']],
    ['homosexuality', ['sex-life']],
    ['her mistress, his divorce', ['sex-life', 'family']],
    ['Vœux de sa sœur', ['family']],
  ])('%s', (text, categories) => {
    expect(sensitiveCategoriesIn(text)).toEqual(categories);
  });

  it.each([
    'The strategy of the party and its leaders',
    'sa famille politique',
    'the health minister on hospitals',
    'l’affaire Bettencourt',
    'a contract for a gas terminal in Essex',
  ])('not in: %s', (text) => {
    expect(sensitiveCategoriesIn(text)).toEqual([]);
  });
});
