import { keepDocument } from '../store/quarantine.ts';
import { act } from './act.ts';
import { SYSTEM } from './actor.ts';
import type { Desk } from './desk.ts';

/** A document that breaks what matches it, and how. */
export interface BrokenDocument {
  readonly documentId: string;
  /** Such as `match-failed`. */
  readonly code: string;
  readonly reason: string;
}

/** Puts aside that a document could not be matched, for a person to see: the line goes on without it. */
export function quarantineDocument(desk: Desk, { documentId, code, reason }: BrokenDocument): Promise<void> {
  return act(desk, SYSTEM, {
    action: 'document-quarantine',
    roles: ['system'],
    as: 'work',
    async work({ client, now, name, because }) {
      const breakage = { id: desk.newId('quarantined'), code, reason };
      const id = await keepDocument(client, breakage, documentId, now);
      if (id === undefined) return;
      name('quarantined', [id]);
      name('document', [documentId]);
      because(code);
    },
  });
}
