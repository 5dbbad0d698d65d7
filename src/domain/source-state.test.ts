import { describe, expect, it } from 'vitest';
import { afterReading, isSilent, NEW_SOURCE, scheduleOf, waitAfter } from './source-state.ts';

const HOUR = 3_600_000;
const at = (hours: number) => hours * HOUR;
const schedule = { every: 30, quietAfter: 24 };
const gave = (given: number) => ({ cursor: { given }, given, isEmpty: false, remarks: [] });
const failed = { failure: { code: 'fetch-refused', message: 'No.' } };

describe('a source', () => {
  it('is fresh while it gives, quiet when it has not for long, and fresh again', () => {
    const fresh = afterReading(NEW_SOURCE, gave(3), { now: at(0), schedule });
    expect(fresh).toMatchObject({ health: 'fresh', gaveAt: at(0), cursor: { given: 3 } });
    const still = afterReading(fresh, gave(0), { now: at(24), schedule });
    expect(still).toMatchObject({ health: 'fresh', since: at(0) });
    const quiet = afterReading(still, gave(0), { now: at(25), schedule });
    expect(quiet).toMatchObject({ health: 'quiet', since: at(25) });
    expect(isSilent(quiet, schedule, at(25))).toBe(true);
    expect(afterReading(quiet, gave(1), { now: at(26), schedule }).health).toBe('fresh');
  });

  it('is empty where it holds nothing, which is not broken', () => {
    const empty = afterReading(
      NEW_SOURCE,
      { cursor: {}, given: 0, isEmpty: true, remarks: [] },
      { now: at(0), schedule },
    );
    expect(empty).toMatchObject({ health: 'empty', failures: 0 });
  });

  it('is broken since the first failure, keeps where reading stood, and is asked less and less often', () => {
    const fresh = afterReading(NEW_SOURCE, gave(3), { now: at(0), schedule });
    const broken = afterReading(fresh, failed, { now: at(1), schedule });
    const again = afterReading(broken, failed, { now: at(2), schedule });
    expect(again).toMatchObject({ health: 'broken', since: at(1), failures: 2, cursor: { given: 3 } });
    expect([fresh, broken, again].map((state) => waitAfter(state, schedule))).toEqual([HOUR / 2, HOUR, 2 * HOUR]);
    expect(waitAfter({ ...again, failures: 500 }, schedule)).toBe(24 * HOUR);
    expect(waitAfter({ ...again, failures: 500 }, { ...schedule, every: 7 * 24 * 60 })).toBe(7 * 24 * HOUR);
    expect(waitAfter(fresh, schedule, 5 * HOUR)).toBe(5 * HOUR);
    const healed = afterReading(again, gave(1), { now: at(3), schedule });
    expect(healed).toMatchObject({ health: 'fresh', failures: 0 });
    expect(healed.reason).toBeUndefined();
  });

  it('is read as usual where its schedule says nothing', () => {
    expect(scheduleOf({ schedule: {} })).toEqual({ every: 30, quietAfter: 72 });
    expect(scheduleOf({ schedule: { every: 5 } })).toEqual({ every: 5, quietAfter: 72 });
  });
});
