import { Refusal } from '../errors.ts';
import type { StandingQuestion } from '../matcher/document.ts';
import type { HeldDocument } from '../store/matched-documents.ts';
import type { StandingProblem } from '../store/watched-orders.ts';
import type { MatchPool } from '../threads/match-pool.ts';
import { answered, type HeldQuestion, readStandingId, type StandingOrder } from './standing-order.ts';

/** The open orders as the matcher's threads hold them, and the way back from its answers to questions. */
export class StandingOrders {
  readonly #pool: MatchPool;
  readonly #orders = new Map<string, StandingOrder>();
  readonly #questions = new Map<string, { readonly order: StandingOrder; readonly question: HeldQuestion }>();

  constructor(pool: MatchPool) {
    this.#pool = pool;
  }

  get size(): number {
    return this.#orders.size;
  }

  get questionCount(): number {
    return this.#questions.size;
  }

  get(orderId: string): StandingOrder | undefined {
    return this.#orders.get(orderId);
  }

  ids(): readonly string[] {
    return [...this.#orders.keys()];
  }

  /**
   * Adds an order, or puts it in the place of the one that is held; documents given after are held against it. Returns what
   * the matcher does not take of it: the others are held all the same.
   */
  async set(order: StandingOrder): Promise<readonly StandingProblem[]> {
    const refused: StandingProblem[] = [];
    const before = this.#orders.get(order.id);
    const kept = new Set(order.standing.map(({ id }) => id));
    for (const { id } of before?.standing ?? []) if (!kept.has(id)) await this.#pool.remove(id);
    for (const question of order.standing) {
      await this.#pool.set(question).catch((error: unknown) => refused.push(problemOf(question, order, error)));
    }
    for (const { id } of before?.questions ?? []) this.#questions.delete(id);
    for (const question of order.questions) this.#questions.set(question.id, { order, question });
    this.#orders.set(order.id, order);
    return refused;
  }

  async remove(orderId: string): Promise<void> {
    const order = this.#orders.get(orderId);
    if (!order) return;
    for (const { id } of order.standing) await this.#pool.remove(id);
    for (const { id } of order.questions) this.#questions.delete(id);
    this.#orders.delete(orderId);
  }

  /** Returns the questions that a document answers, of the expressions that the matcher says it matches. */
  answeredBy(document: HeldDocument, matched: readonly string[]): string[] {
    if (matched.length === 0) return [];
    const byOrder = new Map<StandingOrder, { readonly ids: Set<string>; readonly questions: Set<HeldQuestion> }>();
    for (const id of matched) {
      const held = this.#questions.get(readStandingId(id).questionId);
      if (!held) continue;
      const found = byOrder.get(held.order) ?? { ids: new Set(), questions: new Set() };
      if (found.ids.size === 0) byOrder.set(held.order, found);
      found.ids.add(id);
      found.questions.add(held.question);
    }
    // Only questions of which an expression matched can be answered: an order may have hundreds of others.
    return [...byOrder].flatMap(([{ accepting }, { ids, questions }]) =>
      answered({ accepting, questions: [...questions] }, document, ids),
    );
  }
}

function problemOf({ id }: StandingQuestion, { questions }: StandingOrder, error: unknown): StandingProblem {
  const { questionId, language } = readStandingId(id);
  const letter = questions.find((question) => question.id === questionId)!.letter;
  const { code } = error instanceof Refusal ? error : { code: 'question-unusable' };
  return { letter, language, code, message: error instanceof Error ? error.message : String(error) };
}
