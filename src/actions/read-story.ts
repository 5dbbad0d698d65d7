import { hasDocument } from '../store/documents.ts';
import { type StoryMember, storyMembers } from '../store/stories.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { checkFound } from './ids.ts';

/**
 * Returns what tells the same thing as a document, as far as the actor may read it, the earliest first: the first one leads,
 * and there are as many as the story has for this reader. Empty where the document was not gathered yet.
 */
export function readStory(desk: Desk, actor: Actor, documentId: string): Promise<readonly StoryMember[]> {
  return act(desk, actor, {
    action: 'story-read',
    roles: ['editor', 'analyst', 'releaser'],
    objects: [{ noun: 'document', id: documentId }],
    async work({ client, name }) {
      await checkFound('document', documentId, (id) => hasDocument(client, id));
      const members = await storyMembers(client, documentId);
      name(
        'document',
        members.map((member) => member.documentId),
      );
      return members;
    },
  });
}
