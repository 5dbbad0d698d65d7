import { describe, expect, it } from 'vitest';
import { readSaved } from './read-saved-filters.ts';

describe('readSaved', () => {
  it('gives what was stored', () => {
    const filter = { name: 'Mine', search: { mine: 'yes' } };
    expect(readSaved(JSON.stringify([filter]))).toEqual([filter]);
  });

  it.each(['', '{', 'null', '{"name":"x"}', '[1, null, {"name":1,"search":{}}, {"name":"x","search":{"a":1}}]'])(
    'gives nothing for %s',
    (text) => {
      expect(readSaved(text)).toEqual([]);
    },
  );

  it('gives nothing where nothing is stored', () => {
    expect(readSaved(undefined)).toEqual([]);
  });
});
