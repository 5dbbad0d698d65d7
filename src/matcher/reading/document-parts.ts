import { type Amount, findAmounts, mayHoldAmount } from '../../amounts/find-amounts.ts';
import { cut } from '../../text/cut.ts';
import { type Span, sentencesOf } from '../../text/sentences.ts';
import type { DocumentScan } from './document-scan.ts';

/** First and last position of a stretch of the document. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
}

export interface PlacedAmount extends Stretch {
  readonly amount: Amount;
}

/** The sentences, amounts and fields of a scanned document by position, each worked out when first asked for. */
export class DocumentParts {
  readonly #scan: DocumentScan;
  #sentences: Stretch[] | undefined;
  #amounts: PlacedAmount[] | undefined;
  #starts: number[] | undefined;
  #stops: number[] = [];

  constructor(scan: DocumentScan) {
    this.#scan = scan;
  }

  begin(): void {
    this.#starts = undefined;
    this.#sentences = undefined;
    this.#amounts = undefined;
  }

  /** Returns the positions of the title (0) or the body (1) between `first` and `last`. */
  field(field: number, first: number, last: number): readonly [number, number] {
    const { titleEnd, bodyStart } = this.#scan;
    return field === 0 ? [first, Math.min(last, titleEnd - 1)] : [Math.max(first, bodyStart), last];
  }

  sentences(): readonly Stretch[] {
    this.#sentences ??= this.#inFields(sentencesOf).map(([stretch]) => stretch);
    return this.#sentences;
  }

  amounts(): readonly PlacedAmount[] {
    const { lang, country } = this.#scan.document;
    const context = { ...(lang && { lang }), ...(country && { country }) };
    const find = (text: string): Amount[] => (mayHoldAmount(text) ? findAmounts(text, context) : []);
    this.#amounts ??= this.#inFields(find).map(([stretch, amount]) => ({ amount, ...stretch }));
    return this.#amounts;
  }

  statesAmount(): boolean {
    const { document } = this.#scan;
    return (document.amounts?.length ?? 0) > 0 || this.amounts().length > 0;
  }

  #inFields<T extends Span>(find: (text: string) => T[]): (readonly [Stretch, T])[] {
    const { document, titleEnd, bodyStart, end } = this.#scan;
    return [
      ...find(document.title).flatMap((found) => this.#placed(found, 0, titleEnd)),
      ...find(document.text).flatMap((found) => this.#placed(found, bodyStart, end)),
    ];
  }

  /** Returns the words from position `first` to `last` as a span of the title or the text. */
  spanOf({ first, last }: Stretch): Span {
    this.#cut();
    return { start: this.#starts![first]!, end: this.#stops[last]! };
  }

  /** Works out where the word of each position stands; most documents are never asked. */
  #cut(): void {
    if (this.#starts) return;
    const { document, bodyStart } = this.#scan;
    this.#starts = [];
    this.#stops = [];
    for (const [text, from] of [
      [document.title, 0],
      [document.text, bodyStart],
    ] as const) {
      let position = from;
      cut(text, (start, end) => {
        this.#starts![position] = start;
        this.#stops[position++] = end;
      });
    }
  }

  /** The words from position `from` up to `to` that a span touches; nothing where it touches none. */
  #placed<T extends Span>(span: T, from: number, to: number): (readonly [Stretch, T])[] {
    this.#cut();
    const [starts, stops] = [this.#starts!, this.#stops];
    const first = lowest(from, to, (position) => stops[position]! > span.start);
    const last = lowest(first, to, (position) => starts[position]! >= span.end) - 1;
    return last < first ? [] : [[{ first, last }, span]];
  }
}

/** Returns the first position from `low` up to `high` for which `accepts`, which stays true once it is; else `high`. */
function lowest(low: number, high: number, accepts: (position: number) => boolean): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (accepts(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}
