import { hasDocument } from '../store/documents.ts';
import { hitsOnDocument } from '../store/hits.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { type ExplainedHit, HitExplaining } from './hit-explaining.ts';
import { checkFound } from './ids.ts';

/** As many as are told apart on one page. */
const MOST_HITS = 100;

/** What a document answers, with the title of each order. */
export interface ExplainedDocument {
  readonly hits: readonly ExplainedHit[];
  /** Whether these are all. */
  readonly isWhole: boolean;
}

/**
 * Returns which questions a document answers and where, of those that the actor may read, by the age of the hits: 100 at most. Hits whose order
 * does not ask so any more are left out.
 */
export function explainDocument(desk: Desk, actor: Actor, documentId: string): Promise<ExplainedDocument> {
  return act(desk, actor, {
    action: 'document-explain',
    roles: ['editor', 'analyst', 'releaser'],
    objects: [{ noun: 'document', id: documentId }],
    async work({ client, name }) {
      await checkFound('document', documentId, (id) => hasDocument(client, id));
      const ids = await hitsOnDocument(client, documentId, MOST_HITS + 1);
      const explaining = new HitExplaining(client);
      const hits: ExplainedHit[] = [];
      for (const id of ids.slice(0, MOST_HITS)) {
        const one = await explaining.explain(id);
        if (one) hits.push(one);
      }
      name(
        'hit',
        hits.map(({ hit }) => hit.id),
      );
      return { hits, isWhole: ids.length <= MOST_HITS };
    },
  });
}
