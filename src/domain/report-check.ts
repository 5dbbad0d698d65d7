import { Refusal, type RefusedText } from '../errors.ts';
import {
  CONFIDENCES,
  type Inline,
  inlinesOf,
  isLink,
  LIKELIHOODS,
  marksOf,
  type ReportPortion,
  type WrittenReport,
} from './report.ts';
import { RELIABILITIES } from './source.ts';

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What a report may hold; in characters where it is text. */
export const REPORT_LIMITS = {
  title: 300,
  mark: 1_000,
  portions: 2_000,
  citations: 1_000,
  answers: 500,
  columns: 30,
  rows: 1_000,
  depth: 5,
  quotation: 2_000,
  link: 2_000,
  reason: 1_000,
  words: 400_000,
} as const;

type Complaint = Pick<RefusedText, 'message' | 'path' | 'values'>;
type Path = readonly (string | number)[];

/**
 * Returns the report, or refuses it with `report-invalid` and what is wrong in it. What is only not finished, such as a portion
 * without a mark, is no reason to refuse a draft.
 */
export function settledReport(report: WrittenReport): WrittenReport {
  const complaints = [...ofWhole(report), ...ofPortions(report), ...ofCitations(report), ...ofAnswers(report)];
  if (complaints.length === 0) return report;
  const findings = complaints.slice(0, MOST_TOLD).map((complaint) => ({ code: 'report-invalid', ...complaint }));
  const { code, message, values } = { values: undefined, ...findings[0]! };
  throw new Refusal('invalid', 'report-invalid', `This is no report that can be kept: ${message}`, {
    findings,
    reason: { code, message, ...(values && { values }) },
  });
}

const MOST_TOLD = 50;

function* ofWhole({ title, titleMark, handling, raised, portions }: WrittenReport): Generator<Complaint> {
  yield* tooLong(title, 'title', ['title']);
  yield* tooLong(titleMark, 'mark', ['titleMark']);
  yield* tooLong(handling.marking, 'mark', ['handling', 'marking']);
  if (raised) {
    yield* tooLong(raised.marking, 'mark', ['raised', 'marking']);
    yield* tooLong(raised.reason, 'reason', ['raised', 'reason']);
    if (raised.reason.trim() === '')
      yield { message: 'A banner is raised with a reason.', path: ['raised', 'reason'], values: { case: 'reason' } };
  }
  if (portions.length > REPORT_LIMITS.portions) {
    yield* tooMany('portions', 'portions', ['portions']);
  }
  const words = portions.flatMap(inlinesOf).reduce((sum, one) => sum + (one.kind === 'text' ? one.text.length : 0), 0);
  if (words > REPORT_LIMITS.words) {
    yield* tooMany('words', 'characters', ['portions']);
  }
}

function* ofPortions({ portions, citations }: WrittenReport): Generator<Complaint> {
  yield* doubled(portions, 'portions');
  const cited = new Set(citations.map(({ id }) => id));
  const numbered = new Set(portions.filter(({ kind }) => kind === 'heading' || kind === 'table').map(({ id }) => id));
  for (const [at, portion] of portions.entries()) {
    const path = ['portions', at];
    for (const mark of marksOf(portion)) yield* tooLong(mark, 'mark', [...path, 'mark']);
    if (!isOfScale(portion)) yield { message: 'Confidence and likelihood are words of their scales.', path };
    yield* ofShape(portion, path);
    for (const one of inlinesOf(portion)) yield* ofInline(one, { path, cited, numbered });
  }
}

function isOfScale({ confidence, likelihood }: ReportPortion): boolean {
  const isKnown = confidence === undefined || CONFIDENCES.includes(confidence);
  return isKnown && (likelihood === undefined || LIKELIHOODS.includes(likelihood));
}

function* ofShape(portion: ReportPortion, path: Path): Generator<Complaint> {
  if (portion.kind === 'heading' && ![1, 2, 3].includes(portion.level)) {
    yield { message: 'The level of a heading is 1, 2 or 3.', path: [...path, 'level'] };
  }
  if (portion.kind === 'item' && !isWhole(portion.depth, 0, REPORT_LIMITS.depth)) {
    yield { message: `An item stands at most ${REPORT_LIMITS.depth} deep.`, path: [...path, 'depth'] };
  }
  if (portion.kind !== 'table') return;
  const { header, rows } = portion;
  if (!isWhole(header.length, 1, REPORT_LIMITS.columns) || rows.length > REPORT_LIMITS.rows) {
    const message = `A table has 1 to ${REPORT_LIMITS.columns} columns and at most ${REPORT_LIMITS.rows} rows.`;
    const values = { case: 'table', columns: REPORT_LIMITS.columns, rows: REPORT_LIMITS.rows };
    yield { message, path: [...path, 'rows'], values };
  }
  const uneven = rows.findIndex(({ cells }) => cells.length !== header.length);
  if (uneven >= 0) {
    yield { message: 'Each row of a table has a cell for each column.', path: [...path, 'rows', uneven] };
  }
}

interface InlinePlace {
  readonly path: Path;
  readonly cited: ReadonlySet<string>;
  readonly numbered: ReadonlySet<string>;
}

function* ofInline(one: Inline, { path, cited, numbered }: InlinePlace): Generator<Complaint> {
  if (one.kind === 'citation' && !cited.has(one.id)) {
    yield { message: 'A portion cites what is not among the citations.', path };
  }
  if (one.kind === 'reference' && !numbered.has(one.id)) {
    yield { message: 'A portion refers to what is no heading and no table of the report.', path };
  }
  if (one.kind !== 'text' || one.link === undefined) return;
  if (one.link.length > REPORT_LIMITS.link || !isLink(one.link)) {
    const message = 'A link leads to an address of the web (http, https) or of mail (mailto).';
    yield { message, path, values: { case: 'link' } };
  }
}

function* ofCitations({ citations }: WrittenReport): Generator<Complaint> {
  yield* doubled(citations, 'citations');
  if (citations.length > REPORT_LIMITS.citations) {
    yield* tooMany('citations', 'citations', ['citations']);
  }
  for (const [at, { documentId, hitId, reliability, credibility, quotation = '' }] of citations.entries()) {
    const path = ['citations', at];
    if (!ID.test(documentId) || (hitId !== undefined && !ID.test(hitId))) {
      yield { message: 'A citation names its document and its hit by their ids.', path };
    }
    if (reliability !== null && !RELIABILITIES.includes(reliability)) {
      yield { message: 'The reliability of a source is a letter from A to F.', path: [...path, 'reliability'] };
    }
    if (credibility !== null && !isWhole(credibility, 1, 6)) {
      yield { message: 'The credibility of what a source says is from 1 to 6.', path: [...path, 'credibility'] };
    }
    yield* tooLong(quotation, 'quotation', [...path, 'quotation']);
  }
}

function* ofAnswers({ answers, portions }: WrittenReport): Generator<Complaint> {
  const there = new Set(portions.map(({ id }) => id));
  const seen = new Set<string>();
  if (answers.length > REPORT_LIMITS.answers) {
    yield* tooMany('answers', 'answers', ['answers']);
  }
  for (const [at, { portionId, questionId }] of answers.entries()) {
    const path = ['answers', at];
    if (!there.has(portionId)) yield { message: 'An answer is that of a portion of the report.', path };
    if (!ID.test(questionId)) yield { message: 'An answer names its question by its id.', path };
    const key = `${portionId} ${questionId}`;
    if (seen.has(key)) yield { message: 'A portion answers a question once.', path };
    seen.add(key);
  }
}

function* doubled(named: readonly { readonly id: string }[], field: string): Generator<Complaint> {
  const seen = new Set<string>();
  for (const [at, { id }] of named.entries()) {
    if (!ID.test(id))
      yield { message: 'Parts of a report are named by UUIDs in small letters.', path: [field, at, 'id'] };
    if (seen.has(id)) yield { message: 'Two parts of the report have one id.', path: [field, at, 'id'] };
    seen.add(id);
  }
}

function* tooLong(text: string, what: keyof typeof REPORT_LIMITS, path: Path): Generator<Complaint> {
  const most = REPORT_LIMITS[what];
  if (text.length > most)
    yield { message: `This is longer than ${most} characters.`, path, values: { case: 'long', most } };
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function* tooMany(limit: keyof typeof REPORT_LIMITS, noun: string, path: Path): Generator<Complaint> {
  const most = REPORT_LIMITS[limit];
  yield { message: `A report has at most ${most} ${noun}.`, path, values: { case: 'size', most } };
}
