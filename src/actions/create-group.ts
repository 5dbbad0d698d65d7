import { IDENTIFIER } from '../domain/identifier.ts';
import { Refusal } from '../errors.ts';
import { addGroup, type StoredGroup } from '../store/groups.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { labelOfStated, type Stated } from './stated.ts';

/** A new circle of readers. The marking is that of the fact that there is this circle. */
export interface NewGroup extends Stated {
  /** How markings call it. */
  readonly name: string;
  readonly title: string;
  readonly purpose: string;
}

/** Makes a group without members. Its name is its own (`group-name-taken`) and stays, since labels carry it. */
export function createGroup(desk: Desk, actor: Actor, group: NewGroup): Promise<StoredGroup> {
  return act(desk, actor, {
    action: 'group-create',
    roles: ['administrator'],
    as: 'work',
    prepare(now) {
      if (!IDENTIFIER.test(group.name) || group.title.trim() === '' || group.purpose.trim() === '') {
        const message = 'A group has a name of letters, digits, - and _ (at most 100), a title and a purpose.';
        throw new Refusal('invalid', 'group-name', message);
      }
      return labelOfStated(desk, group, now);
    },
    async work({ client, now, name }, labelId: number) {
      const { title, purpose } = group;
      const id = desk.newId('group');
      const stored = { id, name: group.name, title, purpose, state: 'active', madeAt: now, changedAt: now } as const;
      if (!(await addGroup(client, stored, labelId))) {
        throw new Refusal('conflict', 'group-name-taken', 'There is a group of this name already.');
      }
      name('group', [id]);
      return stored;
    },
  });
}
