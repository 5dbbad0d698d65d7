import { type BrokenItem, keepItem } from '../store/quarantine.ts';
import { act } from './act.ts';
import { SYSTEM } from './actor.ts';
import { boundedKey } from './bounded-key.ts';
import type { Desk } from './desk.ts';

export interface BrokenItemOfSource extends BrokenItem {
  readonly code: string;
  readonly reason: string;
}

/**
 * Keeps what of a source could not become a document, with its bytes and the reason, until somebody looks at it. Bytes that
 * somebody let go of are not kept again; the entry then says `dropped-before`.
 */
export function quarantineItem(desk: Desk, { code, reason, ...item }: BrokenItemOfSource): Promise<void> {
  return act(desk, SYSTEM, {
    action: 'item-quarantine',
    roles: ['system'],
    as: 'work',
    objects: [{ noun: 'source', id: item.sourceId }],
    async work({ client, now, name, because }) {
      const kept = { ...item, itemKey: boundedKey(item.itemKey) };
      const id = await keepItem(client, { id: desk.newId('quarantined'), code, reason }, kept, now);
      if (id === undefined) because('dropped-before');
      else name('quarantined', [id]);
      because(code);
    },
  });
}
