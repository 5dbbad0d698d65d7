import { readDocument as readStored, type StoredDocument } from '../store/documents.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';

/** Returns a document, whole. */
export function readDocument(desk: Desk, actor: Actor, id: string): Promise<StoredDocument> {
  return act(desk, actor, {
    action: 'document-read',
    roles: ['editor', 'analyst', 'releaser'],
    objects: [{ noun: 'document', id }],
    work: ({ client }) => found('document', id, (known) => readStored(client, known)),
  });
}
