import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryCopy } from '../../test/support/arbitrary-copies.ts';
import { propertyRuns } from '../../test/support/property-runs.ts';
import { ENGLISH, FRENCH, issued, TLP } from '../../test/support/sample-copies.ts';
import type { CopyInline } from '../domain/copy.ts';
import { cleanText } from './clean-text.ts';
import { copyAsText } from './copy-text.ts';
import { wrapLines } from './wrap-lines.ts';

const wordsOf = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

describe('a copy as plain text', () => {
  it('has its banner at both ends, its marks, lists, tables and sources', () => {
    const text = copyAsText(issued(ENGLISH));
    const head = 'REPLAY – NOT CLASSIFIED\nSECRET//NOFORN\nREPLAY – NOT CLASSIFIED\n';
    expect(text.startsWith(head)).toBe(true);
    expect(text.endsWith(head)).toBe(true);
    expect(text).toContain('\n(U) Who finances the tram extension\n\nReleased on 30 November 2026\n');
    expect(text).toContain('\n2.1 (U) Who pays\n');
    expect(text).toContain(
      '\n   b. (S//REL TO USA, AUS, CAN, GBR, NZL) Lot two: overhead line [3].\n      • (U) Only one offer came in.\n',
    );
    expect(text).toContain(
      '\n> (U) We shall sign before the summer, or not at all.\n> The offer lapses in June. [2]\n',
    );
    expect(text).toContain('\n- (S//NF) Tender: 2 April\n  Value (EUR): 51,500,000\n');
    expect(text).toContain('\n[1] (U) Notice 2026/S 052-114, Official journal, 17 March 2026\n');
    expect(text).toContain('\n[2] TLP:GREEN (C) Council minutes, 12 May, City council, 12 May 2026\n');
    expect(text).toContain('\n[3] Field note\n    F: reliability cannot be judged\n');
  });

  it('holds every word, in lines of 72 characters but for longer words', () => {
    fc.assert(
      fc.property(arbitraryCopy('us-capco'), (copy) => {
        const text = copyAsText(issued(copy));
        const there = wordsOf(text).join('').replaceAll('>', '');
        const inline = (one: CopyInline): string => (one.kind === 'text' ? cleanText(one.text) : '');
        for (const portion of copy.portions) {
          for (const one of portion.content) expect(there).toContain(wordsOf(inline(one)).join('').replaceAll('>', ''));
        }
        for (const line of text.split('\n')) {
          const isOneWord =
            line
              .replace(/^(?:> |- | |[0-9a-z]+\. |• |\[\d\] )+/, '')
              .split(' ')
              .filter((word) => word !== '').length <= 1;
          if (!isOneWord) expect([...line].length, line).toBeLessThanOrEqual(72);
        }
      }),
      { numRuns: propertyRuns(200) },
    );
  });

  it('holds nothing of a copy that was recalled', () => {
    expect(copyAsText(issued(TLP, 'recalled'))).toBe(
      'Recalled: this report was withdrawn. Do not use it, and delete every\ncopy of it.\n\nReport\n\nReleased on 30 November 2026\n',
    );
    expect(copyAsText(issued(FRENCH, 'recalled'))).toMatch(/^Rappelé\u00a0: /);
  });
});

describe('lines', () => {
  it('break at spaces and line feeds, and not at spaces that hold words together', () => {
    expect(wrapLines('one two three', { width: 8, first: '- ', rest: '  ' })).toEqual(['- one', '  two', '  three']);
    expect(wrapLines('a\nb', { width: 8 })).toEqual(['a', 'b']);
    expect(wrapLines('12\u202f% of', { width: 5 })).toEqual(['12\u202f%', 'of']);
    expect(wrapLines('', { width: 8, first: '- ' })).toEqual(['-']);
  });
});
