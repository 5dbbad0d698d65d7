import { checkNote, type WrittenNote } from '../domain/field-note.ts';
import { Refusal } from '../errors.ts';
import { addDocuments } from '../store/documents.ts';
import { informantsCalled, linkNote } from '../store/informants.ts';
import { sourceToRead } from '../store/source-items.ts';
import { readSource } from '../store/sources.ts';
import { act, type Deed } from './act.ts';
import type { Actor } from './actor.ts';
import type { Desk } from './desk.ts';
import { found, isId, notFound } from './ids.ts';
import { lexemesOf } from './lexemes.ts';
import { mayMemberRead } from './members.ts';
import { checkAnswered, textHash } from './receive-document.ts';
import { checkNeedToKnow, ownLabel, type Stated } from './stated.ts';

/** A field note as a member files it. */
export interface FieldNote extends WrittenNote {
  /** Of the kind `field-notes`. */
  readonly sourceId: string;
  /** Where it is to be marked above what its source says; it is never below it. */
  readonly stated?: Stated | undefined;
  /** The code name of the informant who told it, or the id; only those who may read both will know. */
  readonly informant?: string | undefined;
  /** The task that it answers. */
  readonly taskId?: string | undefined;
}

/**
 * Keeps a field note as a document of its source, tied to the task that it answers and to the informant who told it, and
 * returns its id. Its marking is the default of the source, raised by what is stated; whoever files it may read it back.
 */
export function fileNote(desk: Desk, actor: Actor, note: FieldNote): Promise<{ readonly id: string }> {
  const { sourceId, taskId } = note;
  const task = taskId === undefined ? [] : [{ noun: 'task', id: taskId }];
  return act(desk, actor, {
    action: 'note-file',
    roles: ['editor', 'analyst'],
    objects: [{ noun: 'source', id: sourceId }, ...task],
    prepare(now) {
      checkNote(note);
      return labelOfNote(desk, actor, note, now);
    },
    async work({ client, now, name }, labelId: number) {
      checkNoteSource(await found('source', sourceId, (id) => readSource(client, id)));
      if (taskId !== undefined) await checkAnswered(client, taskId);
      const informantId = note.informant === undefined ? undefined : await informantMeant(client, note.informant);
      const id = desk.newId('document');
      const { title, body, observedOn = null, language = null } = note;
      const written = { id, sourceId, sourceKey: `note ${id}`, labelId, title, body, language };
      const place = { publishedOn: observedOn, address: null, supersedesId: null, taskId: taskId ?? null };
      const kept = { receivedAt: now, contentHash: textHash(title, body), lexemes: lexemesOf(title, body) };
      await addDocuments(client, [{ ...written, ...place, ...kept }]);
      name('document', [id]);
      if (informantId !== undefined) {
        await linkNote(client, id, informantId);
        name('informant', [informantId]);
      }
      return { id };
    },
  });
}

/**
 * The label of a note: that of its source's default marking, joined with what is stated. A source that the actor may not
 * read, or whose documents they may not, is not found, so that no marking of it shows in a refusal.
 */
async function labelOfNote(desk: Desk, actor: Actor, { sourceId, stated }: FieldNote, now: Date): Promise<number> {
  const source = isId(sourceId) ? await sourceToRead(desk.database.work, sourceId) : undefined;
  const isReadable = await mayMemberRead(desk, { readerId: actor.id, noun: 'source', id: sourceId }, now);
  if (!source || !isReadable) throw notFound('source');
  const { scheme, marking, needToKnow } = source.defaultStated;
  const usual = desk.schemes.label(scheme, marking, { needToKnow });
  if (stated === undefined) return ownLabel(desk, actor, usual, now);
  checkNeedToKnow(stated.needToKnow ?? []);
  const own = desk.schemes.label(stated.scheme, stated.marking, { needToKnow: stated.needToKnow ?? [] });
  return ownLabel(desk, actor, desk.schemes.join([usual, own]), now);
}

function checkNoteSource({ kind, status }: { readonly kind: string; readonly status: string }): void {
  if (kind !== 'field-notes') {
    throw new Refusal('invalid', 'note-source-kind', 'Notes are filed with a source of the kind field-notes.');
  }
  if (status === 'active') return;
  throw new Refusal('conflict', 'note-source-not-active', 'The source is paused or retired; it takes no notes.');
}

/** By id or code name; the same name may stand under several markings. */
async function informantMeant(client: Deed['client'], called: string): Promise<string> {
  const [one, ...more] = await informantsCalled(client, called);
  if (one === undefined) throw notFound('informant');
  if (more.length === 0) return one;
  const message = 'Several informants have this code name, under different markings; give the id of one.';
  throw new Refusal('invalid', 'informant-which', message);
}
