import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../../test/support/property-runs.ts';
import { isValid } from '../../finding.ts';
import type { LabelCategory, NatoLabel } from '../nato/label.ts';
import { checkLabel } from './check-label.ts';
import { COMPACT_NAMESPACE, readCompactClearance, readCompactLabel } from './compact.ts';
import { type Clearance, decide, spifKey, spifRequirement, spifTokens } from './decide.ts';
import { type MarkingChoice, printLabel } from './marking.ts';
import { readSpif } from './read-spif.ts';
import type { Spif } from './spif.ts';
import { translateLabel } from './translate.ts';

const HARBOUR = readFileSync(join(import.meta.dirname, 'harbour.xml'), 'utf8');
const BAY = readFileSync(join(import.meta.dirname, 'bay.xml'), 'utf8');

function spif(source: string): Spif {
  const { mark, findings } = readSpif(source);
  if (!mark) throw new Error(findings.map(({ message }) => message).join(' '));
  return mark;
}

const harbour = spif(HARBOUR);
const bay = spif(BAY);

const TAGS: Readonly<Record<string, LabelCategory['type']>> = {
  Cargo: 'restrictive',
  Waters: 'restrictive',
  Crew: 'permissive',
  Desk: 'informative',
};

/** A label of HARBOUR: `label('PIER', 'Crew/GULL')`. A tag set without a value stands for an empty category. */
function label(classification: string, ...named: string[]): NatoLabel {
  const categories = [...new Set(named.map((each) => each.split('/')[0]!))].map((tagName): LabelCategory => {
    const values = named.filter((each) => each.startsWith(`${tagName}/`)).map((each) => each.split('/')[1]!);
    return { type: TAGS[tagName] ?? 'restrictive', tagName, values };
  });
  return { policy: { name: 'HARBOUR' }, classification, categories, alternatives: [] };
}

function clearance(levels: readonly string[], ...named: string[]): Clearance {
  const { policy, categories } = label('', ...named);
  return { policy, levels, categories };
}

/** What is wrong by the rules of the policy, with a star for errors. */
function wrong(of: NatoLabel): string[] {
  return checkLabel(harbour, of).map(({ code, severity }) => (severity === 'error' ? `${code}*` : code));
}

const VALUES = [
  ...['Cargo/AMBERGRIS', 'Cargo/SPICE', 'Cargo/ROPE', 'Waters/STRAIT', 'Crew/ALBATROSS', 'Crew/PELICAN', 'Crew/GULL'],
  ...['Crew/TERN', 'Crew/NIGHT', 'Crew/DAY', 'Desk/STAFF', 'Desk/LOG'],
];
const LEVELS = ['QUAY', 'PIER', 'VAULT'];
const chosen = fc.subarray(VALUES);
/** Few enough that many labels are right. */
const few = fc.subarray(VALUES, { maxLength: 3 });
const level = fc.constantFrom(...LEVELS);

describe('checking a label', () => {
  it.each([
    [label('QUAY'), []],
    [label('pier', 'cargo/AMBERGRIS'), []],
    [{ ...label('QUAY'), policy: { name: 'BAY' } }, ['spif-other-policy*']],
    [{ ...label('QUAY'), policy: { name: 'HARBOUR', uri: 'urn:oid:2.25.8' } }, ['spif-other-policy*']],
    [label('DOCK'), ['spif-unknown-level*']],
    [label('QUAY', 'Cargo/TEA'), ['spif-unknown-value*']],
    [label('QUAY', 'Freight/TEA'), ['spif-unknown-value*']],
    [label('SHED'), ['spif-obsolete']],
    [label('QUAY', 'Crew/TERN'), ['spif-obsolete', 'spif-time-not-checked']],
    [label('QUAY', 'Cargo/AMBERGRIS'), ['spif-excluded-level*']],
    [label('PIER', 'Cargo/AMBERGRIS', 'Cargo/SPICE'), []],
    [label('PIER', 'Cargo/SPICE'), ['spif-required-value*']],
    [label('VAULT', 'Cargo/AMBERGRIS', 'Cargo/SPICE'), ['spif-excluded-level*']],
    [label('VAULT'), ['spif-required-value*']],
    [label('VAULT', 'Crew/DAY'), []],
    [label('VAULT', 'Cargo/AMBERGRIS'), []],
    [label('QUAY', 'Crew/GULL', 'Crew/ALBATROSS'), ['spif-excluded-value*']],
    [label('QUAY', 'Crew/GULL', 'Crew/PELICAN'), []],
    [label('QUAY', 'Desk/LOG', 'Crew/GULL'), []],
    [label('QUAY', 'Desk/LOG'), ['spif-required-value*']],
    [label('QUAY', 'Desk/LOG', 'Crew/GULL', 'Crew/PELICAN'), ['spif-required-value*']],
    [label('QUAY', 'Desk/LOG', 'Desk/STAFF', 'Crew/DAY'), ['spif-selection*']],
    [
      label('QUAY', 'Crew/ALBATROSS', 'Crew/PELICAN', 'Crew/TERN', 'Crew/DAY'),
      ['spif-obsolete', 'spif-time-not-checked'],
    ],
    [label('QUAY', 'Crew'), ['label-empty-category']],
  ])('finds what breaks a rule: %#', (of, expected) => {
    expect(wrong(of)).toEqual(expected);
  });

  it('does not take a permissive tag set that stands twice for one', () => {
    const one: LabelCategory = { type: 'permissive', tagName: 'Crew', values: ['PELICAN'] };
    expect(wrong({ ...label('PIER'), categories: [one, one] })).toEqual(['label-repeated-category*']);
  });

  it('does not take a restrictive value for an informative one', () => {
    const categories: LabelCategory[] = [{ type: 'informative', tagName: 'Cargo', values: ['AMBERGRIS'] }];
    expect(wrong({ ...label('PIER'), categories })).toEqual(['spif-unknown-value*']);
  });
});

describe('displaying a label', () => {
  it.each<[NatoLabel, MarkingChoice, string]>([
    [label('QUAY'), {}, 'HARBOUR QUAY'],
    [label('QUAY'), { language: 'fr' }, 'HARBOUR QUAI'],
    [label('QUAY'), { language: 'fr-CA' }, 'HARBOUR QUAI'],
    [label('QUAY'), { language: 'de' }, 'HARBOUR QUAY'],
    [label('VAULT', 'Crew/DAY'), {}, 'DEEP VAULT DAY'],
    [label('VAULT', 'Crew/DAY'), { place: 'portionMarking' }, 'HARBOUR V DAY'],
    [label('PIER', 'Crew/PELICAN', 'Crew/ALBATROSS'), {}, 'HARBOUR PIER for Albatross, PELICAN only'],
    [label('PIER', 'Crew/PELICAN', 'Crew/ALBATROSS'), { language: 'fr' }, 'HARBOUR PIER pour Albatros, PELICAN only'],
    [label('PIER', 'Crew/GULL'), {}, 'HARBOUR PIER'],
    [label('PIER', 'Crew/GULL', 'Crew/PELICAN'), {}, 'HARBOUR PIER for PELICAN only'],
    [label('PIER', 'Crew/DAY', 'Crew/NIGHT'), {}, 'HARBOUR PIER NIGHT/DAY'],
    [label('PIER', 'Desk/STAFF', 'Cargo/AMBERGRIS'), {}, 'HARBOUR PIER HOLDS AMBERGRIS - STAFF'],
    [label('PIER', 'Desk/LOG', 'Crew/DAY'), {}, 'HARBOUR DAY - LOG BOOK'],
    [label('PIER', 'Waters/STRAIT'), {}, 'HARBOUR/STRAIT PIER'],
    [label('PIER', 'Waters/STRAIT'), { place: 'pageTop' }, 'HARBOUR PIER STRAIT'],
  ])('puts its parts in order: %#', (of, choice, expected) => {
    expect(printLabel(harbour, of, choice)).toBe(expected);
  });

  it('keeps to the policy’s own marks around, between and in place of its name', () => {
    const categories: LabelCategory[] = [{ type: 'permissive', tagName: 'Hands', values: ['P', 'A'] }];
    const of = { policy: { name: 'BAY' }, classification: 'SHUT', categories };
    expect(printLabel(bay, of)).toBe('[SHUT | A/P]');
  });

  it('is refused where the policy does not have a name', () => {
    const code = { code: 'spif-unknown-label' };
    expect(() => printLabel(harbour, label('DOCK'))).toThrow(expect.objectContaining(code));
    expect(() => printLabel(harbour, label('QUAY', 'Cargo/TEA'))).toThrow(expect.objectContaining(code));
    expect(() => printLabel(bay, label('QUAY'))).toThrow(expect.objectContaining(code));
  });
});

describe('deciding', () => {
  it.each<[NatoLabel, Clearance, boolean]>([
    [label('QUAY'), clearance(['QUAY']), true],
    [label('QUAY'), clearance(['PIER', 'VAULT']), false],
    [label('QUAY'), clearance([]), false],
    [label('QUAY'), { ...clearance(['QUAY']), policy: { name: 'BAY' } }, false],
    [label('PIER', 'Cargo/AMBERGRIS', 'Cargo/ROPE'), clearance(['PIER'], 'Cargo/AMBERGRIS'), false],
    [label('PIER', 'Cargo/AMBERGRIS', 'Cargo/ROPE'), clearance(['PIER'], 'Cargo/AMBERGRIS', 'Cargo/ROPE'), true],
    [label('PIER', 'Crew/GULL', 'Crew/PELICAN'), clearance(['PIER'], 'Crew/PELICAN'), true],
    [label('PIER', 'Crew/GULL', 'Crew/PELICAN'), clearance(['PIER']), false],
    [label('PIER', 'Crew/GULL', 'Crew/DAY'), clearance(['PIER'], 'Crew/GULL'), false],
    [label('PIER', 'Crew/GULL', 'Crew/DAY'), clearance(['PIER'], 'Crew/GULL', 'Crew/DAY'), true],
    [label('PIER', 'Desk/STAFF'), clearance(['PIER']), true],
    [label('PIER', 'Crew'), clearance(['PIER'], ...VALUES), false],
    [label('QUAY', 'Cargo/AMBERGRIS'), clearance(['QUAY'], ...VALUES), false],
    [label('DOCK'), clearance(['DOCK'], ...VALUES), false],
    [label('QUAY'), clearance(['QUAY'], 'Cargo/TEA'), false],
  ])('permits or denies: %#', (of, by, expected) => {
    const { permitted, findings } = decide(harbour, of, by);
    expect(permitted).toBe(expected);
    expect(isValid(findings)).toBe(expected);
  });

  it('agrees with the requirement and the tokens of a reader', () => {
    fc.assert(
      fc.property(level, few, level, chosen, (asked, wanted, held, controls) => {
        const of = label(asked, ...wanted);
        const reader = { id: 'r', levels: { [spifKey(harbour)]: held }, controls: { [spifKey(harbour)]: controls } };
        const tokens = new Set(spifTokens(harbour, reader));
        const met = spifRequirement(harbour, of).clauses.every(({ anyOf }) => anyOf.some((each) => tokens.has(each)));
        const levels = LEVELS.slice(0, LEVELS.indexOf(held) + 1);
        expect(met).toBe(decide(harbour, of, clearance(levels, ...controls)).permitted);
      }),
      { numRuns: propertyRuns(500) },
    );
  });

  it('never loses by a wider clearance', () => {
    fc.assert(
      fc.property(level, few, chosen, chosen, (asked, wanted, some, more) => {
        const of = label(asked, ...wanted);
        const wide = clearance(LEVELS, ...new Set([...some, ...more]));
        if (decide(harbour, of, clearance([asked], ...some)).permitted) {
          expect(decide(harbour, of, wide).permitted).toBe(true);
        }
      }),
    );
  });

  it('asks also what an announced successor asks', () => {
    const successor = { from: '2022-05-06T20:00:00Z', content: label('PIER') };
    const levels = spifRequirement(harbour, { ...label('QUAY'), successor }).clauses.flatMap(({ anyOf }) => anyOf);
    expect(levels).toEqual(['spif-2.25.7/level/QUAY', 'spif-2.25.7/level/PIER']);
  });

  it('asks what nobody has where the label is not right, or names what is not there', () => {
    expect(spifRequirement(harbour, label('DOCK')).clauses).toEqual([{ anyOf: [], reason: 'unknown' }]);
    expect(spifRequirement(harbour, label('VAULT')).clauses).toEqual([{ anyOf: [], reason: 'invalid' }]);
    expect(spifRequirement(harbour, label('QUAY', 'Crew')).clauses.at(-1)).toEqual({ anyOf: [], reason: 'release' });
  });
});

describe('labels and clearances by number', () => {
  const compact = (name: string, inside: string) => `<${name} xmlns="${COMPACT_NAMESPACE}">${inside}</${name}>`;
  const policy = '<policy id="2.25.7"/>';
  const quay = '<classification lacv="01"/>';

  it('get the names of the policy', () => {
    const tags =
      '<tag type="permissive" id="2.25.7.2" lacv="2"/><tag type="enumeratedRestrictive" id="2.25.7.1" lacv="07"/>';
    const categories = [
      { type: 'restrictive', tagName: 'Cargo', uri: 'urn:oid:2.25.7.1', values: ['AMBERGRIS'] },
      { type: 'permissive', tagName: 'Crew', uri: 'urn:oid:2.25.7.2', values: ['PELICAN'] },
    ];
    const read = readCompactLabel(compact('label', policy + quay + tags), harbour);
    expect(read.mark).toMatchObject({ classification: 'QUAY', categories: expect.arrayContaining(categories) });
    const held = readCompactClearance(
      compact('clearance', `${policy}${quay}<classification lacv="2"/>${tags}`),
      harbour,
    );
    expect(held.mark).toMatchObject({ levels: ['QUAY', 'PIER'], categories: expect.arrayContaining(categories) });
  });

  it.each([
    ['', 'xml-empty'],
    [compact('clearance', policy + quay), 'label-not-one'],
    ['<label/>', 'label-not-one'],
    [compact('label', quay), 'spif-other-policy'],
    [compact('label', `<policy id="1.1"/>${quay}`), 'spif-other-policy'],
    [compact('label', policy), 'label-missing'],
    [compact('label', policy + quay + quay), 'label-missing'],
    [compact('label', `${policy}<classification lacv="77"/>`), 'spif-unknown-level'],
    [compact('label', `${policy}${quay}<tag type="permissive" id="2.25.7.1" lacv="7"/>`), 'spif-unknown-value'],
    [compact('label', `${policy}${quay}<limit/>`), 'label-unknown-element'],
  ])('are none where anything is wrong: %#', (source, code) => {
    const { mark, findings } = readCompactLabel(source, harbour);
    expect([mark, findings[0]?.code]).toEqual([undefined, code]);
  });
});

describe('putting a label into another policy', () => {
  it.each<[NatoLabel, string]>([
    [label('QUAY'), '[OPEN]'],
    [label('PIER'), '[SHUT | FOREIGN]'],
    [label('PIER', 'Cargo/AMBERGRIS', 'Crew/PELICAN', 'Crew/ALBATROSS'), '[SHUT | WAX | A/P | FOREIGN]'],
    [label('QUAY', 'Crew/PELICAN', 'Crew/GULL'), '[OPEN | P]'],
    [label('QUAY', 'Crew/PELICAN', 'Desk/LOG'), '[OPEN | P]'],
    [label('QUAY', 'Desk/STAFF'), '[OPEN]'],
  ])('goes by the equivalents that its policy states: %#', (of, expected) => {
    const { mark, findings } = translateLabel(harbour, bay, of);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(printLabel(bay, mark!)).toBe(expected);
  });

  it.each([
    ['a level without equivalent', label('VAULT', 'Crew/DAY')],
    ['a restrictive value without equivalent', label('QUAY', 'Waters/STRAIT')],
    ['a restrictive value that would become permissive', label('QUAY', 'Cargo/ROPE')],
    ['a permissive tag of which nothing is left', label('QUAY', 'Crew/GULL')],
    ['two permissive tags that would become one', label('QUAY', 'Crew/PELICAN', 'Crew/NIGHT')],
    ['a permissive category without values', label('QUAY', 'Crew')],
    ['a label that is not right', label('QUAY', 'Cargo/AMBERGRIS')],
    [
      'a label with a successor',
      { ...label('QUAY'), successor: { from: '2022-05-06T20:00:00Z', content: label('PIER') } },
    ],
  ])('gives none for %s', (_, of) => {
    const { mark, findings } = translateLabel(harbour, bay, of);
    expect(mark).toBeUndefined();
    expect(isValid(findings)).toBe(false);
  });

  it('gives none for a policy without equivalents, and says what it leaves out', () => {
    expect(translateLabel(bay, harbour, { ...label('OPEN'), policy: { name: 'BAY' } }).mark).toBeUndefined();
    const { findings } = translateLabel(harbour, bay, { ...label('QUAY'), privacyMark: 'x' });
    expect(findings.map(({ code }) => code)).toEqual(['spif-left-out']);
  });
});
