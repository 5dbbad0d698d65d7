import { describe, expect, it } from 'vitest';
import { type NoticeTimes, nextNotice, settledTimes } from './notice.ts';

const DAILY: NoticeTimes = { pace: 'daily', hour: 8, timeZone: 'Europe/Paris', language: 'fr' };
const at = (text: string) => Date.parse(text);
const next = (times: Partial<NoticeTimes>, now: string) =>
  new Date(nextNotice({ ...DAILY, ...times }, at(now))).toISOString();

describe('the next notice', () => {
  it('is due now where it comes at once', () => {
    expect(next({ pace: 'at-once' }, '2026-07-01T10:11:12.013Z')).toBe('2026-07-01T10:11:12.013Z');
  });

  it('is due at its hour by the clocks of its place, in summer and in winter', () => {
    expect(next({}, '2026-07-01T05:59:59.999Z')).toBe('2026-07-01T06:00:00.000Z');
    expect(next({}, '2026-07-01T06:00:00.000Z')).toBe('2026-07-02T06:00:00.000Z');
    expect(next({}, '2026-12-01T05:59:59.999Z')).toBe('2026-12-01T07:00:00.000Z');
    expect(next({ timeZone: 'Asia/Kathmandu' }, '2026-12-01T00:00:00Z')).toBe('2026-12-01T02:15:00.000Z');
    expect(next({ timeZone: 'Pacific/Kiritimati', hour: 0 }, '2026-12-01T00:00:00Z')).toBe('2026-12-01T10:00:00.000Z');
  });

  it('is due a day later where the clocks skip its hour, and once where they show it twice', () => {
    expect(next({ hour: 2 }, '2026-03-29T00:30:00Z')).toBe('2026-03-30T00:00:00.000Z');
    expect(next({ hour: 2 }, '2026-10-24T23:00:00Z')).toBe('2026-10-25T00:00:00.000Z');
  });
});

describe('the times of notices', () => {
  it('are kept as they are', () => {
    expect(settledTimes(DAILY)).toEqual(DAILY);
    expect(settledTimes({ ...DAILY, timeZone: 'UTC' })).toMatchObject({ timeZone: 'UTC' });
  });

  it.each([
    { hour: -1 },
    { hour: 24 },
    { hour: 1.5 },
    { hour: Number.NaN },
    { timeZone: '' },
    { timeZone: 'Nowhere/Else' },
    { timeZone: '+01:00' },
    { timeZone: "Europe/Paris'; --" },
    { pace: 'weekly' as 'daily' },
    { language: 'de' as 'fr' },
  ])('are refused as %j', (wrong) => {
    expect(() => settledTimes({ ...DAILY, ...wrong })).toThrow(expect.objectContaining({ code: 'notice-times' }));
  });
});
