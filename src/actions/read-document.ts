import { type DocumentParts, readParts } from '../store/document-parts.ts';
import { readDocument as readStored, type StoredDocument } from '../store/documents.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';

/** A document with its portions; its bytes are read by an act of their own. */
export type WholeDocument = StoredDocument & DocumentParts;

/** Returns a document, whole. */
export function readDocument(desk: Desk, actor: Actor, id: string): Promise<WholeDocument> {
  return act(desk, actor, {
    action: 'document-read',
    roles: ['editor', 'analyst', 'releaser'],
    objects: [{ noun: 'document', id }],
    async work({ client }) {
      const document = await found('document', id, (known) => readStored(client, known));
      return { ...document, ...(await readParts(client, id)) };
    },
  });
}
