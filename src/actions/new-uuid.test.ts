import { describe, expect, it } from 'vitest';
import { isId } from './ids.ts';
import { newUuid } from './new-uuid.ts';

describe('newUuid', () => {
  it('is of version 7, holds its instant, and is never the same', () => {
    const now = Date.UTC(2026, 10, 20, 12, 30);
    const ids = Array.from({ length: 1_000 }, () => newUuid(now));
    expect(new Set(ids).size).toBe(1_000);
    for (const id of ids) {
      expect(isId(id)).toBe(true);
      expect(id).toMatch(/^.{14}7.{4}[89ab]/);
      expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(now);
    }
  });
});
