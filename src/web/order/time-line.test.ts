import { describe, expect, it } from 'vitest';
import { timeLine } from './time-line.ts';

const vote = { date: '2026-06-01', title: 'vote' };

describe('a time line', () => {
  it('has the window, its events and today in their order', () => {
    const line = timeLine({ from: '2026-01-01', until: '2026-12-31', events: [vote] }, '2026-03-01')!;
    const [event] = line.events;
    expect(
      [0, line.from, line.today!, event!.at, line.until, 1].every(
        (at, place, all) => place === 0 || at > all[place - 1]!,
      ),
    ).toBe(true);
    expect(line).toMatchObject({ isOpenBefore: false, isOpenAfter: false });
  });

  it('goes on to its edge where an end is not known, and begins there where no beginning is stated', () => {
    expect(timeLine({ from: '2026-01-01', until: 'unknown', events: [] }, '2026-03-01')).toMatchObject({
      until: 1,
      isOpenAfter: true,
    });
    expect(timeLine({ until: '2026-01-01', events: [] }, '2026-03-01')).toMatchObject({ from: 0, isOpenBefore: true });
  });

  it('shows today beyond a window that is over, and none for a replay', () => {
    const over = timeLine({ from: '2012-01-01', until: '2012-12-31', events: [] }, '2026-03-01')!;
    expect(over.today).toBeGreaterThan(over.until);
    expect(timeLine({ from: '2012-01-01', until: '2012-12-31', events: [] }, undefined)!.today).toBeUndefined();
  });

  it('is none where no day is known', () => {
    expect(timeLine({ events: [] }, '2026-03-01')).toBeUndefined();
    expect(timeLine({ until: 'unknown', events: [] }, undefined)).toBeUndefined();
    expect(timeLine({ from: '2026-03-01', until: '2026-03-01', events: [] }, '2026-03-01')).toMatchObject({
      isOpenAfter: false,
    });
  });
});
