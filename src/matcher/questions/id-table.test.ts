import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../test/support/property-runs.ts';
import { IdTable } from './id-table.ts';

const steps = fc.array(fc.record({ id: fc.constantFrom(...ids(60)), takes: fc.boolean() }), {
  maxLength: 400,
  size: 'max',
});

function ids(count: number): string[] {
  return Array.from({ length: count }, (_, number) => `q${number}`);
}

describe('the numbers of questions by their ids', () => {
  it('are those of a map, whatever is put and taken', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const table = new IdTable();
        const map = new Map<string, number>();
        all.forEach(({ id, takes }, number) => {
          const before = map.get(id) ?? -1;
          const told = takes ? table.take(id) : table.put(id, number);
          if (takes) map.delete(id);
          else map.set(id, number);
          // One expectation of each step would take longer than all the steps.
          if (told !== before || table.size !== map.size) expect([told, table.size]).toEqual([before, map.size]);
        });
        for (const id of ids(60)) expect(table.take(id)).toBe(map.get(id) ?? -1);
        expect(table.size).toBe(0);
      }),
      { numRuns: propertyRuns(200) },
    );
  });

  it('are found again among many, and ids by their numbers', () => {
    const table = new IdTable();
    const many = ids(10_000);
    many.forEach((id, number) => {
      expect(table.put(id, number)).toBe(-1);
    });
    for (let number = 0; number < many.length; number += 3) expect(table.take(many[number]!)).toBe(number);
    many.forEach((id, number) => {
      expect(table.put(id, number)).toBe(number % 3 === 0 ? -1 : number);
    });
    expect(table.size).toBe(many.length);
    expect(table.ids[4711]).toBe('q4711');
  });
});
