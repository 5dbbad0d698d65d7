import { describe, expect, it } from 'vitest';
import { quotationOf, selectedOf } from './carried.ts';

const TEXT = 'The harbour grows. “It is sold!” said the mayor.\nNobody knows why.';
const at = (words: string) => ({ start: TEXT.indexOf(words), end: TEXT.indexOf(words) + words.length });

describe('what is quoted', () => {
  it('is the sentence in which something was found', () => {
    expect(quotationOf(TEXT, [at('harbour')])).toBe('The harbour grows.');
    expect(quotationOf(TEXT, [at('sold')])).toBe('“It is sold!”');
    expect(quotationOf(TEXT, [at('knows')])).toBe('Nobody knows why.');
    expect(quotationOf(TEXT, [])).toBe('The harbour grows.');
    expect(quotationOf('', [])).toBe('');
  });

  it('is what somebody selected, where it stands in the text', () => {
    expect(selectedOf(TEXT, ' mayor. Nobody ')).toBe('mayor. Nobody');
    expect(selectedOf(TEXT, 'the minister')).toBeUndefined();
    expect(selectedOf(TEXT, ' ')).toBeUndefined();
  });
});
