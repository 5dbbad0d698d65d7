import { Refusal } from '../errors.ts';
import { lockQuarantined, type Quarantined, setQuarantineState } from '../store/quarantine.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';

/** Lets go of what was put aside: it is not tried again. Refused with `quarantined-state` where it is solved or let go. */
export function dropQuarantined(desk: Desk, actor: Actor, id: string): Promise<Quarantined> {
  return act(desk, actor, {
    action: 'quarantine-drop',
    roles: ['editor', 'analyst'],
    async work({ client, now, name }) {
      const { isItem: _isItem, ...kept } = await found('quarantined', id, (known) => lockQuarantined(client, known));
      if (kept.sourceId !== null) name('source', [kept.sourceId]);
      if (kept.documentId !== null) name('document', [kept.documentId]);
      if (kept.state !== 'kept') {
        const message = `What was put aside is ${kept.state}; only what is kept can be dropped.`;
        throw new Refusal('conflict', 'quarantined-state', message);
      }
      await setQuarantineState(client, id, 'dropped', now);
      return { ...kept, state: 'dropped', changedAt: now };
    },
  });
}
