import { Refusal } from '../errors.ts';

/** A move of a document between stories, as the history of the document keeps it; `undoes` is the change that it took back. */
export interface PastMove {
  readonly documentId: string;
  readonly place: number;
  readonly changeId: string;
  readonly undoes: string | null;
}

/**
 * Returns the moves of a change, one for each of its documents, where each is the last that stands of its document. `moves`
 * is the whole history of these documents. Refused with `story-nothing-to-undo` where the change was taken back already or
 * takes one back itself, and with `story-moved` where a document was moved since.
 */
export function movesToUndo<Move extends PastMove>(moves: readonly Move[], changeId: string): readonly Move[] {
  const byDocument = new Map<string, Move[]>();
  for (const move of [...moves].sort((one, other) => one.place - other.place)) {
    const standing = byDocument.get(move.documentId) ?? [];
    byDocument.set(move.documentId, standing);
    if (move.undoes === null) standing.push(move);
    else standing.pop();
  }
  const lasts: Move[] = [];
  let isMoved = false;
  for (const standing of byDocument.values()) {
    if (!standing.some((move) => move.changeId === changeId)) continue;
    const last = standing.at(-1)!;
    if (last.changeId === changeId) lasts.push(last);
    else isMoved = true;
  }
  if (isMoved) {
    const message = 'A document was moved again since; undo that change first.';
    throw new Refusal('conflict', 'story-moved', message);
  }
  if (lasts.length > 0) return lasts;
  throw new Refusal('conflict', 'story-nothing-to-undo', 'Nothing of this change stands that could be undone.');
}
