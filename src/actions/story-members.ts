import { Refusal } from '../errors.ts';
import { hasDocument } from '../store/documents.ts';
import { lockMembers, type MovableMember } from '../store/story-moves.ts';
import type { Deed } from './act.ts';
import { coverage } from './coverage.ts';
import type { Desk } from './desk.ts';
import { checkFound } from './ids.ts';

/** One entry names them all, and has room for so many with their labels. */
export const MOST_MOVED = 200;

/** What a person did to stories, to be undone by its id. */
export interface StoryChanged {
  readonly changeId: string;
  /** The documents that were moved, the earliest first. */
  readonly documentIds: readonly string[];
}

/**
 * Returns the members of the stories of documents, as far as the actor may read them. Refused with `document-not-found`, and
 * with `story-not-gathered` where a document is in no story yet.
 */
export async function movableMembers(
  client: Deed['client'],
  documentIds: readonly string[],
): Promise<readonly MovableMember[]> {
  const ids = [...new Set(documentIds)];
  for (const id of ids) await checkFound('document', id, (known) => hasDocument(client, known));
  const members = await lockMembers(client, ids);
  if (ids.every((id) => members.some(({ documentId }) => documentId === id))) return members;
  const message = 'A document is not gathered into a story yet; “vigie serve” does so within moments.';
  throw new Refusal('conflict', 'story-not-gathered', message);
}

/** Refuses more documents than one change may move (`story-too-many`). */
export function checkFew(documents: readonly unknown[]): void {
  if (documents.length >= 1 && documents.length <= MOST_MOVED) return;
  throw new Refusal('invalid', 'story-too-many', `From 1 to ${MOST_MOVED} documents are moved at once.`);
}

/**
 * Returns what tells whether a document may be moved away from or to another one: only where whoever may read it may read that
 * one too. Else the move would tell of a document that is hidden from them.
 */
export async function moveRule(
  desk: Desk,
  client: Deed['client'],
  members: readonly MovableMember[],
): Promise<(member: MovableMember, beside: MovableMember) => boolean> {
  const among = [...new Set(members.map(({ labelId }) => labelId))];
  const covers = new Map<number, (labelIds: readonly number[]) => boolean>();
  for (const by of among) covers.set(by, await coverage(desk, client, { by, among }));
  return (member, beside) => covers.get(member.labelId)!([beside.labelId]);
}

/** What is said where a move would tell of something. */
export function tellingMove(what: string): Refusal {
  const message = `${what}: some of its readers may not know of the other documents, and would learn of them. Move those instead.`;
  return new Refusal('not-allowed', 'story-above', message);
}
