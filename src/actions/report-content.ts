import type pg from 'pg';
import type { Answer, Citation, ReportStatus, WrittenReport } from '../domain/report.ts';
import { type CheckedReport, checkReport, type ReportComplaint } from '../reports/check-report.ts';
import {
  type AnsweredQuestion,
  type ReportApproval,
  readAnswersOf,
  readCitationsOf,
  reportApprovals,
} from '../store/report-parts.ts';
import type { StoredReport } from '../store/reports.ts';
import type { Desk } from './desk.ts';
import { findParts, type ReportParts } from './report-parts.ts';

/** What is told of a document that a report cites. */
export interface ShownSource {
  /** Of the citation. */
  readonly citationId: string;
  readonly documentId: string;
  readonly title: string;
  readonly source: string | null;
  readonly address: string | null;
  readonly publishedOn: string | null;
  /** What the document asks in the scheme of the report, as a portion mark; null where its scheme is another. */
  readonly mark: string | null;
}

/** A question that a report answers. */
export type ShownQuestion = Omit<AnsweredQuestion, 'labelId'>;

/** What a report comes to, and what is to be said of it. */
export interface ReportCheck extends CheckedReport {
  readonly sources: readonly ShownSource[];
  readonly questions: readonly ShownQuestion[];
}

/** A report as it is handed out to who writes it. */
export interface ReadableReport extends ReportCheck {
  readonly id: string;
  readonly version: number;
  readonly status: ReportStatus;
  /** Null where the reader may not know of them. */
  readonly ownerId: string | null;
  readonly authorId: string | null;
  readonly report: WrittenReport;
  readonly approvals: readonly ReportApproval[];
  readonly supersedesId: string | null;
  readonly madeAt: Date;
  readonly changedAt: Date;
}

/** Returns a stored report with what it cites and answers. */
export async function writtenOf(client: pg.ClientBase, stored: StoredReport): Promise<WrittenReport> {
  const citations: readonly Citation[] = await readCitationsOf(client, stored);
  const answers: readonly Answer[] = await readAnswersOf(client, stored);
  return { ...stored.text, citations, answers };
}

/** Returns a stored report, checked and with all that stands beside it. */
export async function readableReport(desk: Desk, client: pg.ClientBase, stored: StoredReport): Promise<ReadableReport> {
  const { id, version, status, ownerId, authorId, supersedesId, madeAt, changedAt } = stored;
  const parts = await findParts(desk, client, await writtenOf(client, stored), { isKept: true });
  return {
    ...{ id, version, status, ownerId, authorId, supersedesId, madeAt, changedAt },
    ...checkOf(desk, parts),
    report: parts.whole.report,
    approvals: await reportApprovals(client, id),
  };
}

/** Says what a report comes to. */
export function checkOf(desk: Desk, parts: ReportParts): ReportCheck {
  const { whole, documents, questions } = parts;
  const checked = checkReport(whole, desk.schemes);
  return {
    ...checked,
    findings: [...checked.findings, ...ofQuestions(parts)],
    sources: whole.report.citations.flatMap(({ id: citationId, documentId }) => {
      const cited = whole.cited.get(citationId);
      const document = documents.get(documentId);
      if (!cited || !document) return [];
      const { title, source, address, publishedOn } = cited;
      return [{ citationId, documentId, title, source, address, publishedOn, mark: markIn(desk, whole.report, cited) }];
    }),
    questions: [...questions.values()].map(({ labelId: _own, ...question }) => question),
  };
}

function markIn(
  { schemes }: Desk,
  { handling }: WrittenReport,
  { label }: { readonly label: { readonly parts: readonly { readonly scheme: string; readonly state: unknown }[] } },
): string | null {
  const part = label.parts.find(({ scheme }) => scheme === handling.scheme);
  if (!part) return null;
  const scheme = schemes.scheme(handling.scheme);
  return scheme.print(scheme.render(part.state), 'portion');
}

function* ofQuestions({ whole: { report }, questions }: ReportParts): Generator<ReportComplaint> {
  for (const { portionId, questionId } of report.answers) {
    const question = questions.get(questionId);
    if (!question) continue;
    const { letter, orderTitle, state, orderStatus } = question;
    const of = `Question ${letter} of “${orderTitle}”`;
    if (state === 'past due') {
      yield { code: 'report-past-due', severity: 'warning', message: `${of} is past due.`, portionId };
    }
    if (state === 'withdrawn') {
      yield { code: 'report-question-withdrawn', severity: 'warning', message: `${of} was withdrawn.`, portionId };
    }
    if (orderStatus === 'closed' || orderStatus === 'expired') {
      yield { code: 'report-order-ended', severity: 'warning', message: `${of}: the order has ended.`, portionId };
    }
  }
}
