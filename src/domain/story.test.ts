import { describe, expect, it } from 'vitest';
import { movesToUndo, type PastMove } from './story.ts';

function move(documentId: string, place: number, changeId: string, undoes: string | null = null): PastMove {
  return { documentId, place, changeId, undoes };
}

describe('what undoing a change moves', () => {
  it('is each of its documents that nobody moved since', () => {
    const moves = [move('a', 2, 'two'), move('a', 1, 'one'), move('b', 1, 'two')];
    expect(movesToUndo(moves, 'two')).toEqual([move('a', 2, 'two'), move('b', 1, 'two')]);
  });

  it('is what is left of it, where half of it was put back', () => {
    const moves = [move('a', 1, 'one'), move('a', 2, 'back', 'one'), move('b', 1, 'one')];
    expect(movesToUndo(moves, 'one')).toEqual([move('b', 1, 'one')]);
  });

  it('is the change before, once the later one was put back', () => {
    const moves = [move('a', 1, 'one'), move('a', 2, 'two'), move('a', 3, 'back', 'two')];
    expect(movesToUndo(moves, 'one')).toEqual([move('a', 1, 'one')]);
  });

  it('is nothing where a document was moved since, or nothing of the change stands', () => {
    const later = [move('a', 1, 'one'), move('b', 1, 'one'), move('b', 2, 'two')];
    expect(() => movesToUndo(later, 'one')).toThrow(expect.objectContaining({ code: 'story-moved' }));
    const undone = [move('a', 1, 'one'), move('a', 2, 'back', 'one')];
    for (const id of ['one', 'back']) {
      expect(() => movesToUndo(undone, id)).toThrow(expect.objectContaining({ code: 'story-nothing-to-undo' }));
    }
  });
});
