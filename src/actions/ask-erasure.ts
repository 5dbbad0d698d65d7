import { addRequest } from '../store/erasure-requests.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import { asActor } from './as-actor.ts';
import type { Desk } from './desk.ts';
import { checkKnown, type Person } from './person.ts';

/** Asks for what is held on a person to be erased, which another administrator then does. Asking twice is asking once. */
export function askErasure(desk: Desk, actor: Actor, { noun, id }: Person): Promise<Person> {
  return act(desk, actor, {
    action: 'person-erase-ask',
    roles: ['administrator'],
    objects: [{ noun, id }],
    as: 'work',
    prepare: (now) => asActor(desk, actor, now, (client) => checkKnown(client, { noun, id })),
    async work({ client, now }) {
      await addRequest(client, { noun, id }, actor.id, now);
      return { noun, id };
    },
  });
}
