import { describe, expect, it } from 'vitest';
import { Refusal } from '../errors.ts';
import { settledFilter } from './saved-filter.ts';

const ORDER = '018f0000-0000-4000-8000-000000000001';

function settle(name: unknown, search: unknown): unknown {
  try {
    return settledFilter({ name, search } as Parameters<typeof settledFilter>[0]);
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

describe('a saved filter', () => {
  it('has its name without the blanks around it, and what is stated alone', () => {
    const search = { orderId: ORDER, judgement: 'to-verify', mine: undefined, by: 'story' };
    expect(settle('  Mine ', search)).toEqual({
      name: 'Mine',
      search: { orderId: ORDER, judgement: 'to-verify', by: 'story' },
    });
    expect(settle('All', {})).toEqual({ name: 'All', search: {} });
  });

  it.each(['', '   ', 'x'.repeat(61), 'a\nb', 'a\u202eb'])('is not called %j', (name) => {
    expect(settle(name, {})).toBe('filter-name');
  });

  it.each<Readonly<Record<string, unknown>>>([
    { orderId: 'x' },
    { orderId: ORDER.toUpperCase() },
    { judgement: 'new' },
    { mine: true },
    { mine: 'no' },
    { hit: ORDER },
    { toString: 'yes' },
    { note: 'anything else' },
  ])('does not say %j', (search) => {
    expect(settle('Mine', search)).toBe('filter-search');
  });
});
