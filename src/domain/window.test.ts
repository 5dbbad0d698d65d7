import { describe, expect, it } from 'vitest';
import { isInWindow } from './window.ts';

describe('a window', () => {
  const both = { from: '2012-01-01', until: '2012-12-31' };

  it('includes its first and its last day', () => {
    expect(isInWindow(both, '2012-01-01')).toBe(true);
    expect(isInWindow(both, '2012-12-31')).toBe(true);
    expect(isInWindow(both, '2011-12-31')).toBe(false);
    expect(isInWindow(both, '2013-01-01')).toBe(false);
  });

  it('is open where an end is missing or unknown', () => {
    expect(isInWindow({ from: '2012-01-01' }, '2050-01-01')).toBe(true);
    expect(isInWindow({ from: '2012-01-01', until: 'unknown' }, '2050-01-01')).toBe(true);
    expect(isInWindow({ from: '2012-01-01', until: 'unknown' }, '2011-01-01')).toBe(false);
    expect(isInWindow({ until: '2012-01-01' }, '1999-01-01')).toBe(true);
  });

  it('does not judge a document without a date, unless it has no bounds', () => {
    expect(isInWindow(both, undefined)).toBe('unknown');
    expect(isInWindow({}, undefined)).toBe(true);
    expect(isInWindow({ until: 'unknown' }, undefined)).toBe(true);
  });
});
