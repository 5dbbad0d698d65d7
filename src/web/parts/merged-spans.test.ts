import { expect, it } from 'vitest';
import { mergedSpans } from './merged-spans.ts';

it('joins places that overlap or touch, in one field', () => {
  const text = (start: number, end: number) => ({ start, end, field: 'text' as const });
  const spans = [
    text(10, 14),
    text(2, 6),
    text(12, 20),
    text(6, 8),
    text(3, 4),
    { ...text(0, 50), field: 'title' as const },
  ];
  expect(mergedSpans(spans, 'text')).toEqual([
    { start: 2, end: 8 },
    { start: 10, end: 20 },
  ]);
  expect(mergedSpans(spans, 'title')).toEqual([{ start: 0, end: 50 }]);
});
