import fc from 'fast-check';
import { expect, it } from 'vitest';
import { propertyRuns } from '../../test/support/property-runs.ts';
import { packSlots, unpackSlots } from './packed-slots.ts';

it('places come back from their bytes as they were, wherever the bytes lie', () => {
  fc.assert(
    fc.property(fc.uint16Array(), fc.nat(5), (slots, offset) => {
      const packed = packSlots(slots);
      const within = new Uint8Array(packed.length + offset);
      within.set(packed, offset);
      expect(unpackSlots(within.subarray(offset))).toEqual(slots);
    }),
    { numRuns: propertyRuns(100) },
  );
});
