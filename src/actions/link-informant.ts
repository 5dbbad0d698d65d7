import { hasDocument } from '../store/documents.ts';
import { linkNote, readInformant } from '../store/informants.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { checkFound, found } from './ids.ts';

export interface InformantLink {
  readonly documentId: string;
  readonly informantId: string;
}

/** Says of a field note which informant it came from; only those who may read both will know. */
export function linkInformant(
  desk: Desk,
  actor: Actor,
  { documentId, informantId }: InformantLink,
): Promise<InformantLink> {
  return act(desk, actor, {
    action: 'informant-link',
    roles: ['editor', 'analyst'],
    objects: [
      { noun: 'document', id: documentId },
      { noun: 'informant', id: informantId },
    ],
    async work({ client }) {
      await checkFound('document', documentId, (id) => hasDocument(client, id));
      await found('informant', informantId, (id) => readInformant(client, id));
      await linkNote(client, documentId, informantId);
      return { documentId, informantId };
    },
  });
}
