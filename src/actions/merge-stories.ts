import { Refusal } from '../errors.ts';
import { moveMembers } from '../store/story-moves.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { checkFew, movableMembers, moveRule, type StoryChanged, tellingMove } from './story-members.ts';

/** Two documents, which stand for their stories: that of `from` joins that of `into`. */
export interface Merging {
  readonly from: string;
  readonly into: string;
}

/**
 * Puts what the actor may read of one story into another one. What the actor may not read stays where it is, and so does what
 * has readers who may not read `into`: they would learn of it. Refused with `story-above` where that is true of `from`
 * itself, and with `story-one` where both are of one story already.
 */
export function mergeStories(desk: Desk, actor: Actor, { from, into }: Merging): Promise<StoryChanged> {
  return act(desk, actor, {
    action: 'story-merge',
    roles: ['editor', 'analyst'],
    objects: [from, into].map((id) => ({ noun: 'document', id })),
    async work({ client, now, name }) {
      const members = await movableMembers(client, [from, into]);
      const [moved, target] = [from, into].map((id) => members.find(({ documentId }) => documentId === id)!) as [
        (typeof members)[number],
        (typeof members)[number],
      ];
      if (moved.storyId === target.storyId) {
        throw new Refusal('conflict', 'story-one', 'Both documents are in one story already.');
      }
      const mayMove = await moveRule(desk, client, members);
      if (!mayMove(moved, target)) throw tellingMove('This story cannot join that one');
      const moving = members.filter((one) => one.storyId === moved.storyId && mayMove(one, target));
      checkFew(moving);
      const documentIds = moving.map(({ documentId }) => documentId);
      name('document', documentIds);
      const changeId = desk.newId('story-change');
      await moveMembers(
        client,
        documentIds.map((documentId) => ({
          ...{ documentId, storyId: target.storyId, joinedBy: actor.id, joinedAt: now },
        })),
        { id: changeId, kind: 'merge', undoes: null, actorId: actor.id, now },
      );
      return { changeId, documentIds };
    },
  });
}
