import { hasDocument } from '../store/documents.ts';
import { type ShownChange, storyChanges } from '../store/story-moves.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { checkFound } from './ids.ts';

const MOST_SHOWN = 20;

/** Returns what people did to the story of a document, the last change first, as far as the actor may read what was moved. */
export function listStoryChanges(desk: Desk, actor: Actor, documentId: string): Promise<readonly ShownChange[]> {
  return act(desk, actor, {
    action: 'story-list-changes',
    roles: ['editor', 'analyst', 'releaser'],
    objects: [{ noun: 'document', id: documentId }],
    async work({ client, name }) {
      await checkFound('document', documentId, (id) => hasDocument(client, id));
      const changes = await storyChanges(client, documentId, MOST_SHOWN);
      name(
        'document',
        changes.flatMap(({ documentIds }) => documentIds),
      );
      return changes;
    },
  });
}
