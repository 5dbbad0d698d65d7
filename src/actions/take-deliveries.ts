import { type DueDeliveries, nextDue, type TakenDelivery, takeDue } from '../store/due-deliveries.ts';
import { act } from './act.ts';
import { SYSTEM } from './actor.ts';
import type { Desk } from './desk.ts';

/** An entry names them all, and an entry has a largest size. */
const AT_ONCE = 100;

/** Takes deliveries that are due, for who makes them from now on: for the pipeline. */
export async function takeDeliveries(desk: Desk, due: DueDeliveries): Promise<readonly TakenDelivery[]> {
  const first = await nextDue(desk.database.work, due.kinds);
  if (first === undefined || first.getTime() > desk.now()) return [];
  return act(desk, SYSTEM, {
    action: 'delivery-take',
    roles: ['system'],
    as: 'work',
    async work({ client, now, name }) {
      const taken = await takeDue(client, { ...due, most: Math.min(due.most, AT_ONCE) }, now);
      name(
        'delivery',
        taken.map(({ id }) => id),
      );
      return taken;
    },
  });
}
