import { describe, expect, it } from 'vitest';
import { testEach, vectorsOf } from '../../../../test/support/vectors.ts';
import { effectiveMarkings, markingsAt, readMarkings } from './granular.ts';
import { checkSelector, isAtOrBelow, parseSelector } from './selector.ts';
import type { StixObject } from './stix-value.ts';

interface Vector {
  readonly id: string;
  readonly kind: string;
  readonly input: unknown;
  readonly inherited?: boolean;
  readonly descendants?: boolean;
  readonly markings: Readonly<Record<string, readonly string[]>>;
  readonly expect: { readonly refs?: readonly string[]; readonly error?: string };
}

const vectors = vectorsOf<Vector>('stix-2.1', 'granular-marking');

/** The object of the vectors' source. */
const OBJECT: StixObject = {
  a: 333,
  b: 'value',
  c: [17, 'list value', { g: 'nested', h: 45 }],
  x: { y: ['hello', 88], z: { foo1: 'bar', foo2: 65 } },
};

function marked(markings: Readonly<Record<string, readonly string[]>>, object = OBJECT): StixObject {
  const granular = Object.entries(markings).flatMap(([selector, refs]) =>
    refs.map((ref) => ({ marking_ref: ref, selectors: [selector] })),
  );
  return { ...object, granular_markings: granular };
}

describe('the vectors of granular markings', () => {
  testEach(
    'granular markings',
    vectors,
    ({ input, inherited = false, descendants = false, markings, expect: expected }) => {
      const ask = (): readonly string[] => markingsAt(marked(markings), input, { inherited, descendants });
      if (expected.error === undefined) expect(ask()).toEqual(expected.refs);
      else expect(ask).toThrow(expect.objectContaining({ code: expect.stringMatching(/^stix-selector-/) }));
    },
  );
});

describe('checkSelector', () => {
  it.each(['a', 'c.[0]', 'c.[2].g', 'x.y.[1]', 'x.z.foo2'])('takes %j', (selector) => {
    expect(checkSelector(OBJECT, selector)).toEqual([]);
  });

  it.each<[unknown, string]>([
    ['', 'form'],
    ['[0]', 'form'],
    ['x.z.[-2]', 'form'],
    ['x..y', 'form'],
    ['a.', 'form'],
    ['c[0]', 'form'],
    ['c.[]', 'form'],
    ['c.[1e0]', 'form'],
    [[], 'form'],
    [undefined, 'form'],
    [`a${'.a'.repeat(100_000)}`, 'form'],
    ['foo', 'missing'],
    ['c.f', 'missing'],
    ['c.0', 'missing'],
    ['c.length', 'missing'],
    ['c.[3]', 'missing'],
    ['c.[2].i', 'missing'],
    ['x.[0]', 'missing'],
    ['x.z.foo3', 'missing'],
    ['a.toString', 'missing'],
    ['constructor', 'missing'],
    ['__proto__', 'missing'],
    ['__proto__.polluted', 'missing'],
  ])('refuses %j', (selector, code) => {
    const findings = checkSelector(OBJECT, selector);
    expect(findings.map((finding) => finding.code)).toEqual([`stix-selector-${code}`]);
    expect(findings[0]?.rule).toBe('S2');
  });

  it('does not reach a key that only looks like the prototype', () => {
    const hostile = JSON.parse('{"__proto__": {"a": 1}}') as StixObject;
    expect(checkSelector(hostile, '__proto__.a')).toHaveLength(1);
  });
});

describe('markingsAt', () => {
  it('compares steps and not letters: name does not cover name_2', () => {
    const object = marked({ name: ['m'] }, { name: 'a', name_2: 'b' });
    expect(markingsAt(object, 'name_2', { inherited: true })).toEqual([]);
    expect(isAtOrBelow(parseSelector('c.[10]')!, parseSelector('c.[1]')!)).toBe(false);
  });

  it('names each marking once', () => {
    const object = { ...OBJECT, granular_markings: [{ marking_ref: 'm', selectors: ['x', 'x.y', 'x.z'] }] };
    expect(markingsAt(object, 'x', { descendants: true })).toEqual(['m']);
  });

  it('does not pass over malformed markings', () => {
    for (const entry of [
      null,
      7,
      {},
      { marking_ref: 'm' },
      { marking_ref: 'm', selectors: [] },
      { selectors: ['a'] },
    ]) {
      const object = { ...OBJECT, granular_markings: [entry] };
      expect(() => markingsAt(object, 'a')).toThrow(expect.objectContaining({ code: 'stix-granular-form' }));
    }
    const both = { ...OBJECT, granular_markings: [{ marking_ref: 7, lang: 'fr', selectors: ['a'] }] };
    expect(readMarkings(both).findings).toHaveLength(1);
    expect(readMarkings({ object_marking_refs: 'm' }).findings[0]?.code).toBe('stix-marking-refs-form');
    expect(readMarkings({ granular_markings: {} }).findings[0]?.code).toBe('stix-granular-form');
  });

  it('does not take the language of a text for a marking', () => {
    const object = { ...OBJECT, granular_markings: [{ lang: 'fr', selectors: ['b'] }] };
    expect(markingsAt(object, 'b')).toEqual([]);
  });
});

describe('effectiveMarkings', () => {
  it('joins the markings of the object with all that cover a place', () => {
    const object = { ...marked({ x: ['6'], 'x.z.foo2': ['10', '11'], c: ['2'] }), object_marking_refs: ['1'] };
    expect(effectiveMarkings(object)).toEqual({
      object: ['1'],
      parts: [
        { path: ['x'], refs: ['1', '6'] },
        { path: ['x', 'z', 'foo2'], refs: ['1', '6', '10', '11'] },
        { path: ['c'], refs: ['1', '2'] },
      ],
    });
  });

  it('refuses what is too large, and answers on a hundred thousand wrong selectors', () => {
    const many = Array.from({ length: 200_000 }, () => 'nothing');
    const wrong = { ...OBJECT, granular_markings: [{ marking_ref: 'm', selectors: many }] };
    expect(readMarkings(wrong).findings).toHaveLength(many.length);
    const large = { list: Array.from({ length: 2_000_001 }, () => 0) };
    expect(() => effectiveMarkings(large)).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'stix-too-large' }),
    );
    const places = Array.from({ length: 2000 }, (_, place) => ({
      marking_ref: `m${place}`,
      selectors: ['l', `l.[${place}]`],
    }));
    const crossed = { l: places.map(() => 0), granular_markings: places };
    expect(() => effectiveMarkings(crossed)).toThrow(expect.objectContaining({ code: 'stix-too-large' }));
  });

  it('refuses an object that nests too deep', () => {
    let deep: StixObject = { type: 'x' };
    for (let level = 0; level < 10_000; level++) deep = { a: deep };
    expect(() => effectiveMarkings(deep)).toThrow(expect.objectContaining({ kind: 'invalid', code: 'stix-too-deep' }));
    const itself: Record<string, unknown> = {};
    itself['self'] = itself;
    expect(() => effectiveMarkings(itself)).toThrow(expect.objectContaining({ code: 'stix-too-deep' }));
  });
});
