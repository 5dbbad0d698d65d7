import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../errors.ts';
import { capcoScheme } from '../markings/schemes/us-capco/scheme.ts';
import { readRegister, registerJsonSchema } from './register-file.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const REGISTERS = join(ROOT, 'src', 'markings', 'registers');
const textOf = (name: string): string => readFileSync(join(REGISTERS, name), 'utf8');

type Json = Record<string, unknown>;

/** The refusal of the notional register with some of its keys changed. */
function refusalWith(change: Json): string {
  const register = { ...(JSON.parse(textOf('notional.json')) as Json), ...change };
  try {
    readRegister(JSON.stringify(register), 'my.json');
  } catch (error) {
    if (error instanceof Refusal && error.code === 'register-file') return error.message;
    throw error;
  }
  return 'not refused';
}

describe('a register of markings', () => {
  it.each(['us-capco-2016.json', 'notional.json'])('is read: %s', (name) => {
    expect(readRegister(textOf(name), name).grammar).toBe('us-capco');
  });

  it('is described by the published schema', () => {
    const published = readFileSync(join(ROOT, 'docs', 'markings-register.schema.json'), 'utf8');
    expect(published).toBe(`${JSON.stringify(registerJsonSchema(), null, 2)}\n`);
  });

  it('makes a scheme of its own, with its own words', () => {
    const scheme = capcoScheme(readRegister(textOf('notional.json'), 'notional.json'));
    const marks = ['H//QZ-FLT ABC//HO', 'G//SLT//SHARE WITH XAR, XBO', 'O//ST'].map((text) => {
      const { mark, findings } = scheme.read(text, 'portion');
      expect(findings, text).toEqual([]);
      return mark!;
    });
    const { state, reasons } = scheme.rollUp(marks);
    expect(scheme.print(scheme.render(state), 'banner')).toBe('HIDDEN//QZ-FLT ABC/SLT//HOUSE ONLY');
    expect(reasons.map(({ sentence }) => sentence)).toContain('HOUSE ONLY because portion 1 has HO.');
    expect(scheme.requirement(state, 'display').clauses[0]?.anyOf).toEqual(['notional/level/H']);
  });

  it('is refused with the place of what is wrong', () => {
    const unknown = { id: 'LEGAL', title: 'LEGAL', excludes: [{ anyOf: ['NOPE'], rule: 'X' }] };
    const group = { code: 'XALL', title: 'A', expands: true, members: 'XAR QQQ' };
    const cases: readonly (readonly [Json, string])[] = [
      [{ grammar: 'other' }, 'grammar: '],
      [{ surprise: 1 }, 'surprise'],
      [{ owner: 'XXX' }, 'owner: “XXX” is not among the countries.'],
      [{ levels: [{ id: 'O', title: 'OPEN' }] }, 'is no level'],
      [{ nonIc: [unknown] }, 'nonIc.0.excludes.0.anyOf.0: “NOPE” is no element of this register.'],
      [{ nonIc: [{ ...unknown, excludes: [], access: [''] }] }, 'access'],
      [{ dissem: [] }, 'is no element'],
      [{ groups: [group] }, '“QQQ” is not among'],
      [{ groups: [{ ...group, members: '' }] }, 'whose members are not known'],
    ];
    for (const [change, sentence] of cases) expect(refusalWith(change)).toContain(sentence);
    expect(() => readRegister('{', 'my.json')).toThrow('my.json is no register of markings:\n  It is no JSON');
  });

  it('is refused where a site could not see what it does', () => {
    const notional = JSON.parse(textOf('notional.json')) as Record<string, Json & readonly Json[]>;
    const [st, ac, ho, ...rest] = notional['dissem']!;
    const cases: readonly (readonly [Json, string])[] = [
      [
        {
          levels: [
            { id: 'O', title: 'OPEN' },
            { id: 'G', title: 'GUARDED' },
            { id: 'H', title: 'HIDDEN', countsAs: 'O' },
          ],
        },
        'countsAs',
      ],
      [
        {
          levels: [
            { id: 'O', title: 'OPEN' },
            { id: 'G', title: 'H' },
            { id: 'H', title: 'HIDDEN' },
          ],
        },
        '“H” is the name of levels.1 already.',
      ],
      [{ nonIc: [{ id: 'AC', title: 'OTHER' }] }, '“AC” is the name of dissem.1 already.'],
      [{ nonIc: [{ id: 'LEGAL', banner: 'HOUSE ONLY', title: 'LEGAL' }] }, '“HOUSE ONLY” is the name of'],
      [{ nonIc: [{ id: 'LEGAL', title: 'LEGAL', access: ['SLT'] }] }, '“SLT” is a control system'],
      [{ dissem: [{ ...st, rollUp: { yieldsTo: ['ST'] } }, ac, ho, ...rest] }, '“ST” gives way to itself.'],
      [{ nonIc: [{ id: 'LEGAL', banner: 'LEGAL/X', title: 'LEGAL' }] }, 'nonIc.0.banner'],
      [{ scheme: 'group' }, 'kept for the tokens'],
      [{ groups: [{ code: 'AND', title: 'A', expands: false, members: '' }] }, '“AND” is read as a word'],
    ];
    for (const [change, sentence] of cases) expect(refusalWith(change), sentence).toContain(sentence);
  });
});
