import { Refusal } from '../errors.ts';
import { letGo, lockQuarantined, type Quarantined } from '../store/quarantine.ts';
import { act, type Deed } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';

/** Returns what was put aside and is kept, for whoever may read it and wants it tried again (`quarantined-state`). */
export function chooseQuarantined(desk: Desk, actor: Actor, id: string): Promise<Quarantined> {
  return act(desk, actor, {
    action: 'quarantine-retry',
    roles: ['editor', 'analyst'],
    objects: [{ noun: 'quarantined', id }],
    work: (deed) => keptOne(deed, id),
  });
}

/**
 * Lets go of what was put aside, with its bytes: the same bytes of the item are not put aside again. Refused with
 * `quarantined-state` where it is solved or let go.
 */
export function dropQuarantined(desk: Desk, actor: Actor, id: string): Promise<Quarantined> {
  return act(desk, actor, {
    action: 'quarantine-drop',
    roles: ['editor', 'analyst'],
    objects: [{ noun: 'quarantined', id }],
    async work(deed) {
      const kept = await keptOne(deed, id);
      const { client, now } = deed;
      await letGo(client, id, now);
      return { ...kept, state: 'dropped', changedAt: now };
    },
  });
}

async function keptOne({ client, name }: Deed, id: string): Promise<Quarantined> {
  const { isItem: _isItem, ...kept } = await found('quarantined', id, (known) => lockQuarantined(client, known));
  if (kept.sourceId !== null) name('source', [kept.sourceId]);
  if (kept.documentId !== null) name('document', [kept.documentId]);
  if (kept.state === 'kept') return kept;
  const message = `What was put aside is ${kept.state}; only what is kept can be tried again or dropped.`;
  throw new Refusal('conflict', 'quarantined-state', message);
}
