import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDay, yearsAfter } from '../../days.ts';
import { readMark } from '../../schemes/us-capco/read.ts';
import type { IsmAttributes } from './ism-mark.ts';
import { readIsm } from './read-attributes.ts';
import { ISM_VOCABULARY } from './register.ts';
import {
  codesInAll,
  countReleasePortions,
  expandList,
  sharedCodes,
  takesPartInRelease,
  withoutShared,
} from './release-lists.ts';
import { rollUpIsm } from './roll-up.ts';
import { writeIsm, writeMark } from './write-attributes.ts';

const U = { classification: 'U', ownerProducer: 'USA' };
const S = { classification: 'S', ownerProducer: 'USA' };

/** Codes and rules of the errors. */
function errors(attributes: IsmAttributes): string[] {
  return readIsm(attributes)
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ code, rule }) => [code, rule].filter((part) => part !== undefined).join(' '));
}

function markOf(attributes: IsmAttributes) {
  const { mark } = readIsm(attributes);
  if (!mark) throw new Error(`not read: ${JSON.stringify(attributes)}`);
  return mark;
}

const RESOURCE = { ...U, resourceElement: 'true', compliesWith: 'USGov', nonICmarkings: 'SBU' };

function rolledUp(portions: readonly IsmAttributes[], today = '2024-02-29') {
  return rollUpIsm(portions, { resource: RESOURCE, today });
}

describe('reading attributes', () => {
  it('gives the mark that the same marking in text has', () => {
    const attributes = {
      ...{
        classification: 'TS',
        ownerProducer: 'USA',
        SCIcontrols: 'HCS HCS-P HCS-P-ABC SI',
        atomicEnergyMarkings: 'RD RD-CNWDI RD-SG-14',
      },
      ...{ disseminationControls: 'OC REL', releasableTo: 'USA AUS', FGIsourceOpen: 'GBR', nonICmarkings: 'LES' },
    };
    const text = 'TS//HCS-P ABC/SI//RD-CNWDI-SG 14//FGI GBR//OC/REL TO USA, AUS//LES';
    expect(markOf(attributes).mark).toEqual(readMark(ISM_VOCABULARY, text, 'portion').mark);
  });

  it('reads OC-USGOV with OC as the one that stands alone in text', () => {
    expect(markOf({ ...S, disseminationControls: 'OC OC-USGOV NF' }).mark.dissem).toEqual(['OC-USGOV', 'NF']);
    expect(errors({ ...S, disseminationControls: 'OC-USGOV NF' })).toEqual(['ism-together X5']);
  });

  it('reads whose information it is', () => {
    expect(markOf({ ...S, ownerProducer: 'GBR', nonUSControls: '' }).mark).toMatchObject({
      kind: 'non-us',
      owners: ['GBR'],
    });
    expect(markOf({ ...S, ownerProducer: 'FGI' }).mark).toMatchObject({ kind: 'non-us', concealed: true });
    expect(errors({ ...S, ownerProducer: 'GBR USA', disseminationControls: 'REL', releasableTo: 'USA GBR' })).toEqual([
      'ism-joint Q8',
    ]);
    expect(errors({ ...S, joint: 'true' })).toContain('ism-joint Q8');
    expect(errors({ ...S, ownerProducer: 'FGI GBR' })).toEqual(['ism-concealed X11']);
  });

  it('reads programs with and without prefix and authority', () => {
    const { sap } = markOf({ ...S, SARIdentifier: 'DOD:BP SAR-CA_DO-X' }).mark;
    expect(sap).toEqual([
      { name: 'BP', compartments: [] },
      { name: 'CA DO', compartments: [{ name: 'X', subs: [] }] },
    ]);
  });

  it('makes no mark of what it does not know', () => {
    for (const odd of [
      ...[
        { brandNew: 'X' },
        { disseminationControls: 'XX' },
        { classification: 'Q' },
        { atomicEnergyMarkings: 'RD-SG-X' },
      ],
      ...[
        { SCIcontrols: 'si' },
        { nonUSControls: 'toString' },
        { noticeType: 'X' },
        { releasableTo: 'usa', disseminationControls: 'REL' },
      ],
      ...[
        { cuiBasic: 'PRVCY' },
        { joint: 'yes' },
        { declassDate: '2023-02-29' },
        { declassException: '99X' },
        { ownerProducer: ' ' },
      ],
    ]) {
      expect(readIsm({ ...S, ...odd }).mark, JSON.stringify(odd)).toBeUndefined();
    }
  });

  it('says which attribute and which token is wrong', () => {
    expect(readIsm({ ...S, disseminationControls: 'NF XX' }).findings).toEqual([
      {
        ...{ code: 'ism-unknown-token', severity: 'error', span: { start: 3, end: 5 } },
        message: 'disseminationControls: “XX” is not in the vocabulary.',
      },
    ]);
  });

  it('ties controls and lists together', () => {
    expect(errors({ ...S, disseminationControls: 'REL' })).toEqual(['capco-release-list Q7']);
    expect(errors({ ...S, releasableTo: 'USA GBR' })).toEqual(['ism-list Q7']);
    expect(markOf({ ...S, releasableTo: 'USA GBR' }).mark.relTo).toBeUndefined();
    expect(errors({ ...S, disseminationControls: 'REL', releasableTo: 'USA' })).toEqual(['capco-release-alone G4']);
    expect(errors({ ...S, disseminationControls: 'REL', releasableTo: 'AUS' })).toEqual(['capco-release-owner G4']);
    expect(errors({ ...S, disseminationControls: 'DISPLAYONLY', displayOnlyTo: 'USA GBR' })).toEqual([
      'capco-display-owner G4',
    ]);
    expect(errors({ ...S, FGIsourceOpen: 'USA' })).toEqual(['capco-fgi-owner X11']);
    expect(errors({ ...S, SCIcontrols: 'SI SI' })).toEqual(['ism-duplicate G2']);
  });

  it('warns of order, of unknown codes and of parts without their whole', () => {
    const { findings } = readIsm({
      ...{ ...S, classification: 'TS', SCIcontrols: 'SI-NK', disseminationControls: 'REL OC', releasableTo: 'USA XQX' },
    });
    expect(findings.map(({ code, severity }) => `${code} ${severity}`).sort()).toEqual([
      'ism-order warning',
      'ism-parent warning',
      'ism-unknown-code warning',
    ]);
  });

  it('checks by the vocabulary of 2022', () => {
    expect(errors({ ...S, SCIcontrols: 'KLM' })).toEqual(['capco-requires Q2']);
    expect(errors({ ...S, SCIcontrols: 'BUR BUR-BLG', nonICmarkings: 'NNPI' })).toEqual([]);
    expect(errors({ ...S, disseminationControls: 'FOUO' })).toEqual(['capco-level L6']);
  });

  it('checks the declassification of the element that speaks for the whole', () => {
    const whole = { ...S, resourceElement: 'true' };
    expect(errors(whole)).toEqual(['ism-declass-missing C2']);
    expect(errors({ ...whole, declassDate: '2040-01-31' })).toEqual([]);
    expect(errors({ ...whole, declassDate: '2040-01-31', declassException: 'NATO' })).toEqual(['ism-declass-date C6']);
    expect(errors({ ...U, resourceElement: '1', declassDate: '2040-01-31' })).toEqual(['ism-declass-open C2']);
  });
});

describe('writing attributes', () => {
  it('is the inverse of reading', () => {
    for (const attributes of [
      U,
      { ...S, SCIcontrols: 'SI TK TK-KAND TK-KAND-AB', disseminationControls: 'OC OC-USGOV NF', noticeType: 'FISA' },
      {
        ...S,
        ownerProducer: 'GBR USA',
        joint: 'true',
        disseminationControls: 'REL DISPLAYONLY',
        releasableTo: 'USA GBR',
        displayOnlyTo: 'AUS',
      },
      {
        ...S,
        SARIdentifier: 'SAR-A_B',
        atomicEnergyMarkings: 'FRD FRD-SG-15',
        FGIsourceProtected: 'FGI',
        disseminationControls: 'NF',
      },
      {
        ...S,
        ownerProducer: 'NATO',
        nonUSControls: 'NATO-ATOMAL',
        declassException: 'NATO',
        hasApproximateMarkings: 'true',
      },
      { ...U, excludeFromRollup: 'true', createDate: '2024-01-01' },
      {
        classification: 'S',
        ownerProducer: 'FGI',
        disseminationControls: 'NF',
        declassDate: '2030-01-01',
        declassEvent: 'end of trial',
      },
    ]) {
      expect(writeIsm(markOf(attributes))).toEqual(attributes);
    }
  });

  it('refuses a list that is left to the banner line', () => {
    const rel = readMark(ISM_VOCABULARY, 'S//REL', 'portion').mark!;
    const joint = readMark(ISM_VOCABULARY, '//JOINT S//NF', 'portion').mark!;
    expect(() => writeMark(rel)).toThrow('filled in first');
    expect(() => writeMark(joint)).toThrow('filled in first');
  });
});

describe('rolling up', () => {
  it('leaves out what is not to count, and keeps what the element says of itself', () => {
    const { attributes } = rolledUp([U, { ...S, excludeFromRollup: 'true' }]);
    expect(attributes).toEqual({ ...U, resourceElement: 'true', compliesWith: 'USGov' });
  });

  it('marks nothing where a portion cannot be read, or none counts', () => {
    const unread = rolledUp([U, { ...S, brandNew: '1' }]);
    expect(unread.attributes).toBeUndefined();
    expect(unread.findings.map(({ code }) => code)).toEqual(['ism-portion-unread']);
    expect(rolledUp([]).findings.map(({ code }) => code)).toEqual(['ism-no-portion']);
  });

  it('counts a portion that is not valid, and says so', () => {
    const { attributes, findings } = rolledUp([{ ...S, disseminationControls: 'FOUO NF' }]);
    expect(attributes).toMatchObject({ classification: 'S', disseminationControls: 'NF' });
    expect(findings.map(({ code }) => code)).toEqual(['ism-portion-invalid']);
  });

  it('intersects lists, groups by their members', () => {
    const lists = ['USA FVEY', 'USA GBR NZL FRA'].map((releasableTo) => ({
      ...S,
      disseminationControls: 'REL',
      releasableTo,
    }));
    expect(rolledUp(lists).attributes).toMatchObject({ disseminationControls: 'REL', releasableTo: 'USA GBR NZL' });
  });

  it('keeps EYES where no list is REL, and grants the same', () => {
    const eyes = { ...S, disseminationControls: 'EYES', releasableTo: 'USA GBR' };
    const rel = { ...S, disseminationControls: 'REL', releasableTo: 'USA GBR' };
    expect(rolledUp([eyes, eyes]).attributes).toMatchObject({ disseminationControls: 'EYES', releasableTo: 'USA GBR' });
    expect(rolledUp([eyes, rel]).attributes).toMatchObject({ disseminationControls: 'REL', releasableTo: 'USA GBR' });
  });

  it('drops OC-USGOV where another portion is OC without it', () => {
    const both = { ...S, disseminationControls: 'OC OC-USGOV NF' };
    expect(rolledUp([both, both]).attributes?.['disseminationControls']).toBe('OC OC-USGOV NF');
    expect(rolledUp([both, { ...S, disseminationControls: 'OC NF' }]).attributes?.['disseminationControls']).toBe(
      'OC NF',
    );
  });

  it('makes foreign and joint information a source of a document of the owner', () => {
    const joint = {
      ...S,
      ownerProducer: 'AUS USA',
      joint: 'true',
      disseminationControls: 'REL',
      releasableTo: 'USA AUS',
    };
    expect(rolledUp([joint]).attributes).toMatchObject({
      ownerProducer: 'USA',
      FGIsourceOpen: 'AUS',
      releasableTo: 'USA AUS',
    });
    const stays = rollUpIsm([joint], { resource: { ...joint, resourceElement: 'true' }, today: '2024-01-01' });
    expect(stays.attributes).toMatchObject({ ownerProducer: 'AUS USA', joint: 'true' });
    expect(stays.attributes?.['FGIsourceOpen']).toBeUndefined();
  });

  it('reckons 25 years from today where nothing else is said', () => {
    expect(rolledUp([S]).attributes?.['declassDate']).toBe('2049-02-28');
    const { findings, attributes } = rollUpIsm([S], { resource: RESOURCE });
    expect(attributes?.['declassDate']).toBeUndefined();
    expect(findings.map(({ code, rule }) => `${code} ${rule}`)).toEqual(['ism-declass-missing C4']);
  });

  it('takes the latest day, and none beside nuclear and NATO information', () => {
    const dated = ['2031-05-01', '2030-12-31'].map((declassDate) => ({ ...S, declassDate }));
    expect(rolledUp(dated).attributes?.['declassDate']).toBe('2031-05-01');
    expect(rolledUp([...dated, { ...S, declassException: '25X1' }]).attributes).toMatchObject({
      ...{ declassDate: '2031-05-01', declassException: '25X1' },
    });
    const nuclear = { ...S, atomicEnergyMarkings: 'RD' };
    const nato = { ...S, ownerProducer: 'NATO' };
    const both = rolledUp([...dated, nuclear, nato, { ...S, declassEvent: 'end' }]).attributes;
    expect(both?.['declassException']).toBe('NATO-AEA');
    expect(both?.['declassDate']).toBeUndefined();
    expect(both?.['declassEvent']).toBeUndefined();
    expect(rolledUp([nato]).attributes?.['declassException']).toBe('NATO');
    expect(rolledUp([nato, { ...S, declassException: 'AEA' }]).attributes?.['declassException']).toBe('NATO-AEA');
  });

  it('gives an open document no declassification and no author', () => {
    const { attributes } = rollUpIsm([U], {
      resource: RESOURCE,
      today: '2024-01-01',
      derivedFrom: 'x',
      derivativelyClassifiedBy: 'y',
    });
    expect(attributes).toEqual({ ...U, resourceElement: 'true', compliesWith: 'USGov' });
  });
});

const control = fc.constantFrom(
  'RS',
  'FOUO',
  'OC',
  'OC-USGOV',
  'IMC',
  'NF',
  'PR',
  'REL',
  'RELIDO',
  'EYES',
  'DISPLAYONLY',
  'FISA',
);
const code = fc.constantFrom('USA', 'GBR', 'FVEY', 'NATO', 'ZWE', 'KFOR');
const several = (each: fc.Arbitrary<string>) => fc.array(each, { maxLength: 3 }).map((tokens) => tokens.join(' '));
const portion = fc.record(
  {
    classification: fc.constantFrom('U', 'R', 'C', 'S', 'TS'),
    ownerProducer: fc.constantFrom('USA', 'GBR', 'NATO', 'FGI', 'GBR USA'),
    joint: fc.constantFrom('true', 'false'),
    SCIcontrols: several(fc.constantFrom('SI', 'SI-G', 'SI-G-ABCD', 'TK', 'HCS-P')),
    SARIdentifier: several(fc.constantFrom('BP', 'SAR-CA')),
    atomicEnergyMarkings: several(fc.constantFrom('RD', 'RD-CNWDI', 'FRD-SG-14', 'UCNI', 'TFNI')),
    disseminationControls: several(control),
    FGIsourceOpen: several(code),
    FGIsourceProtected: fc.constant('FGI'),
    releasableTo: several(code),
    displayOnlyTo: several(code),
    nonICmarkings: several(fc.constantFrom('DS', 'XD', 'ND', 'SBU', 'SBU-NF', 'LES-NF', 'NNPI')),
  },
  { requiredKeys: ['classification', 'ownerProducer'] },
);

describe('any portions', () => {
  it('come to one marking, whatever their order, that reads back as itself', () => {
    fc.assert(
      fc.property(fc.array(portion, { minLength: 1, maxLength: 4 }), (portions) => {
        const { attributes, mark } = rolledUp(portions);
        expect(rolledUp([...portions].reverse()).attributes).toEqual(attributes);
        expect(markOf(attributes!).mark).toEqual(mark);
      }),
    );
  });

  it('are read or refused, and never dropped', () => {
    const attributes = fc.dictionary(
      fc.oneof(fc.constantFrom('classification', '__proto__'), fc.string()),
      fc.string(),
    );
    fc.assert(
      fc.property(attributes, (odd) => {
        const { mark, findings } = readIsm(odd);
        if (mark === undefined) expect(findings.map(({ severity }) => severity)).toContain('error');
      }),
    );
  });
});

describe('days', () => {
  it('are those of the calendar', () => {
    expect(
      ['2024-02-29', '2023-02-29', '2000-02-29', '1900-02-29', '2024-13-01', '2024-04-31', '24-1-1'].map(isDay),
    ).toEqual([...[true, false, true, false, false, false, false]]);
    expect(yearsAfter('2024-02-29', 4)).toBe('2028-02-29');
  });
});

describe('the steps of comparing release lists', () => {
  it('compare names first, then members', () => {
    expect(codesInAll(['AUS NZL FVEY', 'NZL FVEY'], 2)).toEqual([
      { code: 'FVEY', count: 2 },
      { code: 'NZL', count: 2 },
    ]);
    expect(withoutShared(['AUS NZL', 'NZL AUS', 'AUS GBR'], 3)).toEqual(['NZL', 'GBR']);
    expect(expandList('USA TEYE KFOR BHTF')).toBe('AUS GBR KFOR');
    expect(sharedCodes(['USA FVEY', 'USA GBR'], 2).map(({ code }) => code)).toEqual(['USA', 'GBR']);
  });

  it('count what takes part', () => {
    const portions = [S, U, { ...U, disseminationControls: 'FOUO' }, { ...S, excludeFromRollup: 'true' }].map(markOf);
    expect(portions.map(takesPartInRelease)).toEqual([true, false, true, true]);
    expect(countReleasePortions(portions)).toBe(2);
  });
});
