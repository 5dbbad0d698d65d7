import { describe, expect, it } from 'vitest';
import { isNamed, namedPlaces, personName, valueWithoutNames, withoutNames } from './person-names.ts';

const names = [
  personName('François Quarble')!,
  personName('Quarble')!,
  personName('May', true)!,
  personName('Zoquar*')!,
];

describe('a name', () => {
  it.each([
    ['Francois  QUARBLE plans', '[erased] plans'],
    ['the “François-Quarble” plan; Quarble’s too', 'the “[erased]” plan; [erased]’s too'],
    ['May may not, in MAY', '[erased] may not, in MAY'],
    ['zoquarism and zoqua', '[erased] and zoqua'],
    ['Quarbles, Franco Quarbl', 'Quarbles, Franco Quarbl'],
    ['Quarble Quarble', '[erased] [erased]'],
    ['', ''],
  ])('is erased in “%s”', (text, erased) => {
    expect(withoutNames(text, names)).toBe(erased);
    expect(isNamed(text, names)).toBe(erased !== text);
    expect(withoutNames(erased, names)).toBe(erased);
  });

  it('needs a word', () => {
    expect(personName(' – ')).toBeUndefined();
  });

  it('is found and erased in values, but for markings', () => {
    const value = { marking: 'Quarble', order: { unknowns: ['a', 'is Quarble there?'], priority: 3, note: null } };
    expect(namedPlaces(value, names)).toEqual([{ path: 'order/unknowns/1', text: 'is Quarble there?' }]);
    expect(valueWithoutNames(value, names)).toEqual({
      marking: 'Quarble',
      order: { unknowns: ['a', 'is [erased] there?'], priority: 3, note: null },
    });
  });
});
