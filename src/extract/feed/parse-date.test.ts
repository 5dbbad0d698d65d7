import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../test/support/property-runs.ts';
import { parseDate } from './parse-date.ts';

describe('parseDate', () => {
  it.each([
    // RFC 822 and what is made of it
    ['Thu, 01 Jan 2004 19:48:21 GMT', '2004-01-01T19:48:21Z'],
    ['Thu, 1 Jan 2004 19:48:21 +0200', '2004-01-01T17:48:21Z'],
    ['Thu, 01 Jan 2004 19:48 EST', '2004-01-02T00:48:00Z'],
    ['01 Jan 04 19:48:21 PDT', '2004-01-02T02:48:21Z'],
    ['Thu,01 Jan 2004 19:48:21 -05:30', '2004-01-02T01:18:21Z'],
    ['Thursday, 01 January 2004 19:48:21 CEST', '2004-01-01T17:48:21Z'],
    ['Thu, 01-Jan-2004 19:48:21 GMT+0100', '2004-01-01T18:48:21Z'],
    ['Thu, 01 Jan 2004 00:00:00 -0000', '2004-01-01T00:00:00Z'],
    ['Thu, 31 Jun 2004 19:48:21 GMT', undefined],
    ['Thu, 01 Jan 2004', '2004-01-01'],
    ['Thu, 01 Jan 2004 19:48:21 Europe', '2004-01-01T19:48:21Z'],
    ['Wed, 31 Dec 2003 24:00:00 GMT', '2004-01-01T00:00:00Z'],
    ['Wed Aug 26 18:08:14 2009 GMT', '2009-08-26T18:08:14Z'],
    // W3C-DTF and ISO 8601
    ['2003', '2003-01-01'],
    ['2003-12', '2003-12-01'],
    ['2003-12-31', '2003-12-31'],
    ['20031231', '2003-12-31'],
    ['2003-365', '2003-12-31'],
    ['2003365', '2003-12-31'],
    ['03-12-31', '2003-12-31'],
    ['-03-12-31', '2003-12-31'],
    ['031231', '2003-12-31'],
    ['2003-12-31T10:14Z', '2003-12-31T10:14:00Z'],
    ['2003-12-31T10:14:55.123Z', '2003-12-31T10:14:55Z'],
    ['2003-12-31T10:14:55+01:00', '2003-12-31T09:14:55Z'],
    ['2003-12-31T10:14:55 -0800', '2003-12-31T18:14:55Z'],
    ['2003-12-31T10:14:55-08', '2003-12-31T18:14:55Z'],
    ['20031231T101455Z', '2003-12-31T10:14:55Z'],
    ['2003-12-31 10:14:55', '2003-12-31T10:14:55Z'],
    ['2003-12-31T25:14:55Z', '2003-12-31'],
    ['2009-02-29', undefined],
    // asctime and month first
    ['Sun Jan  4 16:29:06 2004', '2004-01-04T16:29:06Z'],
    ['Sun Jan  4 16:29:06 PST 2004', '2004-01-05T00:29:06Z'],
    ['January 4, 2004', '2004-01-04'],
    ['Jan 4, 2004 4:29 PM', '2004-01-04T16:29:00Z'],
    // other houses and languages
    ['2004-07-08 23:56:58.0', '2004-07-08T23:56:58Z'],
    ['Fri, 2006/09/15 08:19:53 EDT', '2006-09-15T12:19:53Z'],
    ['2004년 05월 28일  01:31:15', '2004-05-28T01:31:15Z'],
    ['2004-05-25 오후 11:23:17', '2004-05-25T23:23:17Z'],
    ['Κυρ, 11 Ιούλ 2004 12:00:00 EST', '2004-07-11T17:00:00Z'],
    ['2004-július-13T9:15-05:00', '2004-07-13T14:15:00Z'],
    ['mar., 22 mai 2012 10:00:00 +0200', '2012-05-22T08:00:00Z'],
    ['22 de mayo de 2012 10:00', '2012-05-22T10:00:00Z'],
    ['Di, 22. März 2012 10:00:00 +0100', '2012-03-22T09:00:00Z'],
    ['вт, 22 мая 2012 10:00:00 +0400', '2012-05-22T06:00:00Z'],
    ['1er août 2012', '2012-08-01'],
    ['1339660800', '2012-06-14T08:00:00Z'],
    ['1339660800123', '2012-06-14T08:00:00.123Z'],
    // none
    ['', undefined],
    ['yesterday', undefined],
    ['Thu, 99 Foo 2004 19:48:21 GMT', undefined],
    ['0000-00-00T00:00:00Z', undefined],
    ['12:00', undefined],
    ['x'.repeat(5000), undefined],
  ])('reads %j as %j', (text, expected) => {
    expect(parseDate(text)).toBe(expected);
  });

  it('agrees with the clock of the machine on what that can write', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1970-01-02T00:00:00Z'), max: new Date('2099-01-01T00:00:00Z'), noInvalidDate: true }),
        (date) => {
          const second = new Date(Math.floor(date.getTime() / 1000) * 1000).toISOString().replace('.000Z', 'Z');
          expect(parseDate(date.toUTCString())).toBe(second);
          expect(parseDate(second)).toBe(second);
        },
      ),
      { numRuns: propertyRuns(500) },
    );
  });

  it('never fails, and gives nothing but ISO 8601', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d:TZ+\-/., aJanMEST]{0,40}$/)), (text) => {
        expect(parseDate(text) ?? '2000-01-01').toMatch(/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{3})?Z)?$/);
      }),
      { numRuns: propertyRuns(2000) },
    );
  });
});
