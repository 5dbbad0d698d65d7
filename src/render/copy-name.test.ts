import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileText } from '../../test/support/arbitrary-copies.ts';
import { propertyRuns } from '../../test/support/property-runs.ts';
import { ENGLISH, FRENCH, issued, TLP } from '../../test/support/sample-copies.ts';
import { copyFileName, copySubject } from './copy-name.ts';

describe('the name of a file with a copy', () => {
  it('says no more than it may, and the notice always', () => {
    const one = issued(ENGLISH);
    expect(copyFileName(one, 'pdf', 'title')).toBe(
      'replay-not-classified_secret-noforn_2026-11-30_who-finances-the-tram-extension.pdf',
    );
    expect(copyFileName(one, 'pdf', 'banner')).toBe('replay-not-classified_secret-noforn_2026-11-30_report.pdf');
    expect(copyFileName(one, 'pdf', 'nothing')).toBe('replay-not-classified_2026-11-30_report.pdf');
    expect(copyFileName(issued(FRENCH), 'html', 'title')).toBe(
      'source-protected-not-for-attribution_2026-11-30_qui-finance-l-extension-du-tramway-a-besancon.html',
    );
    expect(copyFileName(issued(TLP), 'json', 'title')).toBe('tlp-amber-strict_2026-11-30_report.json');
    expect(copyFileName(issued(ENGLISH, 'recalled'), 'txt', 'title')).toBe(
      'replay-not-classified_2026-11-30_report.txt',
    );
  });

  it('can stand in every file system, whatever the title is', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const name = copyFileName(issued({ ...ENGLISH, notice: null, title: { mark: 'U', text } }), 'pdf', 'title');
        expect(name).toMatch(/^[a-z0-9][a-z0-9_-]{0,119}\.pdf$/);
      }),
      { numRuns: propertyRuns(200) },
    );
  });
});

describe('the subject of a message with a copy', () => {
  it('says no more than it may, and the notice always', () => {
    expect(copySubject(issued(ENGLISH), 'title')).toBe(
      'REPLAY – NOT CLASSIFIED – SECRET//NOFORN – Who finances the tram extension',
    );
    expect(copySubject(issued(ENGLISH), 'banner')).toBe('REPLAY – NOT CLASSIFIED – SECRET//NOFORN – Report');
    expect(copySubject(issued(ENGLISH), 'nothing')).toBe('REPLAY – NOT CLASSIFIED – Report');
    expect(copySubject(issued(FRENCH, 'superseded'), 'nothing')).toBe('Remplacé\u00a0: Rapport');
    expect(copySubject(issued(ENGLISH, 'recalled'), 'title')).toBe('REPLAY – NOT CLASSIFIED – Recalled: Report');
  });

  it('is one line of bounded length without signs that turn or hide text', () => {
    fc.assert(
      fc.property(fc.oneof(hostileText, fc.string({ minLength: 300, maxLength: 400 })), (text) => {
        const subject = copySubject(issued({ ...ENGLISH, title: { mark: 'U', text } }), 'title');
        expect([...subject].length).toBeLessThanOrEqual(200);
        expect(subject).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028\u2029]/u);
        expect(subject.startsWith('REPLAY – NOT CLASSIFIED – SECRET//NOFORN')).toBe(true);
      }),
      { numRuns: propertyRuns(200) },
    );
  });
});
