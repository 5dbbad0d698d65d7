import { describe, expect, it } from 'vitest';
import type { Label } from '../markings/label.ts';
import { standardSchemes } from '../markings/standard-schemes.ts';
import { covers } from './covers.ts';

const us = (marking: string, ...needToKnow: string[][]): Label =>
  standardSchemes.label('us-capco', marking, { needToKnow });
const desk = (marking: string): Label => standardSchemes.label('desk', marking);

describe('a label covers', () => {
  it.each<[string, Label, Label]>([
    ['itself', us('S//NF'), us('S//NF')],
    ['a lower level', us('S//NF'), us('C//NF')],
    ['what asks nothing', us('S//REL TO USA, GBR'), us('U')],
    ['what asks nothing in another scheme', us('S//NF', ['courts']), desk('P')],
    ['a wider circle', us('U', ['courts']), us('U', ['courts', 'elections'])],
    ['a wider release', us('S//REL TO USA, GBR'), us('S//REL TO USA, AUS, GBR')],
  ])('%s', (_name, label, other) => {
    expect(covers(standardSchemes, label, [other])).toBe(true);
  });

  it.each<[string, Label, Label]>([
    ['a higher level', us('C//NF'), us('S//NF')],
    ['another circle', us('S//NF', ['courts']), us('S//NF', ['elections'])],
    ['a narrower release', us('S//REL TO USA, AUS, GBR'), us('S//REL TO USA, GBR')],
    ['what asks something in another scheme', us('TS//NF'), desk('D')],
    ['an embargo', desk('P'), desk('P//EMBARGO UNTIL 2026-11-20T13:00Z')],
    ['what is unmarked', us('TS//NF'), { parts: [], needToKnow: [], declassifyOn: 'never' }],
  ])('nothing such as %s', (_name, label, other) => {
    expect(covers(standardSchemes, label, [other])).toBe(false);
    expect(covers(standardSchemes, label, [us('U'), other])).toBe(false);
  });
});
