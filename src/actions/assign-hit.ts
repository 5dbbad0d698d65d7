import { assignHit as assignStored } from '../store/hits.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { checkMember, mayMemberRead } from './members.ts';
import { lockAll, type WholeHit, wholeHit } from './whole-hit.ts';

/** Whose a hit is from now on; nobody's where it is `null`. */
export interface Assignment {
  readonly id: string;
  readonly memberId: string | null;
}

/** Gives a hit to a member of the desk who may read its document and its order; else refused with `member-not-found`. */
export function assignHit(desk: Desk, actor: Actor, { id, memberId }: Assignment): Promise<WholeHit> {
  return act(desk, actor, {
    action: 'hit-assign',
    roles: ['editor', 'analyst'],
    objects: [{ noun: 'hit', id }, ...(memberId === null ? [] : [{ noun: 'account', id: memberId }])],
    prepare: async (now) =>
      memberId !== null && (await mayMemberRead(desk, { readerId: memberId, noun: 'hit', id }, now)),
    async work({ client, now }, mayRead: boolean) {
      await lockAll(client, [id]);
      if (memberId !== null) await checkMember(client, memberId, mayRead);
      await assignStored(client, { id, assigneeId: memberId }, { actorId: actor.id, now });
      return wholeHit(client, id);
    },
  });
}
