import type { Inline, ReportPortion, WrittenReport } from '../../src/domain/report.ts';
import { uuid } from './store.ts';

export const text = (words: string): Inline => ({ kind: 'text', text: words });
export const citing = (id: string): Inline => ({ kind: 'citation', id });

/** A paragraph of a report under a mark. */
export function paragraph(mark: string, ...content: readonly Inline[]): ReportPortion {
  return { kind: 'paragraph', id: uuid(), mark, content };
}

/** A report in the US scheme; what is not said is nothing, or says as little as it may. */
export function writtenReport(portions: readonly ReportPortion[], more: Partial<WrittenReport> = {}): WrittenReport {
  return {
    title: 'What is planned',
    titleMark: 'U',
    language: 'en',
    handling: { scheme: 'us-capco', marking: 'U', needToKnow: [] },
    saysCut: false,
    portions,
    citations: [],
    answers: [],
    ...more,
  };
}
