import { expect, it } from 'vitest';
import type { Coverage } from '../wire/shapes.ts';
import { byNeed, heatOf } from './by-need.ts';

const question = (letter: string, state: string, more: object = {}) =>
  ({ letter, state, answers: [], neededBy: null, ...more }) as unknown as Coverage['questions'][number];

it('puts first what is past due, then what nothing answers, by the day that an answer is needed', () => {
  const answers = [{}];
  const sorted = byNeed([
    question('A', 'answered', { answers }),
    question('B', 'withdrawn'),
    question('C', 'open'),
    question('D', 'open', { neededBy: '2012-05-06' }),
    question('E', 'partly answered', { answers }),
    question('F', 'past due'),
  ]);
  expect(sorted.map(({ letter }) => letter).join('')).toBe('FDCEAB');
});

it('is warmer the more there are, and cold for none alone', () => {
  expect([0, 1, 25, 26, 50, 75, 100].map((count) => heatOf(count, 100))).toEqual([0, 1, 1, 2, 2, 3, 4]);
  expect(heatOf(0, 0)).toBe(0);
});
