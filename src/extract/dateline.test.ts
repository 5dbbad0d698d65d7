import { describe, expect, it } from 'vitest';
import { datelineOf } from './dateline.ts';
import { dayOf } from './day.ts';

describe('datelineOf', () => {
  it.each([
    ['22 mai 2012. - Prévu initialement', '2012-05-22'],
    ['1er janvier 2012 – Le président', '2012-01-01'],
    ['PARIS, le 1er août 2012 (AFP)', '2012-08-01'],
    ['May 22, 2012 - The rocket', '2012-05-22'],
    ['WASHINGTON, Sept. 3rd, 2012', '2012-09-03'],
    ['22 May 2012', '2012-05-22'],
    ['mardi 29\u00a0JANVIER 2013', '2013-01-29'],
    ['9 juillet 2012', '2012-07-09'],
    ['9 juin 2012', '2012-06-09'],
    ['le 3 févr. 2012', '2012-02-03'],
    ['2012-05-22: the day', '2012-05-22'],
  ])('reads the day in “%s”', (text, day) => {
    expect(datelineOf(text)).toBe(day);
  });

  it('reads every month of both languages', () => {
    const names =
      'january février march avril may juin july août september octobre november décembre|janvier february mars april mai june juillet august septembre october novembre december';
    for (const line of names.split('|')) {
      const days = line.split(' ').map((name) => datelineOf(`2 ${name} 2012`));
      expect(days).toEqual(Array.from({ length: 12 }, (_, month) => `2012-${String(month + 1).padStart(2, '0')}-02`));
    }
  });

  it('takes the first date and passes over days that do not exist', () => {
    expect(datelineOf('31 juin 2012, 30 février 2012, then May 3, 2012 and 4 mai 2012')).toBe('2012-05-03');
    expect(datelineOf('29 February 2011')).toBeUndefined();
    expect(datelineOf('29 February 2012')).toBe('2012-02-29');
  });

  it('reads 22/05/2012 in French only', () => {
    expect(datelineOf('Paris, 22/05/2012', 'fr')).toBe('2012-05-22');
    expect(datelineOf('Paris, 22/05/2012', 'en')).toBeUndefined();
    expect(datelineOf('Paris, 22/05/2012')).toBeUndefined();
  });

  it('looks at the head of the text only, and not inside words', () => {
    expect(datelineOf(`${'x '.repeat(160)}22 mai 2012`)).toBeUndefined();
    expect(datelineOf('A122 mai 2012')).toBeUndefined();
    expect(datelineOf('22 mai 20123')).toBeUndefined();
  });
});

describe('dayOf', () => {
  it.each([
    ['2012-05-22', '2012-05-22'],
    ['2012-05-22T23:30:00-05:00', '2012-05-23'],
    ['2012-05-22T00:30:00+02:00', '2012-05-21'],
    ['2021-11-01T10:52:50+0100', '2021-11-01'],
    ['2019-04-28 06:01:07', '2019-04-28'],
    ['2012-05-22T12:00:00.000000Z', '2012-05-22'],
    ['20120522', '2012-05-22'],
    ['2012/5/2', '2012-05-02'],
    ['Tue, 22 May 2012 10:00:00 GMT', '2012-05-22'],
  ])('reads %s as its UTC day', (text, day) => {
    expect(dayOf(text)).toBe(day);
  });

  it.each(['', '2012', '2012-13-01', '2012-02-30', 'yesterday'])('reads no day in “%s”', (text) => {
    expect(dayOf(text)).toBeUndefined();
  });
});
