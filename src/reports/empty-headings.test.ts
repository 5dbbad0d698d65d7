import { expect, it } from 'vitest';
import { withoutEmptyHeadings } from './empty-headings.ts';

const levelOf = (sign: string): number => (sign.startsWith('h') ? Number(sign[1]) : Number.POSITIVE_INFINITY);

it('takes headings out under which nothing stands, and those above them', () => {
  const signs = ['h1 a', 'h2 b', 'h1 c', 'p', 'h2 d', 'h3 e', 'p', 'h1 f'];
  expect(withoutEmptyHeadings(signs, levelOf)).toEqual(['h1 c', 'p', 'h2 d', 'h3 e', 'p']);
  expect(withoutEmptyHeadings(['h1', 'h2', 'h3'], levelOf)).toEqual([]);
});
