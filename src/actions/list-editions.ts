import { hasDocument, type ListedDocument } from '../store/documents.ts';
import { listEditions as listStored } from '../store/editions.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { checkFound } from './ids.ts';

/** The editions of a document that lead to it and away from it without a gap, the nearest first. */
export interface Editions {
  readonly earlier: readonly ListedDocument[];
  readonly later: readonly ListedDocument[];
  /** False where one way has more than are told. */
  readonly isWhole: boolean;
}

const MOST_EACH_WAY = 100;

/** Returns the editions that a document took the place of, and those that took its place. */
export function listEditions(desk: Desk, actor: Actor, id: string): Promise<Editions> {
  return act(desk, actor, {
    action: 'document-list-editions',
    roles: ['editor', 'analyst', 'releaser'],
    objects: [{ noun: 'document', id }],
    async work({ client, name }) {
      await checkFound('document', id, (known) => hasDocument(client, known));
      const most = MOST_EACH_WAY + 1;
      const earlier = await listStored(client, { id, way: 'earlier', most });
      const later = await listStored(client, { id, way: 'later', most });
      const told = [earlier, later].map((editions) => editions.slice(0, MOST_EACH_WAY));
      name(
        'document',
        told.flat().map((edition) => edition.id),
      );
      return {
        earlier: told[0]!,
        later: told[1]!,
        isWhole: Math.max(earlier.length, later.length) < most,
      };
    },
  });
}
