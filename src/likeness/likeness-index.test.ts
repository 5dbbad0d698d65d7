import { describe, expect, it } from 'vitest';
import { LikenessIndex } from './likeness-index.ts';
import { signatureOf } from './signature.ts';

const text = Array.from({ length: 120 }, (_, index) => `word${index}`).join(' ');
const copy = text.replace('word60', 'other');
const other = text.replaceAll('word', 'term');

describe('LikenessIndex', () => {
  it('finds what is alike, the most alike first', () => {
    const index = new LikenessIndex<string>();
    index.set('copy', signatureOf(copy));
    index.set('other', signatureOf(other));
    index.set('same', signatureOf(text));
    expect(index.find(signatureOf(text)).map(({ id }) => id)).toEqual(['same', 'copy']);
    expect(index.find(signatureOf(text))[0]!.resemblance).toBe(1);
    expect(index.candidates(signatureOf(other))).toEqual(['other']);
  });

  it('finds what replaced a document, and not the document', () => {
    const index = new LikenessIndex<number>();
    index.set(1, signatureOf(text));
    index.set(1, signatureOf(other));
    expect(index.find(signatureOf(text))).toEqual([]);
    expect(index.find(signatureOf(other))).toHaveLength(1);
    expect(index.size).toBe(1);
  });

  it('forgets what was removed', () => {
    const index = new LikenessIndex<number>();
    index.set(1, signatureOf(text));
    expect(index.delete(1)).toBe(true);
    expect(index.delete(1)).toBe(false);
    expect(index.candidates(signatureOf(text))).toEqual([]);
    expect(index.size).toBe(0);
  });

  it('never finds a text without words', () => {
    const index = new LikenessIndex<number>();
    index.set(1, signatureOf(''));
    expect(index.find(signatureOf(''), 0)).toEqual([]);
  });
});
