import type pg from 'pg';
import { inlinesOf, marksOf, type WrittenReport } from '../domain/report.ts';
import type { Label } from '../markings/label.ts';
import type { SchemeSet } from '../markings/scheme-set.ts';
import type { AnsweredQuestion, CuttableReport } from '../reports/cuttable-report.ts';
import { readEither, readMarks } from '../reports/read-marks.ts';
import { readLabels } from '../store/labels.ts';
import {
  type AnsweredQuestion as AskedQuestion,
  answeredQuestions,
  type CitedDocument,
  type CitedHit,
  citedDocuments,
  citedHits,
} from '../store/report-parts.ts';
import type { Desk } from './desk.ts';
import { notFound } from './ids.ts';
import { checkNeedToKnow } from './stated.ts';

/** A report with the documents and questions that it points to, as the session finds them. */
export interface ReportParts {
  readonly whole: CuttableReport;
  readonly documents: ReadonlyMap<string, CitedDocument>;
  readonly questions: ReadonlyMap<string, AskedQuestion>;
  /** Of the orders whose hits are cited; none of a report that was kept before. */
  readonly hitLabels: readonly Label[];
}

/**
 * Finds what a report points to among what the session may read; what it does not find is refused as not found. Where
 * `isKept`, the report was kept before: a document that was deleted since is cited no more, and what was cited reads on
 * without it.
 */
export async function findParts(
  { schemes }: Desk,
  client: pg.ClientBase,
  report: WrittenReport,
  { isKept = false }: { readonly isKept?: boolean } = {},
): Promise<ReportParts> {
  const { citations, answers } = report;
  const documents = await citedDocuments(client, [...new Set(citations.map(({ documentId }) => documentId))]);
  const questions = await answeredQuestions(client, [...new Set(answers.map(({ questionId }) => questionId))]);
  const hits = isKept ? [] : await checkedHits(client, report, { documents, questions });
  const numbers = [...documents.values()].flatMap(({ labelId, sourceLabelId }) => [labelId, sourceLabelId ?? labelId]);
  const ofOrders = [...[...questions.values()].map(({ labelId }) => labelId), ...hits.map((hit) => hit.orderLabelId)];
  const labels = await readLabels(client, [...numbers, ...ofOrders]);
  const cited = new Map(
    citations.flatMap(({ id, documentId }) => {
      const document = documents.get(documentId);
      return document ? [[id, sourceOf(schemes, document, labels)] as const] : [];
    }),
  );
  const answered = new Map(
    [...questions].map(([id, { letter, orderTitle, labelId }]): [string, AnsweredQuestion] => [
      id,
      { letter, order: orderTitle, label: labels.get(labelId)! },
    ]),
  );
  const whole = { report: isKept ? withoutGone(report, cited) : report, cited, answered };
  const hitLabels = [...new Set(hits.map(({ orderLabelId }) => orderLabelId))].map((number) => labels.get(number)!);
  return { whole, documents, questions, hitLabels };
}

async function checkedHits(
  client: pg.ClientBase,
  { citations, answers }: WrittenReport,
  { documents, questions }: Pick<ReportParts, 'documents' | 'questions'>,
): Promise<readonly CitedHit[]> {
  const hits = await citedHits(
    client,
    citations.flatMap(({ hitId }) => hitId ?? []),
  );
  for (const { documentId, hitId } of citations) {
    if (!documents.has(documentId)) throw notFound('document');
    if (hitId !== undefined && hits.get(hitId)?.documentId !== documentId) throw notFound('hit');
  }
  if (answers.some(({ questionId }) => !questions.has(questionId))) throw notFound('question');
  return [...hits.values()];
}

/** A source is named where whoever may read the document may know of it: else a copy would depend on who made it. */
function sourceOf(schemes: SchemeSet, document: CitedDocument, labels: ReadonlyMap<number, Label>) {
  const { title, address, publishedOn, source, labelId, sourceLabelId } = document;
  const label = labels.get(labelId)!;
  const ofSource = sourceLabelId === null ? undefined : labels.get(sourceLabelId);
  const isNamed = ofSource !== undefined && schemes.dominates(label, ofSource);
  return { title, address, publishedOn, source: isNamed ? source : null, label };
}

/** Returns the report without the citations of what is gone. */
function withoutGone(report: WrittenReport, cited: ReadonlyMap<string, unknown>): WrittenReport {
  const isThere = ({ id }: { readonly id: string }): boolean => cited.has(id);
  const known = new Set(report.citations.map(({ id }) => id));
  const isWhole =
    report.citations.every(isThere) &&
    report.portions.flatMap(inlinesOf).every((one) => one.kind !== 'citation' || known.has(one.id));
  if (isWhole) return report;
  type Inlines = ReturnType<typeof inlinesOf>;
  const left = (inlines: Inlines): Inlines => inlines.filter((one) => one.kind !== 'citation' || isThere(one));
  const portions = report.portions.map((portion) => {
    const content = left(portion.content);
    if (portion.kind !== 'table') return { ...portion, content };
    const rows = portion.rows.map((row) => ({ ...row, cells: row.cells.map(left) }));
    return { ...portion, content, header: portion.header.map(left), rows };
  });
  return { ...report, portions, citations: report.citations.filter(isThere) };
}

/**
 * Returns the label of a draft: at least its handling, each mark in it, and all that it points to, so that whoever reads it
 * may read the whole of it. Refuses a handling that is no marking (`marking-invalid`); what is no mark yet asks nothing more.
 */
export function draftLabel(
  { schemes }: Desk,
  { whole: { report, cited, answered }, hitLabels }: Pick<ReportParts, 'whole' | 'hitLabels'>,
): Label {
  const { scheme: id, marking, needToKnow } = report.handling;
  checkNeedToKnow(needToKnow);
  const marks = readMarks(schemes, report);
  const { scheme } = marks;
  const handled = readEither(scheme, marking);
  // Says what is wrong with it.
  if (handled.mark === undefined) schemes.label(id, marking);
  const written = [report.titleMark, ...report.portions.flatMap(marksOf)].map((text) => marks.markOf(text));
  const raised = report.raised && readEither(scheme, report.raised.marking).mark;
  const states = [handled.mark, raised, ...written]
    .filter((mark) => mark !== undefined)
    .map((mark) => scheme.stateOf(mark));
  const state = states.reduce((one, other) => scheme.join(one, other));
  const own: Label = {
    parts: [{ scheme: scheme.id, version: scheme.version, state }],
    needToKnow,
    declassifyOn: 'never',
  };
  return schemes.join([own, ...hitLabels, ...[...cited.values(), ...answered.values()].map(({ label }) => label)]);
}
