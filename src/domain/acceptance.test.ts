import { describe, expect, it } from 'vitest';
import { type Accepting, accepts, type OfferedDocument } from './acceptance.ts';

const ORDER: Accepting = {
  window: { from: '2012-01-01', until: '2012-06-30' },
  replay: false,
  disciplines: ['open-web', 'people'],
  sourceIds: [],
};
const DOCUMENT: OfferedDocument = { publishedOn: '2012-03-01', receivedOn: '2026-11-29', discipline: 'open-web' };

describe('an order', () => {
  it('takes what was published in its window, whenever it came', () => {
    expect(accepts(ORDER, DOCUMENT)).toBe(true);
    expect(accepts(ORDER, { ...DOCUMENT, publishedOn: '2012-07-01' })).toBe(false);
  });

  it('goes by the day of receipt where no other is known, but for a replay', () => {
    const undated = { ...DOCUMENT, publishedOn: undefined };
    expect(accepts(ORDER, undated)).toBe(false);
    expect(accepts(ORDER, { ...undated, receivedOn: '2012-02-01' })).toBe(true);
    expect(accepts({ ...ORDER, replay: true }, undated)).toBe(true);
  });

  it('takes what comes by a discipline that it accepts', () => {
    expect(accepts(ORDER, { ...DOCUMENT, discipline: 'documents' })).toBe(false);
    expect(accepts(ORDER, { ...DOCUMENT, discipline: 'people' })).toBe(true);
  });

  it('takes what its sources give, and what a person brings', () => {
    const order = { ...ORDER, sourceIds: ['a'] };
    expect(accepts(order, { ...DOCUMENT, sourceId: 'a' })).toBe(true);
    expect(accepts(order, { ...DOCUMENT, sourceId: 'b' })).toBe(false);
    expect(accepts(order, DOCUMENT)).toBe(true);
  });
});
