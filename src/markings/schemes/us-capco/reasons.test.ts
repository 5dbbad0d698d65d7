import { describe, expect, it } from 'vitest';
import { usCapco as scheme } from '../../standard-schemes.ts';

function sentences(...portions: readonly string[]): string[] {
  const marks = portions.map((text) => scheme.read(text, 'portion').mark!);
  return scheme.rollUp(marks).reasons.map(({ sentence }) => sentence);
}

describe('the reasons of a banner', () => {
  it.each<[string, readonly string[], string]>([
    ['the level', ['U', 'S//NF', 'C'], 'SECRET because portion 2 has S.'],
    ['several portions', ['S', 'S', 'S', 'U', 'S'], 'SECRET because portions 1 to 3 and 5 have S.'],
    ['NOFORN that was said', ['S//REL TO USA, GBR', 'U', 'U', 'S//NF'], 'NOFORN because portion 4 has NF.'],
    ['NOFORN said in one word', ['S//REL TO USA, GBR', 'U//LES-NF'], 'NOFORN because portion 2 has LES-NF.'],
    [
      'NOFORN where some are silent',
      ['S//REL TO USA, GBR', 'C'],
      'NOFORN because portion 2 says nothing of release while portion 1 does.',
    ],
    [
      'NOFORN where nothing is shared',
      ['S//REL TO USA, GBR', 'S//REL TO USA, JPN'],
      'NOFORN because no country or group is common to portions 1 and 2.',
    ],
    [
      'NOFORN for what is not shown',
      ['S//REL TO USA, GBR', 'U//DCNI'],
      'NOFORN because portion 2 has unclassified nuclear information, which a classified banner does not show.',
    ],
    [
      'a list',
      ['S//REL TO USA, FVEY', 'S//REL TO USA, CAN, JPN'],
      'REL TO USA, CAN because these stand, by name or through a group, in the lists of portions 1 and 2.',
    ],
    ['a system', ['TS//SI-G//OC/NF', 'S//SI/TK//NF'], 'SI-G because portions 1 and 2 have SI.'],
    ['a program', ['S//SAR-BP//NF', 'U'], 'SAR-BP because portion 1 has SAR-BP.'],
    ['a foreign source', ['//GBR S//REL TO USA, GBR', 'U'], 'FGI GBR because portion 1 has information of GBR.'],
    [
      'a concealed source',
      ['//GBR S//NF', '//FGI S//NF'],
      'FGI because portion 2 has foreign information whose source is concealed.',
    ],
    ['nuclear information', ['S//RD-CNWDI-SG 14//NF', 'U'], 'SIGMA 14 because portion 1 has SIGMA 14.'],
    ['a control', ['S//OC/NF', 'S//NF'], 'ORCON because portion 1 has OC.'],
    [
      'what is not written in a classified banner',
      ['U//FOUO', 'S//NF'],
      'FOUO of portion 1 is not written: the banner is classified. It still holds for that portion.',
    ],
    [
      'what gives way',
      ['U//FOUO', 'U//SSI'],
      'FOUO of portion 1 is not written: a stricter control takes its place. It still holds for that portion.',
    ],
    [
      'an official’s decision',
      ['S//RELIDO', 'S//RELIDO', 'U'],
      'RELIDO because portions 1 and 2 have RELIDO, as all do that take part.',
    ],
  ])('say why: %s', (_, portions, sentence) => {
    expect(sentences(...portions)).toContain(sentence);
  });

  it('are none where there is no portion, and there is no banner', () => {
    const { state, reasons } = scheme.rollUp([]);
    expect(reasons).toEqual([]);
    expect(scheme.requirement(state, 'display').clauses).toEqual([{ anyOf: [], reason: 'unmarked' }]);
  });

  it('come with a finding where a portion is not valid, or leaves its list to a banner that is not there', () => {
    const marks = ['S//FOUO', 'S//REL'].map((text) => scheme.read(text, 'portion').mark!);
    const { state, findings } = scheme.rollUp(marks);
    expect(findings.map(({ code, message }) => [code, message.slice(0, 9)])).toEqual([
      ['capco-portion-invalid', 'Portion 1'],
      ['capco-list-missing', 'Portion 2'],
    ]);
    expect(scheme.requirement(state, 'display').clauses).toEqual([{ anyOf: [], reason: 'invalid' }]);
  });

  it('take bare lists from the banner', () => {
    const banner = scheme.read('//JOINT SECRET CAN GBR USA//REL TO USA, CAN, GBR', 'banner').mark!;
    const mark = scheme.resolve(scheme.read('//JOINT S//REL', 'portion').mark!, banner);
    expect(scheme.print(mark, 'portion')).toBe('//JOINT S CAN GBR USA//REL TO USA, CAN, GBR');
    const other = scheme.read('SECRET//NOFORN', 'banner').mark!;
    const left = scheme.resolve(scheme.read('S//REL', 'portion').mark!, other);
    expect(scheme.requirement(scheme.stateOf(left), 'display').clauses).toEqual([{ anyOf: [], reason: 'invalid' }]);
  });
});
