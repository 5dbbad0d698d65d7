import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../test/support/property-runs.ts';
import { hex, utf8 } from './bytes.ts';
import { canonicalJson, DEEPEST, readCanonicalJson } from './canonical-json.ts';

const nested = (levels: number): unknown => (levels === 0 ? 1 : [nested(levels - 1)]);
const double = (bits: string): number => new DataView(Uint8Array.from(Buffer.from(bits, 'hex')).buffer).getFloat64(0);

describe('the examples of RFC 8785', () => {
  it('print values as section 3.2.2 does', () => {
    const value = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`);
    expect(canonicalJson(value)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('come to the bytes of section 3.2.4', () => {
    expect(hex(utf8(canonicalJson({ string: '€$\u000f\nA\'B"\\\\"/' })))).toBe(
      '7b22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d',
    );
  });

  it('sort members as section 3.2.3 does, by UTF-16 units and not by code points', () => {
    const names = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const printed = canonicalJson(Object.fromEntries(names.map((name) => [name, 0])));
    expect(Object.keys(JSON.parse(printed.replaceAll('"1"', '"one"')))).toEqual([
      '\r',
      'one',
      '\u0080',
      '\u00f6',
      '\u20ac',
      '\ud83d\ude00',
      '\ufb33',
    ]);
    expect(printed.startsWith('{"\\r":0,"1":0,"\u0080":0,')).toBe(true);
  });

  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('print the number %s of appendix B as %s', (bits, printed) => {
    expect(canonicalJson(double(bits))).toBe(printed);
  });

  it.each(['7fffffffffffffff', '7ff0000000000000', 'fff0000000000000'])('refuse the number %s', (bits) => {
    expect(() => canonicalJson(double(bits))).toThrow(expect.objectContaining({ code: 'audit-json-value' }));
  });
});

describe('what JSON has no text for', () => {
  class Thing {
    readonly name = 'x';
  }
  const named: unknown[] = [1];
  Object.assign(named, { extra: 2 });
  const hidden = Object.defineProperty({}, 'a', { value: 1, enumerable: false });

  it.each([
    ['undefined', undefined],
    ['a member that is undefined', { a: undefined }],
    ['a function', () => 1],
    ['a toJSON function', { toJSON: () => 1 }],
    ['a symbol', Symbol('a')],
    ['a member named by a symbol', { [Symbol('a')]: 1 }],
    ['a big integer', 1n],
    ['a day', new Date(0)],
    ['a map', new Map()],
    ['bytes', new Uint8Array(1)],
    ['an object of a class', new Thing()],
    ['an object with another prototype', Object.create({ a: 1 })],
    ['a list with a hole', new Array(1)],
    ['a list with a named member', named],
    [
      'a computed member',
      {
        get a() {
          return 1;
        },
      },
    ],
    ['a hidden member', hidden],
    ['a wrapped text', Object('a')],
  ])('is refused: %s', (_name, value) => {
    for (const around of [value, [value], { a: value }]) {
      expect(() => canonicalJson(around)).toThrow(
        expect.objectContaining({ kind: 'invalid', code: 'audit-json-value' }),
      );
    }
  });

  it.each(['\ud800', 'a\udc00b', '\udc00\ud800'])('is refused: half a surrogate pair, as value and as name', (text) => {
    const refusal = expect.objectContaining({ code: 'audit-json-surrogate' });
    expect(() => canonicalJson(text)).toThrow(refusal);
    expect(() => canonicalJson({ [text]: 1 })).toThrow(refusal);
  });

  it('is refused: a member that sets the prototype where it is copied', () => {
    const trap = JSON.parse('{"a":{"__proto__":{"isAdmin":true}}}');
    expect(() => canonicalJson(trap)).toThrow(expect.objectContaining({ code: 'audit-json-proto' }));
    expect(() => canonicalJson({ __proto__: { a: 1 } })).toThrow(expect.objectContaining({ code: 'audit-json-value' }));
    expect(canonicalJson(Object.assign(Object.create(null), { a: 1 }))).toBe('{"a":1}');
  });

  it('is refused: a value that holds itself, but not one that stands twice', () => {
    const circle: unknown[] = [];
    circle.push({ circle });
    expect(() => canonicalJson(circle)).toThrow(expect.objectContaining({ code: 'audit-json-cycle' }));
    const shared = { a: 1 };
    expect(canonicalJson([shared, shared])).toBe('[{"a":1},{"a":1}]');
  });

  it('is refused: more levels than the limit', () => {
    expect(canonicalJson(nested(DEEPEST))).toBe(`${'['.repeat(DEEPEST)}1${']'.repeat(DEEPEST)}`);
    expect(() => canonicalJson(nested(DEEPEST + 1))).toThrow(expect.objectContaining({ code: 'audit-json-too-deep' }));
  });
});

/** JSON values; a negative zero is left out since JSON's canonical form has none. */
const json = fc
  .jsonValue({ maxDepth: 5 })
  .map((value) => JSON.parse(JSON.stringify(value)) as unknown)
  .filter((value) => !JSON.stringify(value).includes('__proto__') && !hasLoneSurrogate(value));

function hasLoneSurrogate(value: unknown): boolean {
  return /\\ud[89a-f]/.test(JSON.stringify(value));
}

/** Returns the value with the members of each object in the reverse order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}

describe('any JSON value', () => {
  it('is read back from its canonical text', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(value);
        expect(readCanonicalJson(utf8(canonicalJson(value)))).toEqual(value);
      }),
      { numRuns: propertyRuns(300) },
    );
  });

  it('has the same text in whatever order its members were made', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
      }),
      { numRuns: propertyRuns(300) },
    );
  });
});

describe('reading canonical JSON', () => {
  it.each([
    ['white space', '{ "a":1}'],
    ['a line feed at the end', '{"a":1}\n'],
    ['another order', '{"b":1,"a":1}'],
    ['a name that stands twice', '{"a":1,"a":1}'],
    ['another form of a number', '{"a":1.0}'],
    ['a negative zero', '-0'],
    ['an escape that is not needed', '"\\u0041"'],
    ['an escaped solidus', '"\\/"'],
    ['no JSON', '{"a":}'],
    ['nothing', ''],
    ['a byte order mark', '\ufeff{}'],
  ])('refuses %s', (_name, text) => {
    expect(() => readCanonicalJson(utf8(text))).toThrow(expect.objectContaining({ code: 'audit-json-not-canonical' }));
  });

  it('refuses bytes that are no UTF-8', () => {
    const refusal = expect.objectContaining({ code: 'audit-json-not-canonical' });
    expect(() => readCanonicalJson(Uint8Array.of(0x22, 0xff, 0x22))).toThrow(refusal);
  });
});
