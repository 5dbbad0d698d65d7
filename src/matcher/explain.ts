import type { Amount, StatedAmount } from '../amounts/amount.ts';
import { type AmountThreshold, meetsThreshold } from '../amounts/compare-amount.ts';
import { findAmounts } from '../amounts/find-amounts.ts';
import { convert, type RateTable } from '../amounts/rates.ts';
import { type Expression, partsOf } from '../query/ast.ts';
import { print } from '../query/print.ts';
import { resolveTargets, type TargetLookup } from '../query/resolve.ts';
import type { Span } from '../text/sentences.ts';
import { dayOf, type MatchDocument } from './document.ts';
import { Compiler } from './questions/compile.ts';
import { GUESSED_FREQUENCIES } from './questions/frequencies.ts';
import { LeafTable } from './questions/leaf-table.ts';
import { Vocabulary } from './questions/vocabulary.ts';
import { WordForms } from './questions/word-forms.ts';
import type { Stretch } from './reading/document-parts.ts';
import { DocumentScan } from './reading/document-scan.ts';
import { EVERYWHERE, Evaluator } from './reading/evaluator.ts';
import { indexFrom } from './reading/place-list.ts';

/** A place in the title or the text of a document, as UTF-16 offsets. */
export interface FoundSpan extends Span {
  readonly field: 'title' | 'text';
}

/** An amount that meets an amount condition. */
export interface FoundAmount {
  /** Where it stands; absent where the document states it as data. */
  readonly span?: FoundSpan;
  /** The figure, or the lower end of a range. */
  readonly value: number;
  readonly upper?: number;
  /** ISO 4217 code. */
  readonly currency: string;
  /** The same in the currency of the condition, where that is another. */
  readonly converted?: ConvertedAmount;
}

/** An amount at the rate of a day: `rate` units of its new currency for one of the old. */
export interface ConvertedAmount {
  readonly value: number;
  readonly upper?: number;
  readonly currency: string;
  readonly rate: number;
  readonly day: string;
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
  /** For an amount condition that holds: the amounts that meet it. */
  readonly amounts?: readonly FoundAmount[];
  /** True for the condition of an IN DOCUMENT WITH: it decides whether the rest counts, and is no place to look at. */
  readonly aside?: true;
}

export interface ExplainOptions {
  /** ISO 639-1 code of the language of the bare words. */
  readonly language: string;
  readonly lookup: TargetLookup;
  readonly rates: RateTable;
}

/** More places than these of one part are not listed; whether it holds does not depend on the list. */
const MOST_PLACES = 10_000;

const NOTHING_FILED = new Int32Array(0);
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
  #document: MatchDocument = { id: '', title: '', text: '' };

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
    const postings = { merges: 0, starts: NOTHING_FILED };
    this.#scan = new DocumentScan({ vocabulary, forms, leaves, leafCount: this.#leaves.size, postings });
    this.#evaluator = new Evaluator(this.#scan, this.#leaves.view, options.rates);
  }

  /** Returns the operator tree of the expression with what `document` holds of it. */
  explain(document: MatchDocument): Explanation {
    this.#document = document;
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
    const places = insideOf(windows, this.#evaluator.placesOf(code, 0, MOST_PLACES));
    const inner = this.#windowsOfParts(expression, places, windows);
    const parts = this.#partsOf(expression).map((part, index) => this.#explain(part, inner[index] ?? windows));
    const holds = this.#holds(expression, { code, places, parts, windows });
    const found = {
      expression: print(expression),
      kind: expression.kind,
      holds,
      spans: partsOf(expression).length > 0 ? [] : places.map((place) => this.#spanOf(place)),
      parts: isBesides(expression)
        ? parts.map((part, index) => (index === 1 ? { ...part, aside: true as const } : part))
        : parts,
    };
    if (expression.kind !== 'amount') return found;
    const amounts = holds ? this.#amountsAt(found.spans, expression.threshold) : [];
    return { ...found, spans: amounts.flatMap(({ span }) => span ?? []), amounts };
  }

  /** Returns the amounts at places of words, each with its own span: a currency sign is no word. */
  #amountsAt(places: readonly FoundSpan[], threshold: AmountThreshold): FoundAmount[] {
    const document = this.#document;
    const meets = (amount: Amount | StatedAmount): boolean =>
      meetsThreshold(amount, threshold, dayOf(document), this.#options.rates);
    const stated = (document.amounts ?? []).filter(meets).map((amount) => this.#foundAmount(amount, threshold));
    const { lang, country } = document;
    const context = { ...(lang && { lang }), ...(country && { country }) };
    const written = (['title', 'text'] as const).flatMap((field) => {
      const own = places.filter((place) => place.field === field);
      if (own.length === 0) return [];
      return findAmounts(document[field], context)
        .filter((amount) => meets(amount) && own.some(({ start, end }) => amount.start < end && start < amount.end))
        .map((amount) => ({
          span: { field, start: amount.start, end: amount.end },
          ...this.#foundAmount(amount, threshold),
        }));
    });
    return [...written, ...stated];
  }

  #foundAmount(amount: Amount | StatedAmount, { currency: to }: AmountThreshold): FoundAmount {
    const { value, currency } = amount;
    const upper = 'upper' in amount ? amount.upper : undefined;
    const found = { value, ...(upper !== undefined && { upper }), currency };
    const day = dayOf(this.#document);
    const rate = day === undefined ? undefined : convert(1, { from: currency, to, day }, this.#options.rates);
    if (currency === to || day === undefined || rate === undefined) return found;
    const converted = {
      value: value * rate,
      ...(upper !== undefined && { upper: upper * rate }),
      currency: to,
      rate,
      day,
    };
    return { ...found, converted };
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
    if (expression.kind === 'attribute' || expression.kind === 'date')
      return this.#evaluator.holds(code, 0, 0, EVERYWHERE);
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
    if (isBesides(expression)) return [windows, WHOLE];
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

/** Returns the places that lie within one of the windows, which are in the order of their first position. */
function insideOf(windows: readonly Stretch[], places: readonly Stretch[]): Stretch[] {
  if (windows === WHOLE) return [...places];
  const firsts = Int32Array.from(windows, ({ first }) => first);
  // How far the windows up to each one reach: windows may overlap and hold each other.
  let farthest = -1;
  const reaches = windows.map(({ last }) => {
    farthest = Math.max(farthest, last);
    return farthest;
  });
  return places.filter(({ first, last }) => {
    const index = indexFrom(firsts, first + 1) - 1;
    return index >= 0 && last <= reaches[index]!;
  });
}

function isBesides(expression: Expression): boolean {
  return expression.kind === 'within' && expression.scope === 'document';
}

/** A place that makes an explained expression hold. */
export interface ReasonSpan extends FoundSpan {
  /** Which parts of the expression it serves: two that an AND or a NEAR joins have different ones. */
  readonly serves: readonly string[];
}

/**
 * Returns the places that make an explained expression hold, in order and none twice: those of its leaves, but for
 * what NOT excludes and what only met the condition of an IN DOCUMENT WITH. Places that overlap are one.
 */
export function reasonSpans(explanation: Explanation): ReasonSpan[] {
  const spans: ReasonSpan[] = [];
  const visit = (node: Explanation, part: string): void => {
    if (!node.holds || node.aside || node.kind === 'not') return;
    for (const span of node.spans) spans.push({ ...span, serves: [part] });
    const joins = node.kind === 'and' || node.kind === 'near' || node.kind === 'within';
    for (const [index, inner] of node.parts.entries()) visit(inner, joins ? `${part}.${index}` : part);
  };
  visit(explanation, '');
  const order = (span: FoundSpan): number => (span.field === 'title' ? -1e9 : 0) + span.start;
  const apart: ReasonSpan[] = [];
  for (const span of spans.sort((a, b) => order(a) - order(b) || b.end - a.end)) {
    const last = apart.at(-1);
    if (!last || last.field !== span.field || span.start >= last.end) apart.push(span);
    else {
      const serves = [...new Set([...last.serves, ...span.serves])];
      apart[apart.length - 1] = { ...last, end: Math.max(last.end, span.end), serves };
    }
  }
  return apart;
}
