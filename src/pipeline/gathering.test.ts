import { describe, expect, it } from 'vitest';
import { placeAmong } from './gathering.ts';

const near = (name: string, resemblance: number, isPlaced = false) => ({ name, resemblance, isPlaced });

describe('a document joins', () => {
  it('the earliest that is like it, while the program alone gathered them', () => {
    expect(placeAmong([near('early', 0.7), near('late', 0.9)])).toMatchObject({ name: 'early' });
    expect(placeAmong([])).toBeUndefined();
  });

  it('the one that is most like it, once a person put one of them elsewhere, the earliest of equals', () => {
    expect(placeAmong([near('early', 0.7), near('late', 0.9, true)])).toMatchObject({ name: 'late' });
    expect(placeAmong([near('early', 0.9), near('late', 0.8, true)])).toMatchObject({ name: 'early' });
    expect(placeAmong([near('early', 0.9), near('late', 0.9, true)])).toMatchObject({ name: 'early' });
  });
});
