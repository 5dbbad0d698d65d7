import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../test/support/property-runs.ts';
import { lex } from './lexer.ts';

function kindsOf(source: string): string[] {
  return lex(source).map(({ kind, text }) => (text === '' ? kind : `${kind} ${text}`));
}

describe('lex', () => {
  it.each([
    ['AT&T', ['word AT&T', 'end']],
    ['l’euro', ['word l’euro', 'end']],
    ['U.S.', ['word U.S.', 'end']],
    ['1,5bn', ['word 1,5bn', 'end']],
    ['elect* word~', ['word elect*', 'word word~', 'end']],
    ['(a)NEAR/8(b)', ['open (', 'word a', 'close )', 'near 8', 'open (', 'word b', 'close )', 'end']],
    ['a\tBEFORE/5\r\nb', ['word a', 'before 5', 'word b', 'end']],
    ['NEAR NEAR/x near/8', ['near', 'near x', 'word near/8', 'end']],
    ['AND AND. and', ['and AND', 'word AND.', 'word and', 'end']],
    ['title:x', ['word title', 'colon :', 'word x', 'end']],
    [
      'a>=1≤2=3<4',
      [
        'word a',
        'comparison >=',
        'word 1',
        'comparison ≤',
        'word 2',
        'comparison =',
        'word 3',
        'comparison <',
        'word 4',
        'end',
      ],
    ],
    ['"a b" “c” „d“ „e” « f »', ['quoted a b', 'quoted c', 'quoted d', 'quoted e', 'quoted  f ', 'end']],
    ['"a”', ['unclosed "a”', 'end']],
    ['@hollande-2012 @ps)', ['target hollande-2012', 'target ps', 'close )', 'end']],
    ['@ a', ['stray @', 'word a', 'end']],
    ['😀%', ['stray 😀', 'stray %', 'end']],
    ['  ', ['end']],
  ])('reads %j', (source, kinds) => {
    expect(kindsOf(source)).toEqual(kinds);
  });

  it('loses no character but blanks, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (source) => {
        let reached = 0;
        for (const { span } of lex(source)) {
          expect(source.slice(reached, span.start).trim()).toBe('');
          reached = span.end;
        }
        expect(reached).toBe(source.length);
      }),
      { numRuns: propertyRuns(1000) },
    );
  });
});
