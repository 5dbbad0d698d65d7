import { describe, expect, it } from 'vitest';
import type { Inline, ReportPortion } from '../../schema/report-text.ts';
import { numberingOf } from './numbering.ts';

const cited = (...ids: readonly string[]): Inline[] => ids.map((id) => ({ kind: 'citation', id }));
const heading = (id: string, level: 1 | 2 | 3): ReportPortion => ({
  id,
  mark: 'U',
  kind: 'heading',
  level,
  content: [],
});
const item = (id: string, depth: number, isNumbered = true): ReportPortion => ({
  id,
  mark: 'U',
  kind: 'item',
  depth,
  isNumbered,
  content: [],
});
const paragraph = (id: string, content: readonly Inline[] = []): ReportPortion => ({
  id,
  mark: 'U',
  kind: 'paragraph',
  content,
});

describe('the numbers of a report', () => {
  it('count sources where they first appear, those in tables too', () => {
    const table: ReportPortion = {
      id: 't',
      mark: 'U',
      kind: 'table',
      content: [],
      header: [cited('c')],
      rows: [{ mark: 'U', cells: [cited('a', 'd')] }],
    };
    const { citations } = numberingOf([paragraph('p', cited('b', 'a', 'b')), table]);
    expect([...citations]).toEqual([
      ['b', 1],
      ['a', 2],
      ['c', 3],
      ['d', 4],
    ]);
  });

  it('call headings, tables and items as a copy of the whole does', () => {
    const { places } = numberingOf([
      heading('a', 1),
      heading('b', 2),
      heading('c', 2),
      item('d', 0),
      item('e', 1),
      heading('f', 1),
    ]);
    expect([...places.values()].map(({ number }) => number)).toEqual(['1', '1.1', '1.2', '1.', 'a.', '2']);
  });
});
