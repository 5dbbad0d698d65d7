import { describe, expect, it } from 'vitest';
import { visited } from './visits.ts';

const HOUR = 3_600_000;

describe('visited', () => {
  it('knows no visit before the first one, and none within half an hour of it', () => {
    const first = visited(null, HOUR);
    expect(first.before).toBeUndefined();
    expect(visited(JSON.stringify(first), HOUR + 60_000).before).toBeUndefined();
  });

  it('says when the visit before was looked at last', () => {
    const second = visited(JSON.stringify({ at: HOUR }), 5 * HOUR);
    expect(second).toEqual({ at: 5 * HOUR, before: HOUR });
    expect(visited(JSON.stringify(second), 5 * HOUR + 60_000).before).toBe(HOUR);
  });

  it.each(['', '{', 'null', '{"at":"x"}', '{"at":1,"before":"x"}'])('begins anew where %s was kept', (kept) => {
    expect(visited(kept, HOUR)).toEqual({ at: HOUR });
  });
});
