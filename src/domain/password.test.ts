import { describe, expect, it } from 'vitest';
import { checkPasswordLength, mayBePassword, normalPassword } from './password.ts';

describe('a password', () => {
  it('has twelve signs or more, whatever each takes', () => {
    for (const long of ['abcdefghijkl', '😀'.repeat(12), 'é'.repeat(12), 'x'.repeat(1024), '😀'.repeat(256)]) {
      expect(() => checkPasswordLength(long)).not.toThrow();
    }
    for (const short of ['', 'abcdefghijk', '😀'.repeat(11), 'e\u0301'.repeat(11)]) {
      expect(() => checkPasswordLength(short)).toThrow(expect.objectContaining({ code: 'password-length' }));
    }
  });

  it('has at most 1,024 bytes in UTF-8, after its signs were brought to one form', () => {
    for (const long of ['x'.repeat(1025), '😀'.repeat(257), 'é'.repeat(513), 'ﷺ'.repeat(60)]) {
      expect(mayBePassword(long)).toBe(false);
      expect(() => checkPasswordLength(long)).toThrow(expect.objectContaining({ code: 'password-length' }));
    }
  });

  it('is the same in any composition and width', () => {
    expect(normalPassword('Zoe\u0308 ｋｅｙ ﬁn')).toBe('Zoë key fin');
  });
});
