import { Refusal } from '../errors.ts';
import {
  changeGroup as changeStored,
  GROUP_STATES,
  type GroupState,
  listMembers,
  readGroup,
  type StoredGroup,
} from '../store/groups.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { settleClearance } from './settle-clearance.ts';

/** What a group is from now on; what is left out stays. */
export interface GroupChange {
  readonly id: string;
  readonly title?: string | undefined;
  readonly purpose?: string | undefined;
  readonly state?: GroupState | undefined;
}

/** Changes a group. Where it is closed, nobody is in it any more: what asks for it is read by nobody. */
export function changeGroup(desk: Desk, actor: Actor, { id, ...change }: GroupChange): Promise<StoredGroup> {
  return act(desk, actor, {
    action: 'group-change',
    roles: ['administrator'],
    objects: [{ noun: 'group', id }],
    as: 'work',
    async work(deed) {
      const { client, now } = deed;
      const group = await found('group', id, (known) => readGroup(client, known, 'to change'));
      const { title = group.title, purpose = group.purpose, state = group.state } = change;
      if (!GROUP_STATES.includes(state)) {
        throw new Refusal('invalid', 'group-state', `A group is ${GROUP_STATES.join(' or ')}.`);
      }
      const changed = { ...group, title, purpose, state, changedAt: now };
      await changeStored(client, changed);
      const members = (await listMembers(client, id)).map(({ readerId }) => readerId).sort();
      for (const readerId of members) {
        await settleClearance(desk, deed, { id: readerId });
      }
      return changed;
    },
  });
}
