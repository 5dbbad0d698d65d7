import { Refusal } from '../errors.ts';
import { makeStory, moveMembers } from '../store/story-moves.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { checkFew, MOST_MOVED, movableMembers, moveRule, type StoryChanged, tellingMove } from './story-members.ts';

/**
 * Takes documents of one story out of it, into a new one. Refused with `story-apart` where they are not of one story, with
 * `story-alone` where the actor would see nothing left, and with `story-above` where a reader of one of them would learn of what is
 * hidden. The program does not put them back.
 */
export function splitStory(desk: Desk, actor: Actor, documentIds: readonly string[]): Promise<StoryChanged> {
  const ids = [...new Set(documentIds)];
  return act(desk, actor, {
    action: 'story-split',
    roles: ['editor', 'analyst'],
    objects: ids.length <= MOST_MOVED ? ids.map((id) => ({ noun: 'document', id })) : [],
    async work({ client, now }) {
      checkFew(ids);
      const members = await movableMembers(client, ids);
      if (new Set(members.map(({ storyId }) => storyId)).size > 1) {
        throw new Refusal('invalid', 'story-apart', 'These documents are not all in one story.');
      }
      const leaving = members.filter(({ documentId }) => ids.includes(documentId));
      const staying = members.filter(({ documentId }) => !ids.includes(documentId));
      if (staying.length === 0) {
        throw new Refusal('invalid', 'story-alone', 'Nothing would be left in the story that these are taken out of.');
      }
      const mayMove = await moveRule(desk, client, members);
      if (!leaving.every((one) => staying.some((other) => mayMove(one, other)))) {
        throw tellingMove('These cannot be taken out');
      }
      const [storyId, changeId] = [desk.newId('story'), desk.newId('story-change')];
      await makeStory(client, storyId, now);
      await moveMembers(
        client,
        leaving.map(({ documentId }) => ({ documentId, storyId, joinedBy: actor.id, joinedAt: now })),
        { id: changeId, kind: 'split', undoes: null, actorId: actor.id, now },
      );
      return { changeId, documentIds: leaving.map(({ documentId }) => documentId) };
    },
  });
}
