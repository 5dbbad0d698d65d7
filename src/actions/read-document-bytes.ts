import { Refusal } from '../errors.ts';
import { type DocumentBytes, readBytes } from '../store/document-parts.ts';
import { hasDocument } from '../store/documents.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { checkFound } from './ids.ts';

/** Returns what a document was read from; refused with `document-no-bytes` where nothing but its text is kept. */
export function readDocumentBytes(desk: Desk, actor: Actor, id: string): Promise<DocumentBytes> {
  return act(desk, actor, {
    action: 'document-read-bytes',
    roles: ['editor', 'analyst', 'releaser'],
    objects: [{ noun: 'document', id }],
    async work({ client }) {
      await checkFound('document', id, (known) => hasDocument(client, known));
      const kept = await readBytes(client, id);
      if (kept) return kept;
      throw new Refusal('not-found', 'document-no-bytes', 'Of this document nothing but its text is kept.');
    },
  });
}
