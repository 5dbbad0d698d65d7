import type { CopyAnswer, CopyInline, CopyPortion, CopySource } from '../domain/copy.ts';
import { type PortionPlace, placePortions } from '../domain/place-portions.ts';
import { type Inline, inlinesOf, type ReportPortion } from '../domain/report.ts';
import type { Label } from '../markings/label.ts';
import { portionMarks } from '../markings/label-in-words.ts';
import type { SchemeSet } from '../markings/scheme-set.ts';
import type { CuttableReport } from './cuttable-report.ts';
import type { ReportMarks } from './read-marks.ts';

/** Whether the mark of a portion says at least what a label asks. */
type Covers = (portion: ReportPortion, label: Label) => boolean;

interface Writing {
  readonly marks: ReportMarks;
  readonly schemes: SchemeSet;
  readonly covers: Covers;
}

/** Writes the portions that are left of a report, with the sources that they cite, numbered by themselves alone. */
export class CopyWriter {
  readonly #whole: CuttableReport;
  readonly #marks: ReportMarks;
  readonly #schemes: SchemeSet;
  readonly #covers: Covers;

  constructor(whole: CuttableReport, { marks, schemes, covers }: Writing) {
    this.#whole = whole;
    this.#marks = marks;
    this.#schemes = schemes;
    this.#covers = covers;
  }

  print(text: string): string {
    return this.#marks.scheme.print(this.#marks.markOf(text), 'portion');
  }

  /** The labels of all that the portions cite. */
  labelsOf(portions: readonly ReportPortion[]): readonly Label[] {
    return citedBy(portions).map((id) => this.#whole.cited.get(id)!.label);
  }

  write(portions: readonly ReportPortion[]): {
    readonly portions: readonly CopyPortion[];
    readonly sources: readonly CopySource[];
  } {
    const places = placePortions(portions);
    const cited = citedBy(portions);
    const numbers = new Map(cited.map((id, index) => [id, index + 1]));
    const inline = inlineWriter(portions, places, numbers);
    const written = portions.map((portion) => this.#portion(portion, places.get(portion.id)!, inline));
    return { portions: written, sources: cited.map((id) => this.#source(id, numbers.get(id)!)) };
  }

  #portion(portion: ReportPortion, { depth, number }: PortionPlace, inline: WriteInlines): CopyPortion {
    const { confidence, likelihood } = portion;
    const shared = {
      mark: this.print(portion.mark),
      content: inline(portion.content),
      answers: this.#answered(portion),
      ...(confidence && { confidence }),
      ...(likelihood && { likelihood }),
    };
    if (portion.kind === 'heading') return { kind: 'heading', level: depth, number, ...shared };
    if (portion.kind === 'item') return { kind: 'item', depth, sign: number, ...shared };
    if (portion.kind !== 'table') return { kind: portion.kind, ...shared };
    const rows = portion.rows.map(({ mark, cells }) => ({ mark: this.print(mark), cells: cells.map(inline) }));
    return { kind: 'table', number, header: portion.header.map(inline), rows, ...shared };
  }

  /** What a portion answers, of the orders of which its mark may tell. */
  #answered(portion: ReportPortion): readonly CopyAnswer[] {
    const { report, answered } = this.#whole;
    return report.answers.flatMap(({ portionId, questionId, isWhole }) => {
      const question = portionId === portion.id ? answered.get(questionId) : undefined;
      if (!question || !this.#covers(portion, question.label)) return [];
      const { letter, order } = question;
      return [{ letter, order, isWhole }];
    });
  }

  #source(id: string, number: number): CopySource {
    const { title, source, address, publishedOn, label } = this.#whole.cited.get(id)!;
    const marks = portionMarks(this.#schemes, label);
    const citation = this.#whole.report.citations.find((one) => one.id === id)!;
    const { quotation = null, reliability, credibility } = citation;
    return { number, marks, title, source, address, publishedOn, quotation, reliability, credibility };
  }
}

/** Ids of what is cited, in the order in which it is cited first. */
function citedBy(portions: readonly ReportPortion[]): readonly string[] {
  const ids = portions.flatMap(inlinesOf).flatMap((one) => (one.kind === 'citation' ? [one.id] : []));
  return [...new Set(ids)];
}

type WriteInlines = (inlines: readonly Inline[]) => readonly CopyInline[];

/** A reference to what is not there is not there either. */
function inlineWriter(
  portions: readonly ReportPortion[],
  places: ReadonlyMap<string, PortionPlace>,
  numbers: ReadonlyMap<string, number>,
): WriteInlines {
  const kinds = new Map(portions.map(({ id, kind }) => [id, kind]));
  return (inlines) =>
    inlines.flatMap((one): CopyInline[] => {
      if (one.kind === 'citation') return [{ kind: 'citation', number: numbers.get(one.id)! }];
      if (one.kind === 'text') return [copiedText(one)];
      const to = kinds.get(one.id);
      if (to !== 'heading' && to !== 'table') return [];
      return [{ kind: 'reference', to, number: places.get(one.id)!.number }];
    });
}

function copiedText({ text, strong, emphasis, link }: Extract<Inline, { kind: 'text' }>): CopyInline {
  return {
    kind: 'text',
    text,
    ...(strong && { strong }),
    ...(emphasis && { emphasis }),
    ...(link !== undefined && { link }),
  };
}
