import { inlinesOf, marksOf, type ReportPortion } from '../domain/report.ts';
import { Refusal, type Said } from '../errors.ts';
import type { Label } from '../markings/label.ts';
import { raiseMarking } from '../markings/raise.ts';
import type { SchemeSet } from '../markings/scheme-set.ts';
import type { CuttableReport } from './cuttable-report.ts';
import { type ReportMarks, readEither, readMarks } from './read-marks.ts';

/** Something to say of a report before it goes further; an error keeps it from going. */
export interface ReportComplaint extends Said {
  readonly severity: 'error' | 'warning';
  /** Of the portion that it is said of. */
  readonly portionId?: string;
  /** Of the row of a table, from 0. */
  readonly row?: number;
}

/** Why an element stands in the banner. */
export interface BannerReason {
  /** As it stands in the banner, such as `NOFORN`. */
  readonly element: string;
  readonly sentence: string;
  /** The portions that brought it; `null` stands for the title. */
  readonly portions: readonly (string | null)[];
}

/** What the marks of a report come to, and what is to be said of it. */
export interface CheckedReport {
  /** Of all portions, as it is raised; `null` while none is marked. */
  readonly banner: string | null;
  readonly reasons: readonly BannerReason[];
  readonly findings: readonly ReportComplaint[];
}

/** Returns the banner of a report with its reasons, and all that is missing or does not fit. */
export function checkReport(whole: CuttableReport, schemes: SchemeSet): CheckedReport {
  const marks = readMarks(schemes, whole.report);
  const checker = new Checker(whole, marks, schemes);
  const { banner, reasons, complaints } = bannerOf(whole, marks);
  return { banner, reasons, findings: [...checker.findings(), ...complaints] };
}

interface Banner {
  readonly banner: string | null;
  readonly reasons: readonly BannerReason[];
  readonly complaints: readonly ReportComplaint[];
}

function bannerOf({ report }: CuttableReport, marks: ReportMarks): Banner {
  const { scheme } = marks;
  const marked = [
    ...(report.title.trim() === '' ? [] : [{ id: null, text: report.titleMark }]),
    ...report.portions.flatMap((portion) => marksOf(portion).map((text) => ({ id: portion.id, text }))),
  ].filter(({ text }) => marks.markOf(text) !== undefined);
  if (marked.length === 0) return { banner: null, reasons: [], complaints: [] };
  const { state, reasons: found } = scheme.rollUp(marked.map(({ text }) => marks.markOf(text)));
  const reasons = found.map(({ element, sentence, portions }) => ({
    element,
    sentence,
    portions: [...new Set(portions.map((at) => marked[at]!.id))],
  }));
  const { raised } = report;
  if (!raised) return { banner: scheme.print(scheme.render(state), 'banner'), reasons, complaints: [] };
  const wanted = readEither(scheme, raised.marking);
  try {
    if (wanted.mark === undefined) {
      const { message, reason } = wanted.complaint;
      throw new Refusal('invalid', 'report-raised-invalid', message, reason && { reason });
    }
    const { mark } = raiseMarking(scheme, state, wanted.mark, raised.reason);
    const sentence = `Raised by a person: ${raised.reason.trim()}`;
    const banner = scheme.print(mark, 'banner');
    return { banner, reasons: [...reasons, { element: banner, sentence, portions: [] }], complaints: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const banner = scheme.print(scheme.render(state), 'banner');
    return { banner, reasons, complaints: [{ ...error.said(), severity: 'error' }] };
  }
}

class Checker {
  readonly #whole: CuttableReport;
  readonly #marks: ReportMarks;
  readonly #schemes: SchemeSet;
  readonly #portions: ReadonlyMap<string, ReportPortion>;
  readonly #covered = new Map<string, boolean>();

  constructor(whole: CuttableReport, marks: ReportMarks, schemes: SchemeSet) {
    this.#whole = whole;
    this.#marks = marks;
    this.#schemes = schemes;
    this.#portions = new Map(whole.report.portions.map((portion) => [portion.id, portion]));
  }

  *findings(): Generator<ReportComplaint> {
    const { title, titleMark, portions, answers } = this.#whole.report;
    if (title.trim() === '') yield { code: 'report-untitled', severity: 'error', message: 'The report has no title.' };
    else if (this.#marks.markOf(titleMark) === undefined) {
      const said = this.#marks.complaintOf(titleMark);
      const message = `The title: ${said.message}`;
      yield { ...said, code: 'report-unmarked', severity: 'error', message, values: { case: 'title' } };
    }
    if (!portions.some(({ kind }) => kind !== 'heading')) {
      yield { code: 'report-empty', severity: 'error', message: 'The report says nothing yet.' };
    }
    if (answers.length === 0) {
      const message = 'No portion of the report answers a question.';
      yield { code: 'report-answers-nothing', severity: 'warning', message };
    }
    for (const portion of portions) yield* this.#ofPortion(portion);
  }

  *#ofPortion(portion: ReportPortion): Generator<ReportComplaint> {
    const { id: portionId, mark } = portion;
    if (isBlank(portion)) {
      const message = 'This portion says nothing; take it out.';
      yield { code: 'report-portion-blank', severity: 'warning', message, portionId };
    }
    for (const [at, text] of marksOf(portion).entries()) {
      if (this.#marks.markOf(text) !== undefined) continue;
      const said = this.#marks.complaintOf(text);
      yield { ...said, code: 'report-unmarked', severity: 'error', portionId, ...(at > 0 && { row: at - 1 }) };
    }
    yield* this.#ofSources(portion);
    if (this.#marks.markOf(mark) === undefined) return;
    yield* this.#ofReferences(portion);
    for (const { questionId, portionId: answering } of this.#whole.report.answers) {
      const question = answering === portionId ? this.#whole.answered.get(questionId) : undefined;
      if (!question || this.#covers(mark, question.label)) continue;
      const message = `The order of question ${question.letter} asks more than this portion does: copies do not say what it answers.`;
      const values = { letter: question.letter };
      yield { code: 'report-answer-above', severity: 'warning', message, values, portionId };
    }
  }

  *#ofSources(portion: ReportPortion): Generator<ReportComplaint> {
    const { id: portionId } = portion;
    const parts =
      portion.kind === 'table'
        ? [
            { mark: portion.mark, inlines: [...portion.content, ...portion.header.flat()] },
            ...portion.rows.map(({ mark, cells }, row) => ({ mark, inlines: cells.flat(), row })),
          ]
        : [{ mark: portion.mark, inlines: portion.content }];
    for (const { mark, inlines, ...place } of parts) {
      if (this.#marks.markOf(mark) === undefined) continue;
      const above = inlines.some((one) => {
        const source = one.kind === 'citation' ? this.#whole.cited.get(one.id) : undefined;
        return source !== undefined && !this.#covers(mark, source.label);
      });
      if (!above) continue;
      const message =
        'This portion cites a document that asks more than its mark does; mark it at least as the document.';
      yield { code: 'report-cites-above', severity: 'error', message, portionId, ...place };
    }
    const isClaim = portion.kind !== 'heading' && !isBlank(portion);
    if (isClaim && !inlinesOf(portion).some(({ kind }) => kind === 'citation')) {
      const message = 'This portion cites no source.';
      yield { code: 'report-unsourced', severity: 'warning', message, portionId };
    }
  }

  *#ofReferences(portion: ReportPortion): Generator<ReportComplaint> {
    const { id: portionId, mark } = portion;
    for (const one of inlinesOf(portion)) {
      const to = one.kind === 'reference' ? this.#portions.get(one.id) : undefined;
      const other = to && this.#marks.markOf(to.mark);
      if (!to || other === undefined) continue;
      const { id: scheme, version } = this.#marks.scheme;
      const label = {
        parts: [{ scheme, version, state: this.#marks.scheme.stateOf(other) }],
        needToKnow: [],
        declassifyOn: 'never',
      } as const;
      if (this.#covers(mark, label)) continue;
      const message =
        'This portion refers to one that asks more; where a copy has not that one, the reference is left out.';
      yield { code: 'report-reference-above', severity: 'warning', message, portionId };
    }
  }

  /** Whether a mark of the report, with who needs to know it, says at least what a label asks. */
  #covers(text: string, label: Label): boolean {
    const key = JSON.stringify([text, label]);
    const known = this.#covered.get(key);
    if (known !== undefined) return known;
    const { scheme } = this.#marks;
    const part = { scheme: scheme.id, version: scheme.version, state: scheme.stateOf(this.#marks.markOf(text)) };
    const { needToKnow } = this.#whole.report.handling;
    const covers = this.#schemes.dominates({ parts: [part], needToKnow, declassifyOn: 'never' }, label);
    this.#covered.set(key, covers);
    return covers;
  }
}

function isBlank(portion: ReportPortion): boolean {
  return inlinesOf(portion).every((one) => one.kind === 'text' && one.text.trim() === '');
}
