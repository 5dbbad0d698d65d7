import type { Copy } from '../domain/copy.ts';
import { type Inline, marksOf, type ReportPortion } from '../domain/report.ts';
import type { Said } from '../errors.ts';
import type { Label } from '../markings/label.ts';
import type { Reader } from '../markings/reader.ts';
import type { SchemeSet } from '../markings/scheme-set.ts';
import { CopyWriter } from './copy-writer.ts';
import type { CuttableReport } from './cuttable-report.ts';
import { withoutEmptyHeadings } from './empty-headings.ts';
import { type ReportMarks, readEither, readMarks } from './read-marks.ts';
import { replayNotice, TOGETHER_TOO_MUCH } from './report.ts';

/** For whom a report is cut, and when. */
export interface CopyRequest {
  readonly schemes: SchemeSet;
  readonly reader: Reader;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Why a report gives no copy, of a portion where it is that of one. */
export interface CopyRefusal extends Said {
  readonly code: 'report-unmarked' | 'report-not-together' | 'report-raised-invalid';
  readonly portionId?: string;
}

/**
 * What became of a report for a reader. `nothing` is said of a report that holds nothing at all as well: it does not tell
 * whether there was anything. The label of a copy is what the copy itself comes to.
 */
export type CopyOutcome =
  | { readonly kind: 'copy'; readonly copy: Copy; readonly label: Label }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly findings: readonly CopyRefusal[] };

/**
 * Cuts a report to what a reader may have and may look at. A portion is there where the reader may have what its mark says, who
 * needs to know, and all that it cites; numbers, banner and sources are worked out from what is there. So the copy is the one of a
 * report that never held the rest. Refused where any mark is missing or not valid, and where the reader may have each part
 * and not what the parts come to.
 */
export function copyFor(whole: CuttableReport, request: CopyRequest): CopyOutcome {
  const { report } = whole;
  const marks = readMarks(request.schemes, report);
  const unmarked = findUnmarked(whole, marks);
  if (unmarked.length > 0) return { kind: 'refused', findings: unmarked };
  const sight = new Sight(whole, marks, request);
  const portions = withoutEmptyHeadings(
    report.portions.flatMap((portion) => sight.partOf(portion)),
    (portion) => (portion.kind === 'heading' ? portion.level : Number.POSITIVE_INFINITY),
  );
  if (portions.length === 0) return { kind: 'nothing' };
  const hasTitle = report.title.trim() !== '' && sight.mayMark(report.titleMark);
  const shown = [...(hasTitle ? [report.titleMark] : []), ...portions.flatMap(marksOf)].map((text) =>
    marks.markOf(text),
  );
  const { scheme } = marks;
  const raised = report.raised && readEither(scheme, report.raised.marking).mark;
  if (report.raised && raised === undefined) return { kind: 'refused', findings: [RAISED_INVALID] };
  const rolled = scheme.rollUp(shown).state;
  const covers = (portion: ReportPortion, carried: Label): boolean => sight.covers(portion.mark, carried);
  const writer = new CopyWriter(whole, { marks, schemes: request.schemes, covers });
  const cited = writer.labelsOf(portions);
  const state = sight.atLeast(raised === undefined ? rolled : scheme.join(rolled, scheme.stateOf(raised)), cited);
  const label = request.schemes.join([sight.labelOf(state), ...cited]);
  if (!sight.may(label)) return { kind: 'refused', findings: [NOT_TOGETHER] };
  const copy: Copy = {
    scheme: scheme.id,
    language: report.language,
    banner: scheme.print(scheme.render(state), 'banner'),
    notice: replayNotice([scheme.id]),
    title: hasTitle ? { mark: writer.print(report.titleMark), text: report.title } : null,
    saysCut: report.saysCut,
    ...writer.write(portions),
  };
  return { kind: 'copy', copy, label };
}

const NOT_TOGETHER: CopyRefusal = {
  code: 'report-not-together',
  message: TOGETHER_TOO_MUCH,
};
const RAISED_INVALID: CopyRefusal = {
  code: 'report-raised-invalid',
  message: 'The banner is raised to what is no marking of the scheme of the report.',
};

function findUnmarked({ report }: CuttableReport, marks: ReportMarks): CopyRefusal[] {
  const complain = (text: string, portionId?: string): CopyRefusal[] => {
    if (marks.markOf(text) !== undefined) return [];
    const told = { code: 'report-unmarked', ...marks.complaintOf(text) } as const;
    return [portionId === undefined ? told : { ...told, portionId }];
  };
  const ofTitle = report.title.trim() === '' ? [] : complain(report.titleMark);
  return [
    ...ofTitle,
    ...report.portions.flatMap((portion) => marksOf(portion).flatMap((text) => complain(text, portion.id))),
  ];
}

/** What the reader may have of the report; each different mark is decided once. */
class Sight {
  readonly #whole: CuttableReport;
  readonly #marks: ReportMarks;
  readonly #request: CopyRequest;
  readonly #decided = new Map<string, boolean>();
  readonly #citable = new Map<string, boolean>();

  constructor(whole: CuttableReport, marks: ReportMarks, request: CopyRequest) {
    this.#whole = whole;
    this.#marks = marks;
    this.#request = request;
  }

  /** May the reader be given it to keep, and look at it here? */
  may(label: Label): boolean {
    const { schemes, reader, now } = this.#request;
    return schemes.mayHave(reader, label, now);
  }

  /** The label of a state of the report's scheme, with who needs to know the report. */
  labelOf(state: unknown): Label {
    const { id, version } = this.#marks.scheme;
    const { needToKnow } = this.#whole.report.handling;
    return { parts: [{ scheme: id, version, state }], needToKnow, declassifyOn: 'never' };
  }

  /** Whether a mark says at least what a label asks: what stands under it may tell of what carries that label. */
  covers(text: string, label: Label): boolean {
    const mark = this.#marks.markOf(text);
    return this.#request.schemes.dominates(this.labelOf(this.#marks.scheme.stateOf(mark)), label);
  }

  /**
   * A state that says at least what these labels ask in the scheme of the report: the banner stands above their sources too. A
   * report that can be released cites nothing above its marks; a copy does not rely on it.
   */
  atLeast(state: unknown, labels: readonly Label[]): unknown {
    const { scheme } = this.#marks;
    const parts = labels.flatMap(({ parts: all }) => all);
    return parts
      .filter((part) => part.scheme === scheme.id && part.version === scheme.version)
      .reduce((above, part) => {
        const label = { parts: [part], needToKnow: [], declassifyOn: 'never' } as const;
        const isCovered = this.#request.schemes.dominates(this.labelOf(above), label);
        return isCovered ? above : scheme.join(above, part.state);
      }, state);
  }

  mayMark(text: string): boolean {
    const known = this.#decided.get(text);
    if (known !== undefined) return known;
    const mark = this.#marks.markOf(text);
    const allowed = mark !== undefined && this.may(this.labelOf(this.#marks.scheme.stateOf(mark)));
    this.#decided.set(text, allowed);
    return allowed;
  }

  /** Returns the part of a portion that may be seen: the portion, a table with fewer rows, or nothing. */
  partOf(portion: ReportPortion): ReportPortion[] {
    if (!this.mayMark(portion.mark)) return [];
    if (portion.kind !== 'table') return this.#mayCite([portion.content]) ? [portion] : [];
    if (!this.#mayCite([portion.content, ...portion.header])) return [];
    const rows = portion.rows.filter(({ mark, cells }) => this.mayMark(mark) && this.#mayCite(cells));
    return rows.length > 0 ? [{ ...portion, rows }] : [];
  }

  /** A portion that rests on what its reader may not read is not for that reader, whatever its mark says. */
  #mayCite(parts: readonly (readonly Inline[])[]): boolean {
    return parts.flat().every((one) => one.kind !== 'citation' || this.#mayRead(one.id));
  }

  #mayRead(citationId: string): boolean {
    const known = this.#citable.get(citationId);
    if (known !== undefined) return known;
    const source = this.#whole.cited.get(citationId);
    const allowed = source !== undefined && this.may(source.label);
    this.#citable.set(citationId, allowed);
    return allowed;
  }
}
