import { createHash } from 'node:crypto';
import { checkPortions, type DocumentPortion, LONGEST_BODY, LONGEST_TITLE } from '../domain/document.ts';
import { LANGUAGE } from '../domain/identifier.ts';
import { isWaiting } from '../domain/task.ts';
import { Refusal } from '../errors.ts';
import { isDay } from '../query/days.ts';
import { addBytes, addPortions } from '../store/document-parts.ts';
import { addDocuments, hasDocument, type NewDocument } from '../store/documents.ts';
import { readTask } from '../store/tasks.ts';
import { act, type Deed } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { checkFound, found } from './ids.ts';
import { lexemesOf } from './lexemes.ts';
import { labelOfOwn, type Stated } from './stated.ts';

/** A document as somebody brings it. A marking is stated, never assumed. */
export interface ReceivedDocument extends Stated {
  readonly title: string;
  readonly body: string;
  /** What it was read from, which is kept; not given where it came as text. */
  readonly bytes?: Uint8Array | undefined;
  /** Of the bytes, such as `application/pdf`. */
  readonly mediaType?: string | undefined;
  /** ISO 639-1 code. */
  readonly language?: string | undefined;
  /** `YYYY-MM-DD`. */
  readonly publishedOn?: string | undefined;
  readonly address?: string | undefined;
  /** The edition that this one takes the place of. */
  readonly supersedesId?: string | undefined;
  /** The task that it answers. */
  readonly taskId?: string | undefined;
  readonly portions?: readonly DocumentPortion[] | undefined;
}

const MOST_BYTES = 50_000_000;
const UNKNOWN_BYTES = 'application/octet-stream';
/** RFC 6838, with parameters as they come. */
const MEDIA_TYPE = /^[a-z0-9][\w.+-]{0,126}\/[a-z0-9][\w.+-]{0,126}(?:; ?[\w.+-]+=[\w.+"-]+)*$/i;

/** Keeps a document and returns its id. Equal bytes are kept once under one marking (`document-known`). */
export function receiveDocument(
  desk: Desk,
  actor: Actor,
  received: ReceivedDocument,
): Promise<{ readonly id: string }> {
  return act(desk, actor, {
    action: 'document-receive',
    roles: ['editor', 'analyst'],
    prepare(now) {
      checkReceived(received);
      return labelOfOwn(desk, actor, received, now);
    },
    async work({ client, now, name }, labelId: number) {
      await findReferred(client, received);
      const id = desk.newId('document');
      const added = await addDocuments(client, [stored(received, { id, labelId, receivedAt: now })]);
      if (added.length === 0) {
        const message = 'A document of the same bytes is here already, under the same marking.';
        throw new Refusal('conflict', 'document-known', message);
      }
      await addParts(client, { id, labelId }, received);
      name('document', [id]);
      if (received.taskId !== undefined) name('task', [received.taskId]);
      return { id };
    },
  });
}

function checkReceived({
  body,
  publishedOn,
  mediaType = UNKNOWN_BYTES,
  portions = [],
  ...rest
}: ReceivedDocument): void {
  const { title, bytes, language, address = '' } = rest;
  const isSmall = title.length <= LONGEST_TITLE && address.length <= LONGEST_TITLE && body.length <= LONGEST_BODY;
  if (!isSmall || (bytes?.length ?? 0) > MOST_BYTES) {
    const message = `A document has at most ${LONGEST_BODY} characters in its text, ${LONGEST_TITLE} in its title and address, and ${MOST_BYTES} bytes.`;
    throw new Refusal('invalid', 'document-too-large', message);
  }
  if (language !== undefined && !LANGUAGE.test(language)) {
    throw new Refusal(
      'invalid',
      'document-language',
      'A language is an ISO 639-1 code of two small letters, such as fr.',
    );
  }
  if (publishedOn !== undefined && !isDay(publishedOn)) {
    throw new Refusal('invalid', 'document-day', 'A document is of a day that exists, written YYYY-MM-DD.');
  }
  if (!MEDIA_TYPE.test(mediaType)) {
    throw new Refusal('invalid', 'document-media-type', 'A media type is written as in application/pdf.');
  }
  checkPortions(portions, body);
}

/** A foreign key would find what the actor may not read. */
async function findReferred(client: Deed['client'], { supersedesId, taskId }: ReceivedDocument): Promise<void> {
  if (supersedesId !== undefined) await checkFound('document', supersedesId, (id) => hasDocument(client, id));
  if (taskId !== undefined) await checkAnswered(client, taskId);
}

/** A document answers a task that waits for one (`task-ended`). */
export async function checkAnswered(client: Deed['client'], taskId: string): Promise<void> {
  const task = await found('task', taskId, (id) => readTask(client, id, 'to build on'));
  if (isWaiting(task)) return;
  throw new Refusal('conflict', 'task-ended', 'The task is declined or done; it waits for no document.');
}

/** Of a document that came as text: a text whose title ends where that of another goes on has another hash. */
export function textHash(title: string, body: string): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([title, body]))
    .digest();
}

function stored(
  { title, body, bytes, language, publishedOn, address, supersedesId, taskId }: ReceivedDocument,
  place: Pick<NewDocument, 'id' | 'labelId' | 'receivedAt'>,
): NewDocument {
  return {
    ...place,
    sourceId: null,
    title,
    body,
    language: language ?? null,
    publishedOn: publishedOn ?? null,
    address: address ?? null,
    supersedesId: supersedesId ?? null,
    taskId: taskId ?? null,
    contentHash: bytes === undefined ? textHash(title, body) : createHash('sha256').update(bytes).digest(),
    lexemes: lexemesOf(title, body),
  };
}

async function addParts(
  client: Deed['client'],
  document: Pick<NewDocument, 'id' | 'labelId'>,
  { bytes, mediaType = UNKNOWN_BYTES, portions = [] }: ReceivedDocument,
): Promise<void> {
  if (portions.length > 0) await addPortions(client, document, portions);
  if (bytes !== undefined) await addBytes(client, document, { mediaType, bytes });
}
