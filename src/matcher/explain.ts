import type { RateTable } from '../amounts/rates.ts';
import { type Expression, partsOf } from '../query/ast.ts';
import { print } from '../query/print.ts';
import { resolveTargets, type TargetLookup } from '../query/resolve.ts';
import type { Span } from '../text/sentences.ts';
import { Compiler } from './compile.ts';
import type { MatchDocument } from './document.ts';
import type { Stretch } from './document-parts.ts';
import { DocumentScan } from './document-scan.ts';
import { EVERYWHERE, Evaluator } from './evaluator.ts';
import { GUESSED_FREQUENCIES } from './frequencies.ts';
import { LeafTable } from './leaf-table.ts';
import { Vocabulary } from './vocabulary.ts';
import { WordForms } from './word-forms.ts';

/** A place in the title or the text of a document, as UTF-16 offsets. */
export interface FoundSpan extends Span {
  readonly field: 'title' | 'text';
}

/** Why one part of an expression holds in a document or does not: the operator tree with what was found. */
export interface Explanation {
  /** The part in the query language. */
  readonly expression: string;
  readonly kind: Expression['kind'];
  readonly holds: boolean;
  /** Where it was found; empty for what has no place. */
  readonly spans: readonly FoundSpan[];
  readonly parts: readonly Explanation[];
}

export interface ExplainOptions {
  /** ISO 639-1 code of the language of the bare words. */
  readonly language: string;
  readonly lookup: TargetLookup;
  readonly rates: RateTable;
}

const WHOLE: readonly Stretch[] = [{ first: 0, last: EVERYWHERE }];

/**
 * Explains one expression, by the very evaluation that matches it: compiled once, held against any number
 * of documents.
 */
export class Explainer {
  readonly #vocabulary = new Vocabulary();
  readonly #leaves = new LeafTable();
  readonly #forms = new WordForms();
  readonly #codes = new Map<Expression, Int32Array>();
  readonly #expression: Expression;
  readonly #options: ExplainOptions;
  readonly #scan: DocumentScan;
  readonly #evaluator: Evaluator;

  constructor(expression: Expression, options: ExplainOptions) {
    this.#expression = expression;
    this.#options = options;
    const compiler = new Compiler({
      vocabulary: this.#vocabulary,
      leaves: this.#leaves,
      forms: this.#forms,
      frequencies: GUESSED_FREQUENCIES,
    });
    this.#compile(expression, compiler);
    const [vocabulary, forms, leaves] = [this.#vocabulary.view, this.#forms.view, this.#leaves.view];
    this.#scan = new DocumentScan({ vocabulary, forms, leaves, leafCount: this.#leaves.size });
    this.#evaluator = new Evaluator(this.#scan, this.#leaves.view, options.rates);
  }

  /** Returns the operator tree of the expression with what `document` holds of it. */
  explain(document: MatchDocument): Explanation {
    this.#scan.read(document);
    this.#scan.raiseAttributes(document);
    this.#evaluator.begin();
    return this.#explain(this.#expression, WHOLE);
  }

  #compile(expression: Expression, compiler: Compiler): void {
    const { language, lookup } = this.#options;
    this.#codes.set(expression, Int32Array.from(compiler.code(resolveTargets(expression, lookup), language)));
    for (const part of this.#partsOf(expression)) this.#compile(part, compiler);
  }

  #partsOf(expression: Expression): readonly Expression[] {
    if (expression.kind !== 'target') return partsOf(expression);
    const found = this.#options.lookup(expression.name);
    return found ? [found] : [];
  }

  /** Explains a part as far as it stands in `windows`. */
  #explain(expression: Expression, windows: readonly Stretch[]): Explanation {
    const code = this.#codes.get(expression)!;
    const places = this.#evaluator.placesOf(code, 0).filter((place) => isInside(place, windows));
    const inner = this.#windowsOfParts(expression, places, windows);
    const parts = this.#partsOf(expression).map((part, index) => this.#explain(part, inner[index] ?? windows));
    return {
      expression: print(expression),
      kind: expression.kind,
      holds: this.#holds(expression, { code, places, parts, windows }),
      spans: partsOf(expression).length > 0 ? [] : places.map((place) => this.#spanOf(place)),
      parts,
    };
  }

  #holds(
    expression: Expression,
    found: { code: Int32Array; places: readonly Stretch[]; parts: readonly Explanation[]; windows: readonly Stretch[] },
  ): boolean {
    const { code, places, parts, windows } = found;
    if (windows === WHOLE) return this.#evaluator.holds(code, 0, 0, EVERYWHERE);
    if (expression.kind === 'and') return parts.every(({ holds }) => holds);
    if (expression.kind === 'or' || expression.kind === 'target') return parts.some(({ holds }) => holds);
    if (expression.kind === 'not') return parts.every(({ holds }) => !holds);
    if (expression.kind === 'attribute' || expression.kind === 'date') return this.#evaluator.holds(code, 0, 0, EVERYWHERE);
    return places.length > 0;
  }

  /** Where the parts count: of a NEAR that holds, only the words that made it hold. */
  #windowsOfParts(
    expression: Expression,
    places: readonly Stretch[],
    windows: readonly Stretch[],
  ): readonly (readonly Stretch[])[] {
    if (expression.kind === 'near' && places.length > 0) return [places, places];
    if (expression.kind === 'field') return [[this.#evaluator.fieldStretch(expression.field)]];
    if (expression.kind === 'within' && expression.scope === 'document') return [windows, WHOLE];
    if (expression.kind === 'within' && places.length > 0) {
      const sentences = this.#evaluator.sentencesAround(places);
      return [sentences, sentences];
    }
    return [];
  }

  #spanOf(stretch: Stretch): FoundSpan {
    const field = stretch.first < this.#scan.bodyStart ? 'title' : 'text';
    return { field, ...this.#evaluator.spanOf(stretch) };
  }
}

function isInside(place: Stretch, windows: readonly Stretch[]): boolean {
  return windows.some(({ first, last }) => place.first >= first && place.last <= last);
}

/** Returns the spans that make an explained expression hold, in order: those of its leaves, but for what NOT excludes. */
export function reasonSpans(explanation: Explanation): FoundSpan[] {
  const spans: FoundSpan[] = [];
  const visit = (node: Explanation): void => {
    if (!node.holds || node.kind === 'not') return;
    spans.push(...node.spans);
    node.parts.forEach(visit);
  };
  visit(explanation);
  const order = (span: FoundSpan): number => (span.field === 'title' ? -1e9 : 0) + span.start;
  return spans.sort((a, b) => order(a) - order(b) || b.end - a.end);
}
