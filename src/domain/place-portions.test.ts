import { expect, it } from 'vitest';
import { type PortionPlace, placePortions } from './place-portions.ts';
import type { ReportPortion } from './report.ts';

/** `h2`, `-1` for a bullet at depth 1, `#0` for a numbered item, `p`, `t`. */
function portions(...signs: readonly string[]): readonly ReportPortion[] {
  return signs.map((sign, at): ReportPortion => {
    const shared = { id: String(at), mark: 'U', content: [] };
    const depth = Number(sign.slice(1));
    if (sign.startsWith('h')) return { kind: 'heading', level: depth as 1 | 2 | 3, ...shared };
    if (sign.startsWith('t')) return { kind: 'table', header: [[]], rows: [], ...shared };
    if (sign.startsWith('p')) return { kind: 'paragraph', ...shared };
    return { kind: 'item', depth, isNumbered: sign.startsWith('#'), ...shared };
  });
}

const places = (...signs: readonly string[]): readonly PortionPlace[] => [
  ...placePortions(portions(...signs)).values(),
];
const numbers = (...signs: readonly string[]): readonly string[] => places(...signs).map(({ number }) => number);

it('numbers headings under each other', () => {
  expect(numbers('h1', 'h2', 'h2', 'h3', 'h1', 'h2')).toEqual(['1', '1.1', '1.2', '1.2.1', '2', '2.1']);
});

it('shows no gap where a heading above another is not there', () => {
  expect(numbers('h3', 'h2', 'h1')).toEqual(['1', '2', '3']);
  expect(numbers('h1', 'h3', 'h2', 'h3')).toEqual(['1', '1.1', '1.2', '1.2.1']);
  expect(places('h2', 'h3').map(({ depth }) => depth)).toEqual([1, 2]);
});

it('counts tables by themselves', () => {
  expect(numbers('t', 'p', 'h1', 't')).toEqual(['1', '', '1', '2']);
});

it('gives items the signs of their depths, and counts anew in each list', () => {
  expect(numbers('#0', '#1', '#1', '#2', '#0', 'p', '#0')).toEqual(['1.', 'a.', 'b.', 'i.', '2.', '', '1.']);
  expect(numbers('#0', '-0', '#0')).toEqual(['1.', '•', '1.']);
  expect(numbers(...Array.from({ length: 28 }, () => '#1')).slice(24)).toEqual(['25.', '26.', '27.', '28.']);
  expect(numbers('#0', ...Array.from({ length: 28 }, () => '#1')).slice(25)).toEqual(['y.', 'z.', 'aa.', 'ab.']);
});

it('moves items whose parent is not there to where they would stand without it', () => {
  expect(places('-1', '-1', '-2', '-0').map(({ depth }) => depth)).toEqual([0, 0, 1, 0]);
  expect(places('-0', '-2', '-1').map(({ depth }) => depth)).toEqual([0, 1, 1]);
});
