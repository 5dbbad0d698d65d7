import { meetsThreshold } from '../amounts/compare-amount.ts';
import { type Amount, findAmounts } from '../amounts/find-amounts.ts';
import type { RateTable } from '../amounts/rates.ts';
import type {
  AmountNode,
  AttributeNode,
  DateNode,
  Expression,
  NearNode,
  PhraseNode,
  WithinNode,
} from '../query/ast.ts';
import { dayRange } from '../query/days.ts';
import { editsAllowed, isWithinEdits } from '../text/edits.ts';
import { fold, foldKeepingCase } from '../text/fold.ts';
import { stemOf } from '../text/inflection.ts';
import { sentencesOf } from '../text/sentences.ts';
import { casedTokens, foldedTokens, wordsOf } from '../text/words.ts';
import { dayOf, FIELD_GAP, type MatchDocument, type StandingQuestion } from './document.ts';

/** First and last position of a stretch of words, both included. */
interface Stretch {
  readonly first: number;
  readonly last: number;
}

interface PlacedWord {
  readonly raw: string;
  readonly folded: string;
  readonly position: number;
}

interface PlacedAmount extends Stretch {
  readonly amount: Amount;
}

interface View {
  readonly document: MatchDocument;
  readonly words: readonly PlacedWord[];
  readonly sentences: readonly Stretch[];
  readonly amounts: readonly PlacedAmount[];
  readonly bodyStart: number;
}

const EVERYWHERE: Stretch = { first: 0, last: Number.MAX_SAFE_INTEGER };

/**
 * The oracle: evaluates each question on each document straight from the definition of the language,
 * over plain arrays and strings. Slow and obviously right; the fast matcher must agree with it always.
 */
export class NaiveMatcher {
  readonly #questions = new Map<string, StandingQuestion>();
  readonly #rates: RateTable;

  constructor(rates: RateTable) {
    this.#rates = rates;
  }

  set(question: StandingQuestion): void {
    this.#questions.set(question.id, question);
  }

  remove(id: string): void {
    this.#questions.delete(id);
  }

  /** Returns the ids of the questions that `document` matches. */
  match(document: MatchDocument): string[] {
    const view = viewOf(document);
    const matched = [...this.#questions.values()].filter(({ expression, language = 'en' }) =>
      new Evaluation(view, language, this.#rates).holds(expression, EVERYWHERE),
    );
    return matched.map((question) => question.id);
  }
}

function viewOf(document: MatchDocument): View {
  const words: PlacedWord[] = [];
  const sentences: Stretch[] = [];
  const amounts: PlacedAmount[] = [];
  let bodyStart = 0;
  const { lang, country } = document;
  const context = { ...(lang && { lang }), ...(country && { country }) };
  for (const text of [document.title, document.text]) {
    const here = wordsOf(text);
    const offset = bodyStart;
    const stretch = (span: { start: number; end: number }): Stretch | undefined => {
      const first = here.findIndex((word) => word.end > span.start);
      const last = here.findLastIndex((word) => word.start < span.end);
      return first < 0 || last < first ? undefined : { first: offset + first, last: offset + last };
    };
    here.forEach(({ raw, folded }, index) => {
      words.push({ raw, folded, position: offset + index });
    });
    sentences.push(...sentencesOf(text).flatMap((span) => stretch(span) ?? []));
    for (const amount of findAmounts(text, context)) {
      const place = stretch(amount);
      if (place) amounts.push({ amount, ...place });
    }
    bodyStart = offset + here.length + FIELD_GAP;
  }
  return { document, words, sentences, amounts, bodyStart: wordsOf(document.title).length + FIELD_GAP };
}

function overlap(one: Stretch, other: Stretch): Stretch {
  return { first: Math.max(one.first, other.first), last: Math.min(one.last, other.last) };
}

class Evaluation {
  readonly #view: View;
  readonly #language: string;
  readonly #rates: RateTable;

  constructor(view: View, language: string, rates: RateTable) {
    this.#view = view;
    this.#language = language;
    this.#rates = rates;
  }

  holds(expression: Expression, window: Stretch): boolean {
    switch (expression.kind) {
      case 'and':
        return expression.items.every((item) => this.holds(item, window));
      case 'or':
        return expression.items.some((item) => this.holds(item, window));
      case 'not':
        return !this.holds(expression.item, window);
      case 'field':
        return this.holds(expression.item, this.#inField(expression.field, window));
      case 'within':
        return this.#within(expression, window).some((place) => this.holds(expression.subject, place));
      case 'attribute':
        return this.#attribute(expression);
      case 'date':
        return this.#date(expression);
      case 'amount':
        return this.places(expression, window).length > 0 || (window === EVERYWHERE && this.#stated(expression));
      default:
        return this.places(expression, window).length > 0;
    }
  }

  places(expression: Expression, window: Stretch): Stretch[] {
    switch (expression.kind) {
      case 'word':
        return this.#words(
          window,
          ({ raw }) => stemOf(raw, this.#language) === stemOf(expression.text, this.#language),
        );
      case 'prefix':
        return this.#words(window, ({ folded }) => folded.startsWith(fold(expression.text)));
      case 'fuzzy': {
        const sought = fold(expression.text);
        return this.#words(window, ({ folded }) => isWithinEdits(sought, folded, editsAllowed(sought)));
      }
      case 'phrase':
        return this.#phrase(expression, window);
      case 'or':
        return expression.items.flatMap((item) => this.places(item, window));
      case 'field':
        return this.places(expression.item, this.#inField(expression.field, window));
      case 'within':
        return this.#within(expression, window).flatMap((place) => this.places(expression.subject, place));
      case 'near':
        return this.#near(expression, window);
      case 'amount':
        return this.#amounts(expression, window);
      default:
        return [];
    }
  }

  #words(window: Stretch, accepts: (word: PlacedWord) => boolean): Stretch[] {
    return this.#view.words
      .filter((word) => word.position >= window.first && word.position <= window.last && accepts(word))
      .map(({ position }) => ({ first: position, last: position }));
  }

  #phrase({ text, exactCase }: PhraseNode, window: Stretch): Stretch[] {
    const sought = exactCase ? casedTokens(text) : foldedTokens(text);
    const { words } = this.#view;
    const found: Stretch[] = [];
    if (sought.length === 0) return found;
    for (let index = 0; index + sought.length <= words.length; index++) {
      const run = words.slice(index, index + sought.length);
      const first = run[0]!.position;
      const last = run.at(-1)!.position;
      if (first < window.first || last > window.last || last - first !== sought.length - 1) continue;
      const same = run.every((word, at) => (exactCase ? foldKeepingCase(word.raw) : word.folded) === sought[at]);
      if (same) found.push({ first, last });
    }
    return found;
  }

  #near({ left, right, distance, ordered }: NearNode, window: Stretch): Stretch[] {
    const lefts = this.places(left, window);
    const rights = this.places(right, window);
    const follows = (a: Stretch, b: Stretch): boolean => b.first > a.last && b.first - a.last <= distance;
    return lefts.flatMap((a) =>
      rights
        .filter((b) => follows(a, b) || (!ordered && follows(b, a)))
        .map((b) => ({ first: Math.min(a.first, b.first), last: Math.max(a.last, b.last) })),
    );
  }

  /** The stretches in which the subject may stand: those whose sentence (or document) meets the condition. */
  #within({ scope, condition }: WithinNode, window: Stretch): Stretch[] {
    if (scope === 'document') return this.holds(condition, EVERYWHERE) ? [window] : [];
    const sentences = this.#view.sentences.map((sentence) => overlap(sentence, window));
    return sentences.filter((sentence) => sentence.first <= sentence.last && this.holds(condition, sentence));
  }

  #amounts({ threshold }: AmountNode, window: Stretch): Stretch[] {
    const day = dayOf(this.#view.document);
    return this.#view.amounts
      .filter(({ first, last }) => first >= window.first && last <= window.last)
      .filter(({ amount }) => meetsThreshold(amount, threshold, day, this.#rates))
      .map(({ first, last }) => ({ first, last }));
  }

  #stated({ threshold }: AmountNode): boolean {
    const { document } = this.#view;
    return (document.amounts ?? []).some((stated) => meetsThreshold(stated, threshold, dayOf(document), this.#rates));
  }

  #attribute({ attribute, values }: AttributeNode): boolean {
    const own = this.#view.document[attribute];
    return own !== undefined && values.some((value) => foldedTokens(value).join(' ') === foldedTokens(own).join(' '));
  }

  #date({ operator, day }: DateNode): boolean {
    const own = dayOf(this.#view.document);
    if (own === undefined) return false;
    const { first, last } = dayRange(day);
    if (operator === '=') return own >= first && own <= last;
    if (operator === '>=') return own >= first;
    if (operator === '>') return own > last;
    return operator === '<=' ? own <= last : own < first;
  }

  #inField(field: 'title' | 'body', window: Stretch): Stretch {
    const { bodyStart } = this.#view;
    const part =
      field === 'title' ? { first: 0, last: bodyStart - FIELD_GAP - 1 } : { ...EVERYWHERE, first: bodyStart };
    return overlap(part, window);
  }
}
