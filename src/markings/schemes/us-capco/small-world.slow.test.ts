import { describe, expect, it } from 'vitest';
import { decide } from '../../decide.ts';
import type { Reader } from '../../reader.ts';
import notional from '../../registers/notional.json' with { type: 'json' };
import type { Action } from '../../requirement.ts';
import { SchemeSet } from '../../scheme-set.ts';
import type { CapcoMark } from './mark.ts';
import type { Register } from './register.ts';
import { capcoScheme } from './scheme.ts';
import type { CapcoState } from './state.ts';

const scheme = capcoScheme(notional as Register);
const schemes = new SchemeSet([scheme]);
const ACTIONS: readonly Action[] = ['display', 'release'];
const LEVELS = ['O', 'G', 'H'];

/** What a mark is made of, by which its meaning is told without the engine. */
interface Parts {
  readonly level: string;
  readonly system: '' | 'SLT' | 'QZ' | 'QZ-FLT';
  readonly control: '' | 'ST' | 'AC';
  readonly release: '' | 'HO' | 'SHARE WITH XAR, XBO' | 'SHARE WITH XAR, XBO, XCY' | 'SHOW TO XBO';
  readonly legal: boolean;
}

function everyMark(): Parts[] {
  const marks: Parts[] = [];
  for (const level of LEVELS)
    for (const system of ['', 'SLT', 'QZ', 'QZ-FLT'] as const)
      for (const control of ['', 'ST', 'AC'] as const)
        for (const release of ['', 'HO', 'SHARE WITH XAR, XBO', 'SHARE WITH XAR, XBO, XCY', 'SHOW TO XBO'] as const)
          for (const legal of [false, true]) marks.push({ level, system, control, release, legal });
  return marks;
}

function everyReader(): Reader[] {
  const held = [
    [],
    ['SLT'],
    ['SLT', 'QZ'],
    ['QZ', 'QZ-FLT'],
    ['SLT', 'QZ', 'QZ-FLT', 'STAFF', 'AC', 'LEGAL'],
    ['STAFF', 'LEGAL'],
  ];
  return LEVELS.flatMap((level) =>
    held.flatMap((controls) =>
      ['XAR', 'XBO', 'XCY'].map((country) => ({
        id: 'r',
        nationality: country,
        organisation: country,
        levels: { notional: level },
        controls: { notional: controls },
      })),
    ),
  );
}

function isRight({ level, system, control, release }: Parts): boolean {
  if (system.startsWith('QZ') && (level !== 'H' || release !== 'HO')) return false;
  if (system === 'SLT' && level === 'O') return false;
  if (control === 'ST') return level === 'O';
  return control !== 'AC' || level !== 'O';
}

function mayByHand(parts: Parts, reader: Reader, action: Action): boolean {
  if (!isRight(parts)) return false;
  const { level, system, control, release, legal } = parts;
  const controls = reader.controls!['notional']!;
  const plain = level === 'O' && system === '' && control === '' && release === '' && !legal;
  if (plain) return true;
  if (LEVELS.indexOf(reader.levels!['notional']!) < LEVELS.indexOf(level)) return false;
  const needed = { '': [], SLT: ['SLT'], QZ: ['QZ'], 'QZ-FLT': ['QZ', 'QZ-FLT'] }[system];
  const asked = [
    ...needed,
    ...(control === 'ST' ? ['STAFF'] : control === 'AC' ? ['AC'] : []),
    ...(legal ? ['LEGAL'] : []),
  ];
  if (!asked.every((one) => controls.includes(one))) return false;
  const listed = release.startsWith('SHARE') || (release.startsWith('SHOW') && action === 'display') ? release : '';
  return reader.nationality === 'XAR' || listed.includes(reader.nationality!);
}

interface Known {
  readonly parts: Parts;
  readonly mark: CapcoMark;
  readonly state: CapcoState;
}

const marks: Known[] = everyMark().map((parts) => {
  const { level, system, control, release, legal } = parts;
  const dissem = [control, release].filter((one) => one !== '').join('/');
  const text = [level, system, dissem, legal ? 'LEGAL' : ''].filter((one) => one !== '').join('//');
  const mark = scheme.read(text, 'portion').mark!;
  return { parts, mark, state: scheme.stateOf(mark) };
});
const readers = everyReader().map((reader) => ({ reader, tokens: schemes.tokens(reader) }));

function may(state: CapcoState, tokens: ReadonlySet<string>, action: Action): boolean {
  return decide(scheme.requirement(state, action), tokens, 0).allowed;
}

describe('a small world, all of it', () => {
  it('lets each reader read exactly what is meant', () => {
    let decisions = 0;
    for (const { parts, state } of marks) {
      for (const { reader, tokens } of readers) {
        for (const action of ACTIONS) {
          if (may(state, tokens, action) !== mayByHand(parts, reader, action)) {
            expect.fail(`${JSON.stringify(parts)} ${JSON.stringify(reader)} ${action}`);
          }
          decisions++;
        }
      }
    }
    expect(decisions).toBe(360 * 54 * 2);
  });

  it('lets nobody read two things together who may not read each', () => {
    const right = marks.filter(({ parts }) => isRight(parts));
    let joined = 0;
    for (const one of right) {
      for (const other of right) {
        const state = scheme.join(one.state, other.state);
        const asked = ACTIONS.map((action) => scheme.requirement(state, action));
        for (const { reader, tokens } of readers) {
          ACTIONS.forEach((action, place) => {
            if (!decide(asked[place]!, tokens, 0).allowed) return;
            joined++;
            if (!(mayByHand(one.parts, reader, action) && mayByHand(other.parts, reader, action))) {
              expect.fail(`${JSON.stringify([one.parts, other.parts])} ${JSON.stringify(reader)} ${action}`);
            }
          });
        }
      }
    }
    expect(joined).toBeGreaterThan(10_000);
  });
});
