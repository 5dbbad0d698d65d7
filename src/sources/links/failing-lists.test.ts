import { describe, expect, it } from 'vitest';
import type { SourceCursor } from '../source.ts';
import { FailingLists } from './failing-lists.ts';

describe('FailingLists', () => {
  it('remembers over the readings of a round what failed in it, and forgets what failed in the round before', () => {
    const first = new FailingLists({});
    first.note('https://a.example/1');
    const part = first.ending(false);
    expect(part.isHeld).toBe(false);
    const last = new FailingLists(part.cursor).ending(true);
    expect([last.isHeld, Object.values(last.cursor['failing'] as object)]).toEqual([true, [1]]);
    expect(new FailingLists(last.cursor).ending(true)).toEqual({ cursor: {}, isHeld: false, givenUp: 0 });
  });

  it('holds on for a list that fails now, beside one that has failed for long', () => {
    let cursor: SourceCursor = {};
    for (let round = 0; round < 9; round++) {
      const lists = new FailingLists(cursor);
      lists.note('https://a.example/for-ever');
      cursor = lists.ending(true).cursor;
    }
    const lists = new FailingLists(cursor);
    lists.note('https://a.example/for-ever');
    expect(lists.ending(true)).toMatchObject({ isHeld: false, givenUp: 1 });
    lists.note('https://a.example/now');
    expect(lists.ending(true)).toMatchObject({ isHeld: true, givenUp: 1 });
  });

  it.each([
    { failing: 3 },
    { failing: ['x'], failed: 'x' },
    { failing: { x: -1 }, failed: [7, null] },
    { failing: null },
  ])('takes %j, which it did not write, for nothing', (cursor) => {
    expect(new FailingLists(cursor as SourceCursor).ending(true).isHeld).toBe(false);
  });
});
