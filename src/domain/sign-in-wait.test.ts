import { describe, expect, it } from 'vitest';
import { waitAfter } from './sign-in-wait.ts';

const seconds = (by: Parameters<typeof waitAfter>[0], failures: number) => waitAfter(by, failures) / 1000;

describe('how long nobody tries', () => {
  it('is nothing at first, then doubles up to a quarter of an hour', () => {
    expect([0, 4, 5, 6, 7, 8, 9, 10, 11, 10_000].map((failures) => seconds('pair', failures))).toEqual([
      0, 0, 30, 60, 120, 240, 480, 900, 900, 900,
    ]);
    expect([49, 50, 51, 99].map((failures) => seconds('client', failures))).toEqual([0, 30, 60, 900]);
  });

  it('is a minute at most where others may have failed', () => {
    expect([99, 100, 1_000_000].map((failures) => seconds('account', failures))).toEqual([0, 60, 60]);
  });
});
