import { Refusal } from '../errors.ts';
import { type BackFill, type BackFillState, readBackFill, setBackFillState } from '../store/back-fills.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';

export type BackFillChange = 'pause' | 'resume' | 'cancel';

const CHANGES: Readonly<
  Record<BackFillChange, { readonly from: readonly BackFillState[]; readonly to: 'paused' | 'waiting' | 'cancelled' }>
> = {
  pause: { from: ['waiting', 'running'], to: 'paused' },
  resume: { from: ['paused'], to: 'waiting' },
  cancel: { from: ['waiting', 'running', 'paused'], to: 'cancelled' },
};

/**
 * Pauses a run of an order over the archive, lets it go on where it stood, or ends it; refused with `back-fill-state` where
 * it is not in a state for that. What it has found stays.
 */
export function changeBackFill(
  desk: Desk,
  actor: Actor,
  { id, change }: { readonly id: string; readonly change: BackFillChange },
): Promise<BackFill> {
  return act(desk, actor, {
    action: `back-fill-${change}`,
    roles: ['editor', 'analyst'],
    async work({ client, now, name }) {
      const fill = await found('back-fill', id, (known) => readBackFill(client, known, 'to change'));
      name('order', [fill.orderId]);
      const { from, to } = CHANGES[change];
      if (!from.includes(fill.state)) {
        const message = `A back-fill that is ${fill.state} cannot ${change}; that is possible from: ${from.join(', ')}.`;
        throw new Refusal('conflict', 'back-fill-state', message);
      }
      await setBackFillState(client, id, to, now);
      return { ...fill, state: to };
    },
  });
}
