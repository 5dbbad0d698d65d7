import type {
  AmountNode,
  AndNode,
  AttributeNode,
  Comparison,
  DateNode,
  Expression,
  FuzzyNode,
  OrNode,
  PhraseNode,
  PrefixNode,
  WordNode,
} from '../../query/ast.ts';
import { dayNumber, dayRange } from '../../query/days.ts';
import { deletionsOf, editsAllowed } from '../../text/edits.ts';
import { fold } from '../../text/fold.ts';
import { stemOf } from '../../text/inflection.ts';
import { casedTokens, foldedTokens } from '../../text/words.ts';
import { isWordsNear, leafCode, OP, operation, operationOf } from './encode.ts';
import type { Frequencies, SoughtForm } from './frequencies.ts';
import { LEAF, type LeafTable } from './leaf-table.ts';
import { join, NOTHING_NEEDED, negate, type Plan } from './plan.ts';
import { FORMS, LONGEST_WORD, type Vocabulary } from './vocabulary.ts';
import type { WordForms } from './word-forms.ts';

const OPERATORS: readonly Comparison[] = ['>=', '>', '<=', '<', '='];
/** Where a document is in English or French, French is half of it: what is filed under such a leaf is seen often. */
const ATTRIBUTE_SHARE = 0.4;

/** What was worked out for the aliases of a target. */
interface TargetForms {
  readonly language: string;
  readonly plan: Plan;
  readonly skeleton: Plan;
  readonly code: number[];
}

type Leaf = WordNode | PrefixNode | FuzzyNode | PhraseNode | AmountNode | DateNode;

/** Returns the operator that a definition holds as a number. */
export function operatorOf(code: number): Comparison {
  return OPERATORS[code]!;
}

/** What a compiler adds to: the tables of one index. */
export interface CompilerTables {
  readonly vocabulary: Vocabulary;
  readonly leaves: LeafTable;
  readonly forms: WordForms;
  readonly frequencies: Frequencies;
}

/** Turns expressions into plans over the leaves of one index, adding the words and leaves that are new. */
export class Compiler {
  readonly #tables: CompilerTables;
  readonly #targets = new WeakMap<readonly Expression[], TargetForms>();
  #language = 'en';
  #stemForm: number = FORMS.stem;

  constructor(tables: CompilerTables) {
    this.#tables = tables;
  }

  /** Returns the plan of `expression`, its bare words inflected in `language` (ISO 639-1). */
  plan(expression: Expression, language: string): Plan {
    this.#language = language;
    this.#stemForm = this.#tables.forms.stemForm(language);
    return this.#plan(expression);
  }

  /** Returns the code of `expression` as a thing with places, for a composite leaf or an explanation. */
  code(expression: Expression, language: string): number[] {
    this.#language = language;
    this.#stemForm = this.#tables.forms.stemForm(language);
    return this.#code(expression);
  }

  #plan(expression: Expression): Plan {
    switch (expression.kind) {
      case 'and':
      case 'or':
        return this.#formsOf(expression)?.plan ?? this.#choicePlan(expression);
      case 'not':
        return negate(this.#plan(expression.item));
      case 'near':
      case 'within':
      case 'field':
        return this.#composite(expression);
      case 'attribute':
        return join('or', this.#attributes(expression).map(leafPlan));
      case 'target':
        // A target that nobody knows is no word of any document.
        return { op: 'or', items: [] };
      case 'phrase':
        return this.#phrasePlan(expression);
      default:
        return leafPlan(this.#leaf(expression));
    }
  }

  #phrasePlan(expression: PhraseNode): Plan {
    const leaf = this.#phrase(expression);
    if (!expression.exactCase || this.#tables.leaves.kindOf(leaf) !== LEAF.composite) return leafPlan(leaf);
    return { op: 'leaf', leaf, skeleton: join('and', this.#casedWords(expression.text).map(leafPlan)) };
  }

  #casedWords(text: string): number[] {
    return casedTokens(text).map((word) => this.#word(FORMS.cased, word, 'exact', fold(word)));
  }

  /** What was worked out for the aliases of a target: once, however many questions name it. */
  #formsOf(expression: AndNode | OrNode): TargetForms | undefined {
    if (expression.kind === 'and' || expression.target === undefined) return undefined;
    const known = this.#targets.get(expression.items);
    if (known?.language === this.#language) return known;
    const forms: TargetForms = {
      language: this.#language,
      plan: this.#choicePlan(expression),
      skeleton: this.#choiceSkeleton(expression),
      code: this.#choiceCode(expression),
    };
    this.#targets.set(expression.items, forms);
    return forms;
  }

  #choicePlan(expression: AndNode | OrNode): Plan {
    const items: Plan[] = [];
    for (const item of expression.items) items.push(this.#plan(item));
    return join(expression.kind, items);
  }

  #choiceSkeleton(expression: AndNode | OrNode): Plan {
    const items = expression.items.map((item) => this.#skeleton(item));
    return join(expression.kind, items);
  }

  #choiceCode(expression: AndNode | OrNode): number[] {
    const items = expression.items.map((item) => this.#code(item));
    return operationOf(expression.kind === 'and' ? OP.and : OP.or, items);
  }

  #composite(expression: Expression): Plan {
    const skeleton = this.#skeleton(expression);
    const code = this.#code(expression);
    if (isWordsNear(code)) return { op: 'near', code, skeleton };
    const leaf = this.#tables.leaves.define(LEAF.composite, code, () => this.#shareOf(skeleton) * 0.5);
    return { op: 'leaf', leaf, skeleton };
  }

  #shareOf(plan: Plan): number {
    if (plan.op === 'leaf') return this.#tables.leaves.shareOf(plan.leaf);
    if (plan.op === 'near') return this.#shareOf(plan.skeleton) * 0.5;
    if (plan.op === 'not' || plan.items.length === 0) return 1;
    const shares = plan.items.map((item) => this.#shareOf(item));
    return plan.op === 'and'
      ? Math.min(...shares)
      : Math.min(
          1,
          shares.reduce((sum, share) => sum + share, 0),
        );
  }

  /** What must hold anywhere in a document for `expression` to hold in some part of it. */
  #skeleton(expression: Expression): Plan {
    switch (expression.kind) {
      case 'and':
      case 'or':
        return this.#formsOf(expression)?.skeleton ?? this.#choiceSkeleton(expression);
      case 'not':
        // What is absent from a sentence may be present in the document.
        return NOTHING_NEEDED;
      case 'near':
        return join('and', [this.#skeleton(expression.left), this.#skeleton(expression.right)]);
      case 'within':
        return join('and', [this.#skeleton(expression.subject), this.#skeleton(expression.condition)]);
      case 'field':
        return this.#skeleton(expression.item);
      default:
        return this.#plan(expression);
    }
  }

  #code(expression: Expression): number[] {
    switch (expression.kind) {
      case 'and':
      case 'or':
        return this.#formsOf(expression)?.code ?? this.#choiceCode(expression);
      case 'not':
        return operation(OP.not, this.#code(expression.item));
      case 'near': {
        const distance = expression.distance * 2 + (expression.ordered ? 1 : 0);
        return operation(OP.near, [distance], this.#code(expression.left), this.#code(expression.right));
      }
      case 'within': {
        const scope = expression.scope === 'sentence' ? OP.sentence : OP.document;
        return operation(scope, this.#code(expression.subject), this.#code(expression.condition));
      }
      case 'field':
        return operation(OP.field, [expression.field === 'title' ? 0 : 1], this.#code(expression.item));
      case 'attribute': {
        const leaves = this.#attributes(expression).map((leaf) => [leafCode(leaf, this.#tables.leaves)]);
        return operationOf(OP.or, leaves);
      }
      case 'target':
        return operation(OP.or);
      default:
        return [leafCode(this.#leaf(expression), this.#tables.leaves)];
    }
  }

  #leaf(expression: Leaf): number {
    switch (expression.kind) {
      case 'word': {
        const stem = stemOf(expression.text, this.#language);
        return this.#word(this.#stemForm, stem, 'stem', `${this.#language}:${stem}`);
      }
      case 'prefix': {
        const start = fold(expression.text);
        this.#tables.forms.addPrefix(start.length);
        return this.#word(FORMS.prefix, start, 'prefix', start);
      }
      case 'fuzzy':
        return this.#fuzzy(fold(expression.text));
      case 'phrase':
        return this.#phrase(expression);
      case 'amount':
        return this.#amount(expression);
      case 'date':
        return this.#date(expression);
    }
  }

  #word(form: number, word: string, sought: SoughtForm, counted: string): number {
    const { vocabulary, leaves, forms, frequencies } = this.#tables;
    const known = vocabulary.find(form, word);
    if (known >= 0) return known;
    if (word.length > LONGEST_WORD) return this.#never();
    const leaf = leaves.add(LEAF.word, frequencies.share(sought, counted));
    vocabulary.add(form, word, leaf);
    forms.wordAdded();
    return leaf;
  }

  /** A word that no token leads to, for what holds no word at all. */
  #never(): number {
    return this.#tables.leaves.add(LEAF.word, 0);
  }

  /** The deletions of a fuzzy word lead to it, so that a token finds it by its own deletions. */
  #fuzzy(word: string): number {
    const { vocabulary, leaves, forms, frequencies } = this.#tables;
    const known = vocabulary.find(FORMS.fuzzy, word);
    if (known >= 0) return known;
    const leaf = leaves.add(LEAF.word, frequencies.share('fuzzy', word));
    const fuzzy = forms.addFuzzy(leaf, word);
    for (const deletion of deletionsOf(word, editsAllowed(word))) {
      let entry = vocabulary.find(FORMS.deletion, deletion);
      if (entry < 0) {
        entry = forms.addDeletion();
        vocabulary.add(FORMS.deletion, deletion, entry);
      }
      forms.linkDeletion(entry, fuzzy);
    }
    vocabulary.add(FORMS.fuzzy, word, leaf);
    forms.wordAdded();
    return leaf;
  }

  #phrase({ text, exactCase }: PhraseNode): number {
    if (exactCase) return this.#cased(text);
    const tokens = foldedTokens(text);
    if (tokens.length === 0) return this.#never();
    return tokens.length === 1 ? this.#exactWord(tokens[0]!) : this.#words(tokens);
  }

  #cased(text: string): number {
    const { leaves, forms } = this.#tables;
    forms.needCases();
    const words = this.#casedWords(text);
    if (words.length === 0) return this.#never();
    if (words.length === 1) return words[0]!;
    return leaves.define(LEAF.composite, this.#chain(words), () => this.#rarest(words) * 0.3);
  }

  #words(tokens: readonly string[]): number {
    const words = tokens.map((word) => this.#exactWord(word));
    return this.#tables.leaves.define(
      LEAF.phrase,
      [this.#rarestPair(words), ...words],
      () => this.#rarest(words) * 0.3,
    );
  }

  #exactWord(word: string): number {
    return this.#word(FORMS.exact, word, 'exact', word);
  }

  /** A phrase with its case: each word directly before the next. */
  #chain(words: readonly number[]): number[] {
    const code = words.map((word) => [leafCode(word, this.#tables.leaves)]);
    return code.reduce((left, right) => operation(OP.near, [3], left, right));
  }

  #rarest(words: readonly number[]): number {
    let least = Number.POSITIVE_INFINITY;
    for (const word of words) least = Math.min(least, this.#tables.leaves.shareOf(word));
    return least;
  }

  #rarestPair(words: readonly number[]): number {
    const { leaves } = this.#tables;
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let index = 0; index + 1 < words.length; index++) {
      const share = leaves.shareOf(words[index]!) * leaves.shareOf(words[index + 1]!);
      if (share < least) {
        least = share;
        best = index;
      }
    }
    return best;
  }

  #amount({ threshold }: AmountNode): number {
    const halves = new Int32Array(new Float64Array([threshold.value]).buffer);
    const currency = packCurrency(threshold.currency);
    const cells = [OPERATORS.indexOf(threshold.operator), currency, halves[0]!, halves[1]!];
    return this.#tables.leaves.define(LEAF.amount, cells, () => 0.2);
  }

  #date({ operator, day }: DateNode): number {
    const { first, last } = dayRange(day);
    const cells = [OPERATORS.indexOf(operator), dayNumber(first), dayNumber(last)];
    return this.#tables.leaves.define(LEAF.date, cells, () => 0.9);
  }

  #attributes({ attribute, values }: AttributeNode): number[] {
    const { vocabulary, leaves } = this.#tables;
    return values.map((value) => {
      const folded = foldedTokens(value).join(' ');
      const known = vocabulary.find(FORMS[attribute], folded);
      if (known >= 0) return known;
      const leaf = leaves.add(LEAF.attribute, ATTRIBUTE_SHARE);
      vocabulary.add(FORMS[attribute], folded, leaf);
      return leaf;
    });
  }
}

function leafPlan(leaf: number): Plan {
  return { op: 'leaf', leaf };
}

/** Returns an ISO 4217 code as one number. */
function packCurrency(code: string): number {
  return code.charCodeAt(0) | (code.charCodeAt(1) << 8) | (code.charCodeAt(2) << 16);
}

/** Returns the ISO 4217 code of a packed currency. */
export function unpackCurrency(packed: number): string {
  return String.fromCharCode(packed & 255, (packed >> 8) & 255, packed >> 16);
}
