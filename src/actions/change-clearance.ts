import type { HeldByReader } from '../store/readers.ts';
import { readReader } from '../store/readers.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import { refuseOwn } from './change-account.ts';
import type { Desk } from './desk.ts';
import { settleHeld } from './held.ts';
import { found } from './ids.ts';
import { settleClearance } from './settle-clearance.ts';

/** Sets what a reader holds: nationality, organisation, levels and controls. It counts from the next act on. */
export function changeClearance(
  desk: Desk,
  actor: Actor,
  { id, clearance }: { readonly id: string; readonly clearance: HeldByReader },
): Promise<{ readonly id: string }> {
  return act(desk, actor, {
    action: 'clearance-change',
    roles: ['administrator'],
    objects: [{ noun: 'reader', id }],
    as: 'work',
    async work(deed) {
      refuseOwn(actor, id);
      await found('reader', id, (known) => readReader(deed.client, known));
      await settleClearance(desk, deed, { id, held: settleHeld(clearance) });
      return { id };
    },
  });
}
