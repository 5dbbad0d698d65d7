import type { AmountThreshold } from '../amounts/compare-amount.ts';
import type { Span } from '../text/sentences.ts';

/** Every node may carry the span of the text that it was parsed from; printing and matching ignore it. */
interface Spanned {
  readonly span?: Span;
}

/** `croissance`: the word and its inflected forms in the question's language. `text` is one token. */
export interface WordNode extends Spanned {
  readonly kind: 'word';
  readonly text: string;
}

/** `"German model"`, or `="PS"` where the case must be the same too: these words in this order. */
export interface PhraseNode extends Spanned {
  readonly kind: 'phrase';
  readonly text: string;
  readonly exactCase: boolean;
}

/** `elect*`: words that begin so. */
export interface PrefixNode extends Spanned {
  readonly kind: 'prefix';
  readonly text: string;
}

/** `Strauss~`: the word with up to one edit (two from nine letters on). */
export interface FuzzyNode extends Spanned {
  readonly kind: 'fuzzy';
  readonly text: string;
}

/** `@hollande`: a target, by all its aliases. */
export interface TargetNode extends Spanned {
  readonly kind: 'target';
  readonly name: string;
}

/** `a NEAR/8 b`, or `a BEFORE/5 b` where the order counts. */
export interface NearNode extends Spanned {
  readonly kind: 'near';
  readonly left: Expression;
  readonly right: Expression;
  readonly distance: number;
  readonly ordered: boolean;
}

/** `a IN SENTENCE WITH b`: one sentence (or the document) holds both; the subject gives the place. */
export interface WithinNode extends Spanned {
  readonly kind: 'within';
  readonly scope: 'sentence' | 'document';
  readonly subject: Expression;
  readonly condition: Expression;
}

/** `title:…` and `body:…`: the words of one part of the document. */
export interface FieldNode extends Spanned {
  readonly kind: 'field';
  readonly field: 'title' | 'body';
  readonly item: Expression;
}

export type AttributeName = 'lang' | 'source' | 'stage';

/** `lang:fr`, `source:("Le Monde" OR Reuters)`: the document's own attribute is one of the values. */
export interface AttributeNode extends Spanned {
  readonly kind: 'attribute';
  readonly attribute: AttributeName;
  readonly values: readonly string[];
}

/** `amount >= 200M USD`: the document states such an amount, converted at its date. */
export interface AmountNode extends Spanned {
  readonly kind: 'amount';
  readonly threshold: AmountThreshold;
}

export type Comparison = AmountThreshold['operator'];

/** `date >= 2012-04-22`: the document's UTC day. `day` is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export interface DateNode extends Spanned {
  readonly kind: 'date';
  readonly operator: Comparison;
  readonly day: string;
}

export interface AndNode extends Spanned {
  readonly kind: 'and';
  readonly items: readonly Expression[];
}

export interface OrNode extends Spanned {
  readonly kind: 'or';
  readonly items: readonly Expression[];
  /** The target whose aliases these are: the same items then stand wherever the target is named. */
  readonly target?: string;
}

export interface NotNode extends Spanned {
  readonly kind: 'not';
  readonly item: Expression;
}

/** The machine form of a question. */
export type Expression =
  | WordNode
  | PhraseNode
  | PrefixNode
  | FuzzyNode
  | TargetNode
  | NearNode
  | WithinNode
  | FieldNode
  | AttributeNode
  | AmountNode
  | DateNode
  | AndNode
  | OrNode
  | NotNode;

const NO_PARTS: readonly Expression[] = [];

/** Returns the direct parts of `expression`, in order; none for a leaf. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.items;
    case 'not':
    case 'field':
      return [expression.item];
    case 'near':
      return [expression.left, expression.right];
    case 'within':
      return [expression.subject, expression.condition];
    default:
      return NO_PARTS;
  }
}

/** Returns `expression` with each of its direct parts changed; a leaf as it is. */
export function mapParts(expression: Expression, change: (part: Expression) => Expression): Expression {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return { ...expression, items: expression.items.map(change) };
    case 'not':
    case 'field':
      return { ...expression, item: change(expression.item) };
    case 'near':
      return { ...expression, left: change(expression.left), right: change(expression.right) };
    case 'within':
      return { ...expression, subject: change(expression.subject), condition: change(expression.condition) };
    default:
      return expression;
  }
}
