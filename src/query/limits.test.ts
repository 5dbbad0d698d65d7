import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../test/support/property-runs.ts';
import { printFinding } from './finding.ts';
import { parse } from './parse.ts';
import { DEEPEST_NESTING, LONGEST_EXPRESSION, MOST_LEAVES } from './parser-state.ts';
import { print } from './print.ts';

function codeOf(source: string): string {
  const parsed = parse(source);
  return parsed.ok ? 'ok' : (parsed.findings[0]?.code ?? '');
}

describe('the limits of an expression', () => {
  it('are its length', () => {
    expect(codeOf('a'.repeat(LONGEST_EXPRESSION))).toBe('ok');
    expect(codeOf('a'.repeat(LONGEST_EXPRESSION + 1))).toBe('query-too-long');
  });

  it('are its depth', () => {
    const nested = (levels: number): string => `${'('.repeat(levels)}a${')'.repeat(levels)}`;
    expect(codeOf(nested(DEEPEST_NESTING))).toBe('ok');
    expect(codeOf(nested(DEEPEST_NESTING + 1))).toBe('query-too-deep');
    expect(codeOf(`${'NOT '.repeat(DEEPEST_NESTING + 1)}a`)).toBe('query-too-deep');
    expect(codeOf('title:'.repeat(DEEPEST_NESTING + 2))).toBe('query-too-deep');
  });

  it('are its words and conditions, values included', () => {
    const joined = (count: number): string => Array.from({ length: count }, () => 'a').join(' OR ');
    expect(codeOf(joined(MOST_LEAVES))).toBe('ok');
    expect(codeOf(joined(MOST_LEAVES + 1))).toBe('query-too-many-leaves');
    expect(codeOf(`source:(${joined(MOST_LEAVES)})`)).toBe('query-too-many-leaves');
  });
});

describe('any text', () => {
  it('is parsed or refused, quickly, and its finding can be printed', () => {
    const pieces = [
      'a',
      '(',
      ')',
      '"',
      '“',
      '«',
      '@',
      '@a',
      '=',
      '>',
      '-',
      '*',
      '~',
      '.',
      '\u00ad',
      '\ufeff',
      '😀',
      '\ud800',
      '\u001b',
      '\n',
    ];
    pieces.push(
      'AND ',
      'NOT ',
      'a OR ',
      '(a OR ',
      'title:',
      'title:(',
      'a NEAR/3 ',
      '(a NEAR/3 ',
      'a IN SENTENCE WITH (',
      'source:(a OR ',
    );
    pieces.push('amount > 1 EUR OR ', 'amount > 1 1 ', 'abcdefghij~ OR ', 'date = ', "l'", '1,5', 'a@b');
    for (const piece of pieces) {
      const source = piece.repeat(Math.floor(LONGEST_EXPRESSION / piece.length));
      const parsed = parse(source);
      if (parsed.ok) print(parsed.expression);
      else for (const finding of parsed.findings) printFinding(finding, source);
    }
  });

  it('never throws, and each finding lies in the text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 5 }),
      fc.constantFrom(
        '(',
        ')',
        '"',
        ' AND ',
        ' OR ',
        'NOT ',
        ' NEAR/3 ',
        ' IN ',
        'SENTENCE ',
        'WITH ',
        'amount',
        'date',
        ' >= ',
        'a',
        '@',
        ':',
        'title:',
        '\n',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const source = pieces.join('');
        const parsed = parse(source);
        if (parsed.ok) return;
        for (const finding of parsed.findings) {
          expect(finding.span.start).toBeLessThanOrEqual(finding.span.end);
          expect(finding.span.end).toBeLessThanOrEqual(source.length);
          expect(printFinding(finding, source).split('\n')).toHaveLength(3);
        }
      }),
      { numRuns: propertyRuns(3000) },
    );
  });
});
