import {
  type Citation,
  type Inline,
  inlinesOf,
  type ReportPortion,
  type WrittenReport,
} from '../../schema/report-text.ts';
import type { ReportBody } from './report-document.ts';

/** What of a report stands beside its text. */
export type ReportFields = Omit<WrittenReport, 'portions' | 'answers' | 'citations' | 'raised'> & {
  /** As it is typed: it counts with a marking and a reason. */
  readonly raised: { readonly marking: string; readonly reason: string };
};

export function fieldsOf({ title, titleMark, language, handling, raised, saysCut }: WrittenReport): ReportFields {
  return { title, titleMark, language, handling, saysCut, raised: raised ?? { marking: '', reason: '' } };
}

interface DraftParts {
  readonly fields: ReportFields;
  readonly body: ReportBody;
  /** All that were ever made while it was written: a sign that comes back by undoing finds its own. */
  readonly citations: ReadonlyMap<string, Citation>;
}

/** Returns the report that is kept: with the citations that its text has, and no signs that point to nothing. */
export function writtenFrom({ fields: { raised, ...fields }, body, citations }: DraftParts): WrittenReport {
  const headed = new Set(body.portions.flatMap(({ id, kind }) => (kind === 'heading' || kind === 'table' ? [id] : [])));
  const isKept = (one: Inline): boolean =>
    one.kind === 'text' || (one.kind === 'citation' ? citations.has(one.id) : headed.has(one.id));
  const portions = body.portions.map((portion) => withInlines(portion, (inlines) => inlines.filter(isKept)));
  const cited = portions.flatMap(inlinesOf).flatMap((one) => (one.kind === 'citation' ? [one.id] : []));
  const isRaised = raised.marking.trim() !== '' && raised.reason.trim() !== '';
  return {
    ...fields,
    ...(isRaised && { raised }),
    portions,
    citations: [...new Set(cited)].map((id) => citations.get(id)!),
    answers: body.answers,
  };
}

type ChangeInlines = (inlines: readonly Inline[]) => readonly Inline[];

function withInlines(portion: ReportPortion, change: ChangeInlines): ReportPortion {
  if (portion.kind !== 'table') return { ...portion, content: change(portion.content) };
  return {
    ...portion,
    content: change(portion.content),
    header: portion.header.map(change),
    rows: portion.rows.map((row) => ({ ...row, cells: row.cells.map(change) })),
  };
}
