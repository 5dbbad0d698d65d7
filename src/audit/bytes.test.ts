import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../test/support/property-runs.ts';
import { base64, concatenate, fromBase64, fromUtf8, hex, sameBytes, utf8 } from './bytes.ts';

const text = fc.string({ unit: 'binary' });

describe('UTF-8', () => {
  it('is what the platform makes of any text, and is read back', () => {
    fc.assert(
      fc.property(text, (sample) => {
        expect(hex(utf8(sample))).toBe(Buffer.from(sample, 'utf8').toString('hex'));
        expect(fromUtf8(utf8(sample))).toBe(sample);
      }),
      { numRuns: propertyRuns(500) },
    );
  });

  it('is told from other bytes as the platform tells it', () => {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    const likely = fc.constantFrom(0x41, 0x80, 0xbf, 0xc0, 0xc3, 0xe0, 0xed, 0xa0, 0xef, 0xf0, 0x90, 0xf4, 0xf8, 0xff);
    fc.assert(
      fc.property(fc.array(fc.oneof(likely, fc.nat(255)), { maxLength: 6 }), (values) => {
        const bytes = Uint8Array.from(values);
        let expected: string | undefined;
        try {
          expected = decoder.decode(bytes);
        } catch {
          expected = undefined;
        }
        expect(fromUtf8(bytes)).toBe(expected);
      }),
      { numRuns: propertyRuns(3000) },
    );
  });

  it('is not made of half a surrogate pair', () => {
    expect(() => utf8('a\ud800')).toThrow(RangeError);
  });
});

describe('base64', () => {
  it('is what the platform makes of any bytes, and is read back', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
        expect(fromBase64(base64(bytes))).toEqual(bytes);
      }),
      { numRuns: propertyRuns(300) },
    );
  });

  it.each(['A', 'AA', 'AA=', 'AB==', 'AAB=', '=AAA', 'AA=A', 'A===', '====', 'AA-_', 'AAA\n', ' AAA', 'AAAA\n'])(
    'has no other form, such as %j',
    (sample) => {
      expect(fromBase64(sample)).toBeUndefined();
    },
  );
});

describe('bytes', () => {
  it('are the same only with the same length and values', () => {
    expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
    expect(sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
    expect(sameBytes(Uint8Array.of(1), Uint8Array.of(1, 2))).toBe(false);
  });

  it('are joined in their order', () => {
    expect(hex(concatenate(Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2, 255)))).toBe('0102ff');
  });
});
