import { Refusal } from '../errors.ts';
import { endMember, readGroup, type StoredMember, setMember as setStored } from '../store/groups.ts';
import { readReader } from '../store/readers.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import { refuseOwn } from './change-account.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { settleClearance } from './settle-clearance.ts';

/** Who is let into which group. */
export interface Membership {
  readonly groupId: string;
  readonly readerId: string;
}

/**
 * Lets a reader into a group, from now or a later instant on, for ever or until an instant. Clearances follow at once,
 * and those of later instants when these have come (`settleMemberships`).
 */
export function addMember(
  desk: Desk,
  actor: Actor,
  { groupId, readerId, from, until = null }: Membership & Partial<Pick<StoredMember, 'from' | 'until'>>,
): Promise<StoredMember> {
  return act(desk, actor, {
    action: 'group-add-member',
    roles: ['administrator'],
    objects: objectsOf({ groupId, readerId }),
    as: 'work',
    async work(deed) {
      const { client, now } = deed;
      refuseOwn(actor, readerId);
      const member = { readerId, from: from ?? now, until };
      if (until !== null && until <= member.from) {
        throw new Refusal('invalid', 'group-member-ends', 'A membership ends after it has begun.');
      }
      const group = await found('group', groupId, (id) => readGroup(client, id, 'to change'));
      if (group.state !== 'active') throw new Refusal('conflict', 'group-closed', 'The group is closed.');
      await found('reader', readerId, (id) => readReader(client, id));
      await setStored(client, groupId, member);
      await settleClearance(desk, deed, { id: readerId });
      return member;
    },
  });
}

/** Takes a reader out of a group, at once. */
export function removeMember(desk: Desk, actor: Actor, membership: Membership): Promise<Membership> {
  const { groupId, readerId } = membership;
  return act(desk, actor, {
    action: 'group-remove-member',
    roles: ['administrator'],
    objects: objectsOf(membership),
    as: 'work',
    async work(deed) {
      const { client, now } = deed;
      refuseOwn(actor, readerId);
      await found('group', groupId, (id) => readGroup(client, id, 'to change'));
      await found('reader', readerId, async (id) => (await endMember(client, groupId, id, now)) || undefined);
      await settleClearance(desk, deed, { id: readerId });
      return membership;
    },
  });
}

function objectsOf({ groupId, readerId }: Membership) {
  return [
    { noun: 'group', id: groupId },
    { noun: 'reader', id: readerId },
  ];
}
