import { createHash } from 'node:crypto';
import { Refusal } from '../errors.ts';
import { isDay } from '../query/days.ts';
import { addDocuments, readDocument } from '../store/documents.ts';
import { act } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found } from './ids.ts';
import { lexemesOf } from './lexemes.ts';

/** A document as somebody brings it. A marking is stated, never assumed. */
export interface ReceivedDocument {
  readonly title: string;
  readonly body: string;
  /** What it was read from; the text where it came as text. */
  readonly bytes?: Uint8Array | undefined;
  /** ISO 639-1 code. */
  readonly language?: string | undefined;
  /** `YYYY-MM-DD`. */
  readonly publishedOn?: string | undefined;
  readonly address?: string | undefined;
  /** The edition that this one takes the place of. */
  readonly supersedesId?: string | undefined;
  readonly scheme: string;
  readonly marking: string;
  readonly needToKnow?: readonly (readonly string[])[] | undefined;
}

/** Keeps a document and returns its id. Equal bytes are kept once under one marking (`document-known`). */
export function receiveDocument(
  desk: Desk,
  actor: Actor,
  received: ReceivedDocument,
): Promise<{ readonly id: string }> {
  const { title, body, bytes, language, publishedOn, address, supersedesId } = received;
  return act(desk, actor, {
    action: 'document-receive',
    roles: ['editor', 'analyst'],
    prepare: (now) => {
      checkDay(publishedOn);
      const { scheme, marking, needToKnow = [] } = received;
      return desk.labels.idOfLabel(desk.schemes.label(scheme, marking, { needToKnow }), now);
    },
    async work({ client, now, name }, labelId: number) {
      // A foreign key would find what the actor may not read.
      if (supersedesId !== undefined) await found('document', supersedesId, (id) => readDocument(client, id));
      const id = desk.newId('document');
      const added = await addDocuments(client, [
        {
          id,
          sourceId: null,
          labelId,
          title,
          body,
          language: language ?? null,
          publishedOn: publishedOn ?? null,
          address: address ?? null,
          supersedesId: supersedesId ?? null,
          receivedAt: now,
          contentHash: createHash('sha256')
            .update(bytes ?? `${title}\n\n${body}`)
            .digest(),
          lexemes: lexemesOf(title, body),
        },
      ]);
      if (added.length === 0) {
        const message = 'A document of the same bytes is here already, under the same marking.';
        throw new Refusal('conflict', 'document-known', message);
      }
      name('document', [id]);
      return { id };
    },
  });
}

function checkDay(day: string | undefined): void {
  if (day === undefined || isDay(day)) return;
  throw new Refusal('invalid', 'document-day', 'A document is of a day that exists, written YYYY-MM-DD.');
}
