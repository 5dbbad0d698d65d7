import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../../test/support/property-runs.ts';
import type { Form } from '../../scheme.ts';
import { requirementOf } from '../us-capco/requirement.ts';
import { stateOf } from '../us-capco/state.ts';
import { attributesOfDodm, describeDodm } from './describe.ts';
import { accmOf, asCapco, DODM_VOCABULARY } from './mark.ts';
import { printDodm } from './print.ts';
import { readDodm } from './read.ts';

/** Codes and paragraphs of the errors, as `dodm-list 10.e.4.`. */
function errors(text: string, form: Form = 'banner'): string[] {
  return readDodm(text, form)
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ code, rule }) => [code, rule].filter((part) => part !== undefined).join(' '));
}

function markOf(text: string, form: Form = 'banner') {
  const { mark } = readDodm(text, form);
  if (!mark) throw new Error(`not read: ${text}`);
  return mark;
}

describe('levels and owners', () => {
  it('reads the names of both forms, and shows the canonical one', () => {
    const { mark, findings } = readDodm('S//NF', 'banner');
    expect(mark?.level).toBe('S');
    expect(findings.map(({ code, severity, canonical }) => [code, severity, canonical])).toEqual([
      ['dodm-canonical', 'warning', 'SECRET//NOFORN'],
    ]);
  });

  it('says that RESTRICTED is no level of the owner, and reads it', () => {
    expect(readDodm('RESTRICTED', 'banner').findings.map(({ code }) => code)).toEqual(['dodm-foreign-level']);
  });

  it('refuses what names no level', () => {
    expect(errors('COSMIC SECRET')).toEqual(['dodm-unknown-level']);
    expect(errors('//GBR')).toEqual(['dodm-unknown-level']);
    expect(errors('//JOINT GBR USA')).toEqual(['dodm-unknown-level']);
    expect(errors('')).toEqual(['marking-empty']);
    expect(errors('(S//NF', 'portion')).toEqual(['marking-parenthesis']);
  });

  it('keeps COSMIC for the top level, and the other levels for NATO', () => {
    expect(errors('//COSMIC CONFIDENTIAL')).toEqual(['dodm-alliance-level 4.b.2.a.']);
    expect(errors('//NATO TOP SECRET')).toEqual(['dodm-alliance-level 4.b.2.a.']);
    expect(errors('//COSMIC TOP SECRET')).toEqual([]);
  });

  it('reads the owners of a joint marking in any order', () => {
    expect(describeDodm(markOf('//JOINT C NZL USA AUS', 'portion')).jointAuthorities).toEqual(['AUS', 'NZL', 'USA']);
    expect(errors('//JOINT RESTRICTED GBR USA')).toEqual(['dodm-joint-level 5.d.']);
  });

  it('binds control words to the alliance', () => {
    expect(errors('//GBR SECRET//ATOMAL')).toEqual(['dodm-word-owner 4.b.']);
    expect(errors('//NATO CONFIDENTIAL//BOHEMIA')).toEqual(['dodm-word-level 4.b.2.c.']);
    expect(errors('//NS//ATOMAL//NF', 'portion')).toEqual(['dodm-alliance-release 4.b.3.']);
  });

  it('reads a concealed owner', () => {
    expect(markOf('//FGI S//REL TO USA, GBR', 'portion').concealed).toBe(true);
  });
});

describe('systems and programs', () => {
  it('asks information of control systems for a word on release', () => {
    expect(errors('SECRET//XYZ')).toEqual(['dodm-requires 6.c.']);
    expect(errors('SECRET//XYZ//REL TO USA, GBR')).toEqual([]);
    expect(errors('SECRET//HCS-ABC//RELIDO')).toEqual(['dodm-requires 6.f.']);
  });

  it('names at most four programs', () => {
    expect(errors('SECRET//SAR-A1/B2/C3/D4')).toEqual([]);
    expect(errors('SECRET//SAR-A1/B2/C3/D4/E5')).toEqual(['dodm-programs 7.e.']);
    expect(describeDodm(markOf('SECRET//SAR-MULTIPLE PROGRAMS'))).toMatchObject({ multiple: true, programs: [] });
  });

  it('knows WAIVED and HVSACO', () => {
    expect(errors('SECRET//WAIVED')).toEqual(['dodm-waived 7.f.']);
    expect(errors('SECRET//HVSACO//WAIVED')).toEqual([]);
  });
});

describe('nuclear information', () => {
  it('reads series from 1 to 99', () => {
    expect(markOf('S//RD-SG 99 1', 'portion').aea.series).toEqual([1, 99]);
    expect(errors('S//RD-SG 0 100', 'portion')).toEqual(['dodm-series 8.d.3.']);
    expect(errors('S//RD-SG TEN', 'portion')).toEqual(['dodm-unknown-control']);
  });

  it('writes design information as N, and behind RD only', () => {
    expect(printDodm(markOf('S//RD-CNWDI', 'portion'), 'portion')).toBe('S//RD-N');
    expect(errors('SECRET//FRD-N')).toEqual(['dodm-atomic-base 8.c.3.']);
  });

  it('keeps unclassified nuclear information unclassified', () => {
    expect(errors('SECRET//DOE UCNI')).toEqual(['dodm-level 8.f.3.']);
  });
});

describe('sources, release and other controls', () => {
  it('sorts the sources', () => {
    expect(errors('SECRET//FGI NATO AUS')).toEqual(['dodm-list 9.d.']);
    expect(errors('UNCLASSIFIED//FGI AUS')).toEqual(['dodm-fgi-level 9.b.']);
    expect(errors('//GBR SECRET//FGI AUS')).toEqual(['dodm-fgi-kind 9.a.']);
    expect(errors('SECRET//FGI USA')).toEqual(['dodm-fgi-owner']);
  });

  it('reads release lists with commas or spaces, with or without the owner', () => {
    expect(describeDodm(markOf('SECRET//REL TO USA AUS, GBR')).relTo).toEqual(['USA', 'AUS', 'GBR']);
    expect(errors('SECRET//REL TO AUS, GBR')).toEqual([]);
    expect(errors('SECRET//REL TO USA')).toEqual(['dodm-release-alone 10.e.5.']);
    expect(errors('UNCLASSIFIED//DISPLAY ONLY AUS')).toEqual(['dodm-level 10.g.3.']);
    expect(errors('SECRET//REL TO')).toEqual(['dodm-release-list']);
    expect(readDodm('SECRET//REL TO USA, XQX', 'banner').findings.map(({ code }) => code)).toContain(
      'dodm-unknown-code',
    );
    expect(errors('SECRET//REL TO USA, 4$')).toContain('dodm-code');
  });

  it('lets those have it whom a list without the owner names, and the owner', () => {
    const state = stateOf(DODM_VOCABULARY, asCapco(markOf('SECRET//REL TO AUS, GBR')));
    expect(state.invalid).toBe(false);
    expect(state.fdr.release).toEqual(['AUS', 'GBR', 'USA']);
  });

  it('reads EYES ONLY with slashes in its list', () => {
    expect(markOf('SECRET//USA/CAN/GBR EYES ONLY')).toMatchObject({ dissem: ['EYES'], relTo: ['USA', 'CAN', 'GBR'] });
  });

  it('reads nicknames behind ACCM until a control comes', () => {
    const mark = markOf('SECRET//ACCM-RED HAT/BLUE/LIMDIS');
    expect(accmOf(mark)).toEqual(['BLUE', 'RED HAT']);
    expect(printDodm(mark, 'portion')).toBe('S//DS/ACCM-BLUE/RED HAT');
    expect(readDodm(printDodm(mark, 'banner'), 'banner')).toEqual({ mark, findings: [] });
  });

  it('lets no reader have an ACCM, a long list of programs or special channels that none was given', () => {
    for (const text of ['SECRET//ACCM-BLUE', 'SECRET//SAR-MULTIPLE PROGRAMS', 'SECRET//HVSACO']) {
      const { clauses } = requirementOf(DODM_VOCABULARY, stateOf(DODM_VOCABULARY, asCapco(markOf(text))), 'display');
      const asked = clauses.filter(
        ({ reason }) => reason === 'unknown' || reason === 'compartment' || reason === 'affiliation',
      );
      expect(asked.length).toBe(1);
    }
  });

  it('wants two slashes between categories, and no more', () => {
    expect(errors('SECRET//TK/NOFORN')).toEqual(['dodm-slashes']);
    expect(readDodm('SECRET////NOFORN/', 'banner').findings.map(({ code }) => code)).toEqual([
      'dodm-empty-category',
      'dodm-empty-category',
      'dodm-canonical',
    ]);
    expect(errors('SECRET//NOFORN/BOGUS')).toEqual(['dodm-unknown-control']);
  });

  it('refuses names that are none', () => {
    expect(errors('SECRET//A B//NOFORN')).toEqual(['dodm-name']);
    expect(errors('SECRET//TK-A:B//NOFORN')).toEqual(['dodm-name']);
    expect(errors('SECRET//SAR-A:B')).toEqual(['dodm-name']);
    expect(errors('SECRET//ACCM-A:B')).toEqual(['dodm-name']);
    expect(errors('S'.repeat(5000))).toEqual(['marking-too-long']);
  });
});

const piece = fc.constantFrom(
  ...[
    'S',
    'TOP SECRET',
    'JOINT S GBR USA',
    'COSMIC',
    'NS',
    'GBR R',
    '//',
    '/',
    ' ',
    'SAR-',
    'BP',
    'ACCM-',
    'FOO',
    'REL TO ',
    'USA',
    ', ',
    'NATO',
  ],
  ...[
    'FGI',
    'RD-N',
    'FRD-SG 5',
    'NF',
    'NOFORN',
    'DISPLAY ONLY ',
    'EYES ONLY',
    'TK-A B',
    'HVSACO',
    'SBU-NF',
    'LIMDIS',
    'é',
    '(',
    '-',
  ],
);

describe('any text', () => {
  it('is read or refused, and what is valid is written so that it is read as itself', () => {
    const text = fc.oneof(
      fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join('')),
      fc.string(),
    );
    fc.assert(
      fc.property(text, fc.constantFrom<Form>('portion', 'banner'), (given, form) => {
        const { mark, findings } = readDodm(given, form);
        if (!mark || findings.some(({ severity }) => severity === 'error')) return;
        const again = readDodm(printDodm(mark, form), form);
        expect(again.mark).toEqual(mark);
        expect(again.findings.map(({ code }) => code)).not.toContain('dodm-canonical');
      }),
      { numRuns: propertyRuns(2000) },
    );
  });
});

describe('the attributes of a catalogue', () => {
  it('hold level and control word in one code', () => {
    expect(attributesOfDodm(markOf('//CTS//BOHEMIA', 'portion')).classification).toEqual(['CTS-B']);
    expect(attributesOfDodm(markOf('//GBR S', 'portion'))).toMatchObject({
      classification: ['S'],
      ownerProducer: ['GBR'],
    });
  });

  it('hold names in full', () => {
    const mark = markOf('S//TK-XY A B//HVSACO//RD-SG 3//FGI AUS//DSEN/REL TO USA, AUS//DS/ACCM-FOO', 'portion');
    expect(attributesOfDodm(mark)).toEqual({
      classification: ['S'],
      ownerProducer: ['USA'],
      releasability: ['USA', 'AUS'],
      codewords: ['TK-XY A B'],
      disseminationControls: ['DEA SENSITIVE'],
      otherDissem: ['LIMDIS', 'ACCM-FOO'],
      sap: ['HVSACO'],
      aea: ['RESTRICTED DATA-SIGMA 3'],
      fgi: ['FGI AUS'],
    });
  });
});
