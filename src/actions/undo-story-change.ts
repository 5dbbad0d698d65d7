import { movesToUndo } from '../domain/story.ts';
import { makeStory, moveMembers, movesOfChange } from '../store/story-moves.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { isId, notFound } from './ids.ts';
import type { StoryChanged } from './story-members.ts';

/**
 * Puts the documents of a change back where they were, as far as the actor may read them: as a change of its own. Refused with
 * `story-moved` where one of them was moved since, and with `story-nothing-to-undo` where that was done already.
 */
export function undoStoryChange(desk: Desk, actor: Actor, changeId: string): Promise<StoryChanged> {
  return act(desk, actor, {
    action: 'story-undo',
    roles: ['editor', 'analyst'],
    async work({ client, now, name }) {
      const history = isId(changeId) ? await movesOfChange(client, changeId) : [];
      if (history.length === 0) throw notFound('story-change');
      const moves = movesToUndo(history, changeId);
      const documentIds = moves.map(({ documentId }) => documentId);
      name('document', documentIds);
      for (const storyId of new Set(moves.map(({ fromStory }) => fromStory))) await makeStory(client, storyId, now);
      const undoing = desk.newId('story-change');
      await moveMembers(
        client,
        moves.map(({ documentId, fromStory, fromJoinedBy, fromJoinedAt }) => ({
          ...{ documentId, storyId: fromStory, joinedBy: fromJoinedBy, joinedAt: fromJoinedAt },
        })),
        { id: undoing, kind: 'undo', undoes: changeId, actorId: actor.id, now },
      );
      return { changeId: undoing, documentIds };
    },
  });
}
