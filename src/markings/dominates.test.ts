import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyReader, validMark } from '../../test/support/arbitrary-marks.ts';
import type { Label } from './label.ts';
import { standardSchemes as schemes, usCapco } from './standard-schemes.ts';

const label = (marking: string, scheme = 'us-capco', ...needToKnow: string[][]): Label =>
  schemes.label(scheme, marking, { needToKnow });

const groups = fc.array(fc.subarray(['courts', 'elections'], { minLength: 1 }), { maxLength: 2 });
const labels: fc.Arbitrary<Label> = fc
  .tuple(validMark(usCapco), groups, fc.option(fc.integer({ min: 0, max: 9 }), { nil: 'never' as const }))
  .map(([mark, needToKnow, declassifyOn]) => ({
    parts: [{ scheme: usCapco.id, version: usCapco.version, state: usCapco.stateOf(mark) }],
    needToKnow,
    declassifyOn,
  }));

describe('dominance', () => {
  it.each([
    ['S//NF', 'U', true],
    ['U', 'S//NF', false],
    ['S//NF', 'S//REL TO USA, GBR', true],
    ['S//REL TO USA, GBR', 'S//NF', false],
    ['TS//REL TO USA, GBR', 'S//REL TO USA, GBR', true],
    ['S', 'S', true],
  ])('of %s over %s: %s', (one, other, holds) => {
    expect(schemes.dominates(label(one), label(other))).toBe(holds);
  });

  it('looks at circles, embargoes and other schemes', () => {
    expect(schemes.dominates(label('U', 'us-capco', ['courts']), label('U', 'us-capco', ['courts', 'press']))).toBe(
      true,
    );
    expect(schemes.dominates(label('U', 'us-capco', ['courts', 'press']), label('U', 'us-capco', ['courts']))).toBe(
      false,
    );
    expect(schemes.dominates(label('P', 'desk'), label('P//EMBARGO UNTIL 2026-11-20T13:00Z', 'desk'))).toBe(false);
    expect(
      schemes.dominates(
        label('P//EMBARGO UNTIL 2026-11-20T13:00Z', 'desk'),
        label('P//EMBARGO UNTIL 2026-11-20T12:00Z', 'desk'),
      ),
    ).toBe(true);
    expect(schemes.dominates(label('S//NF'), label('TLP:CLEAR', 'tlp'))).toBe(true);
    expect(schemes.dominates(label('S//NF'), label('TLP:AMBER', 'tlp'))).toBe(false);
  });

  it('never lets a reader have the greater and not the lesser', () => {
    fc.assert(
      fc.property(labels, labels, anyReader(usCapco), fc.integer({ min: 0, max: 10 }), (one, other, reader, now) => {
        const may = (which: Label) => schemes.mayRead(reader, which, 'display', now).allowed;
        fc.pre(schemes.dominates(one, other));
        return !may(one) || may(other);
      }),
      { numRuns: 100 },
    );
  });

  it('is that of a whole over its parts', () => {
    fc.assert(
      fc.property(labels, labels, (one, other) => schemes.dominates(schemes.join([one, other]), other)),
      { numRuns: 100 },
    );
  });
});
