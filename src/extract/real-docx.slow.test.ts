import { describe, expect } from 'vitest';
import { itemsOf, withFiles } from '../../test/support/real-files.ts';
import { isExtractProblem } from './extract-problem.ts';

describe('real DOCX files, and what lies beside them', () => {
  withFiles('files/docx', 'give their text, or a problem that says what they are', async (paths) => {
    expect(paths).toHaveLength(23);
    const ends: Record<string, number> = {};
    for (const path of paths) {
      const items = await itemsOf(path);
      expect(items, path).toHaveLength(1);
      const [item] = items;
      const end = isExtractProblem(item!) ? item.code : 'document';
      ends[end] = (ends[end] ?? 0) + 1;
    }
    // Without a word are an empty one, three that hold a picture alone, and the relations of another.
    expect(ends).toEqual({ document: 15, 'extract-no-text': 5, 'extract-unknown-format': 3 });
  });
});
