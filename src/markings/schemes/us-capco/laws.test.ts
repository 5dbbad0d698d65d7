import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyMark, anyReader, validMark } from '../../../../test/support/arbitrary-marks.ts';
import { propertyRuns } from '../../../../test/support/property-runs.ts';
import { isValid } from '../../finding.ts';
import type { Action } from '../../requirement.ts';
import { SchemeSet } from '../../scheme-set.ts';
import { usCapco as scheme } from '../../standard-schemes.ts';
import { type CapcoState, NOTHING } from './state.ts';

const RUNS = { numRuns: propertyRuns(1_000) };
const marks = fc.array(validMark(scheme), { minLength: 1, maxLength: 5 });
const state = anyMark(scheme).map((mark) => scheme.stateOf(mark));
const states = fc.tuple(state, state, state);
const schemes = new SchemeSet([scheme]);

function may(reader: Parameters<typeof schemes.tokens>[0], of: CapcoState, action: Action): boolean {
  const part = { scheme: scheme.id, version: scheme.version, state: of };
  return schemes.mayRead(reader, { parts: [part], needToKnow: [], declassifyOn: 'never' }, action, 0).allowed;
}

describe('states of us-capco', () => {
  it('join in any order, in any grouping, and with themselves to the same', () => {
    fc.assert(
      fc.property(states, ([one, other, third]) => {
        expect(scheme.join(one, other)).toEqual(scheme.join(other, one));
        expect(scheme.join(scheme.join(one, other), third)).toEqual(scheme.join(one, scheme.join(other, third)));
        expect(scheme.join(one, one)).toEqual(one);
        expect(scheme.join(one, structuredClone(one))).toEqual(one);
        expect(scheme.join(structuredClone(one), structuredClone(other))).toEqual(scheme.join(one, other));
        expect(scheme.join(one, NOTHING)).toEqual(one);
        expect(scheme.join(scheme.join(one, other), other)).toEqual(scheme.join(one, other));
      }),
      RUNS,
    );
  });

  it('are never weaker than any of their portions', () => {
    fc.assert(
      fc.property(marks, (portions) => {
        const whole = scheme.rollUp(portions).state;
        for (const portion of portions) expect(scheme.join(whole, scheme.stateOf(portion))).toEqual(whole);
      }),
      RUNS,
    );
  });

  it('let nobody in whom a portion keeps out', () => {
    let allowed = 0;
    fc.assert(
      fc.property(
        marks,
        anyReader(scheme),
        fc.constantFrom<Action>('display', 'release'),
        (portions, reader, action) => {
          const whole = scheme.rollUp(portions).state;
          if (!may(reader, whole, action)) return;
          allowed++;
          for (const portion of portions) expect(may(reader, scheme.stateOf(portion), action)).toBe(true);
        },
      ),
      { numRuns: RUNS.numRuns * 4 },
    );
    expect(allowed).toBeGreaterThan(RUNS.numRuns / 20);
  });

  it('let nobody have a copy who may not look', () => {
    fc.assert(
      fc.property(state, anyReader(scheme), (of, reader) => {
        if (may(reader, of, 'release')) expect(may(reader, of, 'display')).toBe(true);
      }),
      RUNS,
    );
  });

  it('let nobody in by a mark that is not valid', () => {
    fc.assert(
      fc.property(anyMark(scheme), anyReader(scheme), (mark, reader) => {
        if (!isValid(scheme.check(mark))) expect(may(reader, scheme.stateOf(mark), 'display')).toBe(false);
      }),
      RUNS,
    );
  });
});

describe('banners of us-capco', () => {
  it('read the same in whatever order the portions stand', () => {
    fc.assert(
      fc.property(marks, fc.infiniteStream(fc.nat()), (portions, places) => {
        const shuffled = [...portions];
        for (let index = shuffled.length - 1; index > 0; index--) {
          const other = places.next().value % (index + 1);
          [shuffled[index], shuffled[other]] = [shuffled[other]!, shuffled[index]!];
        }
        expect(bannerOf(shuffled)).toBe(bannerOf(portions));
      }),
      RUNS,
    );
  });

  it('are valid where all portions are', () => {
    fc.assert(
      fc.property(marks, (portions) => {
        const banner = scheme.render(scheme.rollUp(portions).state);
        expect(scheme.check(banner).filter(({ severity }) => severity === 'error')).toEqual([]);
      }),
      RUNS,
    );
  });

  it('print to what they are read from', () => {
    fc.assert(
      fc.property(marks, (portions) => {
        const printed = bannerOf(portions);
        const { mark, findings } = scheme.read(printed, 'banner');
        expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(scheme.print(mark!, 'banner')).toBe(printed);
      }),
      RUNS,
    );
  });

  it('have a reason for each element that they show', () => {
    fc.assert(
      fc.property(marks, (portions) => {
        const { state: whole, reasons } = scheme.rollUp(portions);
        const banner = scheme.render(whole);
        const printed = scheme.print(banner, 'banner');
        const explained = reasons.map(({ element }) => element).join('\n');
        for (const id of [...banner.dissem, ...banner.nonIc]) {
          const entry = scheme.vocabulary.controls.get(id)!;
          expect(explained, printed).toContain(entry.banner ?? id);
        }
        for (const { portions: places } of reasons) expect(places.length).toBeGreaterThan(0);
      }),
      RUNS,
    );
  });
});

describe('marks of us-capco', () => {
  it('are read from what they print to', () => {
    fc.assert(
      fc.property(validMark(scheme), (mark) => {
        expect(scheme.read(scheme.print(mark, 'portion'), 'portion').mark).toEqual(mark);
        if (!mark.concealed) expect(scheme.read(scheme.print(mark, 'banner'), 'banner').mark).toEqual(mark);
      }),
      RUNS,
    );
  });

  it('are printed as they are read, whatever was done to the text', () => {
    const mangle = fc.constantFrom(
      (text: string) => text.toLowerCase(),
      (text: string) => text.replaceAll('/', ' / '),
      (text: string) => text.replaceAll(' ', '\u00a0'),
      (text: string) => text.replaceAll('-', '\u2013'),
      (text: string) => text.replaceAll(', ', ','),
      (text: string) => `(${text.replaceAll('A', '\u0410')})`,
      (text: string) => text.split('').join('\u200b'),
    );
    fc.assert(
      fc.property(validMark(scheme), mangle, (mark, change) => {
        const text = scheme.print(mark, 'portion');
        const { mark: read, findings } = scheme.read(change(text), 'portion');
        expect(read && scheme.print(read, 'portion')).toBe(text);
        if (change(text).replace(/^\((.*)\)$/, '$1') !== text) expect(isValid(findings)).toBe(false);
        for (const { span } of findings) {
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeLessThanOrEqual(change(text).length);
        }
      }),
      RUNS,
    );
  });

  it('never throw, whatever the text', () => {
    const words = fc.constantFrom(
      'S',
      '//',
      '/',
      'REL TO ',
      'USA',
      ', ',
      'SI',
      '-',
      'SAR-',
      'RD',
      'JOINT ',
      'FGI',
      ' ',
      'NF',
      'DISPLAY ONLY ',
      'EYES ONLY',
      '(',
      ')',
      'CTS',
      'Ж',
      '\u0000',
      '__proto__',
    );
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 14 }),
        fc.constantFrom('portion' as const, 'banner' as const),
        (parts, form) => {
          const { mark, findings } = scheme.read(parts.join(''), form);
          if (!mark) expect(isValid(findings)).toBe(false);
          else expect(scheme.print(mark, form)).toBeTypeOf('string');
        },
      ),
      { numRuns: RUNS.numRuns * 3 },
    );
  });
});

function bannerOf(portions: Parameters<typeof scheme.rollUp>[0]): string {
  return scheme.print(scheme.render(scheme.rollUp(portions).state), 'banner');
}
