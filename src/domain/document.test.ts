import { describe, expect, it } from 'vitest';
import { checkPortions, type DocumentPortion } from './document.ts';

const whole: DocumentPortion = { kind: 'paragraph', mark: 'U', start: 0, end: 4 };

describe('a portion of a document', () => {
  it('stands in the body, with a mark or without', () => {
    checkPortions([], '');
    checkPortions([whole, { ...whole, mark: null, start: 4 }], 'text');
  });

  it.each<Partial<DocumentPortion>>([
    { kind: ' ' },
    { start: -1 },
    { start: 3, end: 2 },
    { end: 5 },
    { end: 1.5 },
    { start: Number.NaN },
  ])('is refused with %j', (change) => {
    expect(() => checkPortions([whole, { ...whole, ...change }], 'text')).toThrow(
      expect.objectContaining({ code: 'document-portion' }),
    );
  });
});
