import { describe, expect, it } from 'vitest';
import type { ReportPortion, WrittenReport } from '../../schema/report-text.ts';
import { COPY_WORDS } from '../../schema/report-text.ts';
import { reportDiff } from './report-diff.ts';

const paragraph = (id: string, text: string, mark = 'U'): ReportPortion => ({
  id,
  mark,
  kind: 'paragraph',
  content: [{ kind: 'text', text }],
});
const report = (...portions: readonly ReportPortion[]): WrittenReport => ({
  ...{ title: 'T', titleMark: 'U', language: 'en', saysCut: false, citations: [], answers: [], portions },
  handling: { scheme: 'us-capco', marking: 'S', needToKnow: [] },
});

const diff = (before: WrittenReport, after: WrittenReport) =>
  reportDiff(before, after, { ...COPY_WORDS.en, answers: (isWhole) => (isWhole ? 'Answers.' : 'Answers in part.') });

describe('what changed from one version to another', () => {
  it('is nothing where nothing did', () => {
    expect(diff(report(paragraph('a', 'x')), report(paragraph('a', 'x')))).toEqual([]);
  });

  it('is told by portion, with its mark', () => {
    const [before, after] = [
      report(paragraph('a', 'x'), paragraph('b', 'y')),
      report(paragraph('a', 'x', 'S'), paragraph('c', 'z')),
    ];
    expect(diff(before, after)).toEqual([
      { part: 'portion', key: 'a', before: '(U) x', after: '(S) x', isMoved: false },
      { part: 'portion', key: 'c', before: '', after: '(U) z', isMoved: false },
      { part: 'portion', key: 'b', before: '(U) y', after: '', isMoved: false },
    ]);
  });

  it('tells one portion that moved, and not all that it passed', () => {
    const all = ['a', 'b', 'c', 'd'].map((id) => paragraph(id, id));
    const moved = [all[3]!, ...all.slice(0, 3)];
    expect(diff(report(...all), report(...moved))).toMatchObject([{ key: 'd', isMoved: true }]);
  });

  it('tells what stands beside the text', () => {
    const before = report();
    const after = { ...before, title: 'Other', raised: { marking: 'S', reason: 'Together.' } };
    expect(diff(before, after).map(({ part }) => part)).toEqual(['title', 'raised']);
  });

  it('tells how sure and how likely something is, and what it answers', () => {
    const before = report(paragraph('a', 'x', ''));
    const portions = [{ ...paragraph('a', 'x', 'U'), confidence: 'high', likelihood: 'likely' } as const];
    const after = { ...before, portions, answers: [{ portionId: 'a', questionId: 'q', isWhole: false }] };
    expect(diff(before, after)).toMatchObject([
      { before: '(?) x', after: '(U) x [Likelihood: likely (55–80%). Confidence: high. Answers in part.]' },
    ]);
  });
});
