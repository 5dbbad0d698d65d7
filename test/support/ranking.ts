import type { Actor } from '../../src/actions/actor.ts';
import type { Desk } from '../../src/actions/desk.ts';
import { draftOrder } from '../../src/actions/draft-order.ts';
import { receiveDocument } from '../../src/actions/receive-document.ts';
import { Gathering } from '../../src/pipeline/gathering.ts';
import { Ranking } from '../../src/pipeline/ranking.ts';
import { addHit } from './desk.ts';
import { asking } from './pipeline.ts';
import type { TestStore } from './store.ts';

/** Learns, reads and scores until nothing is left to do. */
export async function rankAll(desk: Desk): Promise<void> {
  const ranking = new Ranking(desk);
  while ((await ranking.step()) === 0);
}

/** Gathers all documents. */
export async function gatherAll(desk: Desk): Promise<void> {
  const gathering = new Gathering(desk);
  while ((await gathering.step()) === 0);
}

/** Who put hits on a desk. */
export interface Finding {
  readonly store: TestStore;
  readonly desk: Desk;
  readonly analyst: Actor;
}

/** Drafts an order of one question, and puts a hit on each text, the first one a minute ago and each other a minute before. */
export async function hitsOn(
  { store, desk, analyst }: Finding,
  name: string,
  texts: readonly { readonly title: string; readonly body: string; readonly marking?: string }[],
) {
  const order = await draftOrder(desk, analyst, asking(name, { A: 'contract' }));
  const hits: string[] = [];
  const documents: string[] = [];
  for (const [index, { title, body, marking = 'U' }] of texts.entries()) {
    const { id } = await receiveDocument(desk, analyst, { title, body, language: 'en', scheme: 'us-capco', marking });
    documents.push(id);
    hits.push(await addHit(store, { orderId: order.id, documentId: id, minutes: index + 1 }));
  }
  return { orderId: order.id, questionId: order.questions[0]!.id, documents, hits };
}
