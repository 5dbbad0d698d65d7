import { defaultRates } from '../amounts/default-rates.ts';
import type { Document } from '../domain/document.ts';
import type { Order } from '../domain/order.ts';
import { expressionsFor, type Question } from '../domain/question.ts';
import { Explainer, type Explanation, type ReasonSpan, reasonSpans } from '../matcher/explain.ts';
import { readDocument, type StoredDocument } from '../store/documents.ts';
import { readHit, type StoredHit } from '../store/hits.ts';
import { orderQuestions, readOrder, type StoredOrder, type StoredQuestion } from '../store/orders.ts';
import type { Deed } from './act.ts';
import { asMatched } from './as-matched.ts';
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

interface LanguageExplainer {
  readonly language: string;
  readonly explainer: Explainer;
}

interface AskedOrder {
  readonly stored: StoredOrder;
  readonly questions: readonly StoredQuestion[];
  readonly explainers: Map<string, readonly LanguageExplainer[]>;
}

/** Explains hits, as far as the session may read them; each order is read once. */
export class HitExplaining {
  readonly #client: Deed['client'];
  #last: StoredDocument | undefined;
  readonly #orders = new Map<string, AskedOrder | undefined>();

  constructor(client: Deed['client']) {
    this.#client = client;
  }

  /** Returns nothing where the hit is not there, or its order does not ask so any more. */
  async explain(id: string): Promise<ExplainedHit | undefined> {
    const hit = await readHit(this.#client, id);
    const order = hit && (await this.#order(hit.orderId));
    const letter = order?.questions.find((one) => one.id === hit?.questionId)?.letter;
    const question = order?.stored.content.order.questions.find((one) => one.letter === letter);
    const document = hit && question && (await this.#read(hit.documentId));
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

  /** Hits on one document come after each other, and a document may be long: the last one is kept. */
  async #read(id: string): Promise<StoredDocument | undefined> {
    if (this.#last?.id !== id) this.#last = await readDocument(this.#client, id);
    return this.#last;
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
