import { describe, expect, it } from 'vitest';
import { dutiesNamed } from './duties-named.ts';

describe('the duties of a process', () => {
  it('are those that are named, in any order', () => {
    expect(dutiesNamed(['match', 'collect'])).toEqual(['match', 'collect']);
    expect(dutiesNamed(['tend'])).toEqual(['tend']);
  });

  it.each([
    [['watch'], 'There is no duty “watch”'],
    [[''], 'A duty is empty'],
    [['match', '', 'tend'], 'A duty is empty'],
    [['match', 'match'], 'The duty “match” is named twice'],
    [[], 'No duty is named'],
  ])('are refused where they are %j', (names, sentence) => {
    expect(() => dutiesNamed(names)).toThrow(
      expect.objectContaining({ code: 'duty-unknown', message: expect.stringContaining(sentence) }),
    );
  });
});
