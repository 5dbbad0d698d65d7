import { describe, expect, it } from 'vitest';
import { dayNumber, dayRange, isCalendarDay, isDay } from './days.ts';

describe('isCalendarDay', () => {
  it.each(['2012', '2012-04', '2012-04-22', '2012-02-29', '2000-02-29', '0001-01-01'])('knows %s', (day) => {
    expect(isCalendarDay(day)).toBe(true);
  });

  it.each([
    '',
    '12',
    '2012-4',
    '2012-00',
    '2012-13',
    '2011-02-29',
    '1900-02-29',
    '2012-04-31',
    '2012-04-00',
    '22.04.2012',
    '2012-04-22T10',
    '２０１２',
  ])('does not know “%s”', (day) => {
    expect(isCalendarDay(day)).toBe(false);
  });
});

describe('isDay', () => {
  it('asks for a whole day of the years that there are', () => {
    expect(['2012-04-22', '0001-01-01', '9999-12-31'].every(isDay)).toBe(true);
    expect(['2012', '2012-04', '0000-01-01', '2012-02-30', ''].some(isDay)).toBe(false);
  });
});

describe('dayRange', () => {
  it.each([
    ['2012', '2012-01-01', '2012-12-31'],
    ['2012-02', '2012-02-01', '2012-02-29'],
    ['2100-02', '2100-02-01', '2100-02-28'],
    ['2012-04-22', '2012-04-22', '2012-04-22'],
  ])('of %s is from %s to %s', (day, first, last) => {
    expect(dayRange(day)).toEqual({ first, last });
  });
});

describe('dayNumber', () => {
  it('orders as the days do', () => {
    expect(dayNumber('2012-04-22')).toBe(20_120_422);
    expect(dayNumber('2011-12-31')).toBeLessThan(dayNumber('2012-01-01'));
  });
});
