import { describe, expect, it } from 'vitest';
import { snoozeEnd } from './snooze-times.ts';

describe('snoozeEnd', () => {
  it('is an hour on', () => {
    expect(snoozeEnd('hour', new Date(2026, 10, 29, 23, 30))).toEqual(new Date(2026, 10, 30, 0, 30));
  });

  it('is the morning of the next day, over the end of a month', () => {
    expect(snoozeEnd('tomorrow', new Date(2026, 10, 30, 23, 30))).toEqual(new Date(2026, 11, 1, 9));
  });

  it.each([
    ['Sunday', 29, 30],
    ['Monday', 23, 30],
    ['Saturday', 28, 30],
  ])('is the morning of the Monday behind a %s', (_day, day, monday) => {
    expect(snoozeEnd('week', new Date(2026, 10, day, 15))).toEqual(new Date(2026, 10, monday, 9));
  });
});
