import type { RateTable } from '../amounts/rates.ts';
import type { Document } from '../domain/document.ts';
import type { Order } from '../domain/order.ts';
import { expressionsFor, type Question } from '../domain/question.ts';
import { isInWindow } from '../domain/window.ts';
import type { StandingQuestion } from '../matcher/document.ts';
import { Explainer, type Explanation } from '../matcher/explain.ts';
import { resolveTargets } from '../query/resolve.ts';
import type { Desk } from '../schema/assemble-desk.ts';

/** A document that answers a question of an order, and why. */
export interface Hit {
  readonly order: Order;
  readonly question: Question;
  readonly document: Document;
  readonly explanation: Explanation;
}

interface Watched {
  readonly order: Order;
  readonly question: Question;
  readonly language: string;
  readonly standing: StandingQuestion;
  explainer?: Explainer;
}

/** The questions of a desk's orders as the matcher takes them, and the way back from its answers to hits. */
export class WatchList {
  readonly #watched = new Map<string, Watched>();
  readonly #desk: Desk;
  readonly #rates: RateTable;

  constructor(desk: Desk, rates: RateTable) {
    this.#desk = desk;
    this.#rates = rates;
    for (const order of desk.orders) for (const question of order.questions) this.#watch(order, question);
  }

  /** The standing questions; one for each language of a question. */
  get questions(): StandingQuestion[] {
    return [...this.#watched.values()].map(({ standing }) => standing);
  }

  /**
   * Returns the hits of a document that matched `ids`, in the order of orders and questions. Of a question with an
   * expression in the document's own language only that one counts; else any of them does.
   */
  hits(document: Document, ids: readonly string[]): Hit[] {
    const matched = new Set(ids);
    const found = new Map<Question, Hit>();
    for (const [id, watched] of this.#watched) {
      if (!matched.has(id) || found.has(watched.question) || !countsFor(watched, document)) continue;
      const { order, question } = watched;
      found.set(question, { order, question, document, explanation: this.#explain(watched, document) });
    }
    return [...found.values()];
  }

  #watch(order: Order, question: Question): void {
    for (const { language, expression } of question.expressions) {
      const id = `${order.id}/${question.letter}/${language}`;
      const standing = { id, language, expression: resolveTargets(expression, this.#desk.lookup) };
      this.#watched.set(id, { order, question, language, standing });
    }
  }

  #explain(watched: Watched, document: Document): Explanation {
    const { question, language } = watched;
    const { expression } = question.expressions.find((own) => own.language === language)!;
    watched.explainer ??= new Explainer(expression, { language, lookup: this.#desk.lookup, rates: this.#rates });
    return watched.explainer.explain(document);
  }
}

function countsFor({ question, language }: Watched, document: Document): boolean {
  return expressionsFor(question.expressions, document.lang).some((counting) => counting.language === language);
}

/** Returns whether the hit lies in the window of its order; a document without a date is not shut out. */
export function isDue({ order, document }: Hit): boolean {
  return isInWindow(order.window, document.date) !== false;
}
