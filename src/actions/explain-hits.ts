import { defaultRates } from '../amounts/default-rates.ts';
import type { Document } from '../domain/document.ts';
import type { Order } from '../domain/order.ts';
import { expressionsFor, type Question } from '../domain/question.ts';
import { Explainer, type Explanation, type ReasonSpan, reasonSpans } from '../matcher/explain.ts';
import { readDocument } from '../store/documents.ts';
import { readHit, type StoredHit } from '../store/hits.ts';
import { orderQuestions, readOrder, type StoredOrder, type StoredQuestion } from '../store/orders.ts';
import { act, type Deed } from './act.ts';
import type { Actor } from './actor.ts';
import { asMatched } from './as-matched.ts';
import type { Desk } from './desk.ts';
import { isId } from './ids.ts';
import { orderTargetLookup } from './target-lookup.ts';

/** A hit with what it is a hit of, and why. */
export interface ExplainedHit {
  readonly hit: StoredHit;
  readonly order: Order;
  readonly question: Question;
  readonly document: Document;
  /** What of the expression holds, and where: that of the document's language, else the first that holds. */
  readonly explanation: Explanation;
  /** The places that make it hold, in order and none twice. */
  readonly spans: readonly ReasonSpan[];
}

/**
 * Returns hits with their documents and the reason of each, in the order in which they are asked for. Those that are not there, or not for the
 * actor to read, are left out, and so are those whose order does not ask so any more.
 */
export function explainHits(desk: Desk, actor: Actor, ids: readonly string[]): Promise<readonly ExplainedHit[]> {
  return act(desk, actor, {
    action: 'hit-explain',
    roles: ['editor', 'analyst', 'releaser'],
    async work({ client, name }) {
      const explaining = new HitExplaining(client);
      const explained: ExplainedHit[] = [];
      for (const id of ids) {
        const one = isId(id) ? await explaining.explain(id) : undefined;
        if (one) explained.push(one);
      }
      name(
        'hit',
        explained.map(({ hit }) => hit.id),
      );
      return explained;
    },
  });
}

interface LanguageExplainer {
  readonly language: string;
  readonly explainer: Explainer;
}

interface AskedOrder {
  readonly stored: StoredOrder;
  readonly questions: readonly StoredQuestion[];
  readonly explainers: Map<string, readonly LanguageExplainer[]>;
}

class HitExplaining {
  readonly #client: Deed['client'];
  readonly #orders = new Map<string, AskedOrder | undefined>();

  constructor(client: Deed['client']) {
    this.#client = client;
  }

  async explain(id: string): Promise<ExplainedHit | undefined> {
    const hit = await readHit(this.#client, id);
    const order = hit && (await this.#order(hit.orderId));
    const document = hit && (await readDocument(this.#client, hit.documentId));
    const letter = order?.questions.find((one) => one.id === hit?.questionId)?.letter;
    const question = order?.stored.content.order.questions.find((one) => one.letter === letter);
    if (!hit || !order || !document || !question) return undefined;
    const matched = asMatched(document);
    const explainers = await this.#explainers(order, question);
    const counting = expressionsFor(explainers, document.language);
    const explanations = counting.map(({ explainer }) => explainer.explain(matched));
    const explanation = explanations.find(({ holds }) => holds) ?? explanations[0];
    if (!explanation) return undefined;
    const { content, status } = order.stored;
    const spans = reasonSpans(explanation);
    return { hit, order: { ...content.order, status }, question, document: matched, explanation, spans };
  }

  async #order(id: string): Promise<AskedOrder | undefined> {
    if (!this.#orders.has(id)) {
      const stored = await readOrder(this.#client, id);
      const questions = stored ? await orderQuestions(this.#client, id) : [];
      this.#orders.set(id, stored && { stored, questions, explainers: new Map() });
    }
    return this.#orders.get(id);
  }

  async #explainers({ stored, explainers }: AskedOrder, { letter, expressions }: Question) {
    const known = explainers.get(letter);
    if (known) return known;
    const lookup = await orderTargetLookup(this.#client, stored.id);
    const made = expressions.map(({ language, expression }) => {
      return { language, explainer: new Explainer(expression, { language, lookup, rates: defaultRates }) };
    });
    explainers.set(letter, made);
    return made;
  }
}
