import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LabelCategory } from '../nato/label.ts';
import { checkLabel } from './check-label.ts';
import { printSpif } from './print-spif.ts';
import { readSpif } from './read-spif.ts';
import { MARKING_CODES, type Markings, type Spif, type TagType } from './spif.ts';

const HARBOUR = readFileSync(join(import.meta.dirname, 'harbour.xml'), 'utf8');
const BAY = readFileSync(join(import.meta.dirname, 'bay.xml'), 'utf8');

function spif(source: string): Spif {
  const { mark, findings } = readSpif(source);
  if (!mark) throw new Error(findings.map(({ message }) => message).join(' '));
  return mark;
}

const harbour = spif(HARBOUR);

describe('reading a SPIF', () => {
  it('finds levels, tags, values and rules', () => {
    const [quay, , vault] = harbour.levels;
    expect([quay!.lacv, vault!.hierarchy, vault!.color, vault!.required[0]!.operation]).toEqual([
      '1',
      3,
      'red',
      'oneOrMore',
    ]);
    expect(vault!.required[0]!.references).toEqual([
      { tagSet: 'Crew', type: 'permissive' },
      { tagSet: 'Cargo', type: 'enumeratedRestrictive', lacv: '7' },
    ]);
    const [ships] = harbour.tagSets[1]!.tags;
    expect([ships!.type, ships!.most, ships!.fewest]).toEqual(['permissive', 3, undefined]);
    expect(harbour.tagSets[2]!.tags[0]).toMatchObject({ type: 'informative', encoding: 'bitSetAttributes', most: 1 });
    expect(harbour.tagSets[2]!.tags[0]!.values[1]!.equivalents).toEqual([
      { policy: 'BAY', applied: 'encrypt', target: 'discard' },
    ]);
  });

  it.each([
    ['no XML', '<', 'xml-syntax'],
    ['a billion laughs', '<!DOCTYPE a [<!ENTITY b "c">]><SPIF/>', 'xml-doctype'],
    ['another document', '<a/>', 'spif-not-one'],
    ['another namespace', '<SPIF xmlns="urn:x"/>', 'spif-not-one'],
    ['nothing in it', '<SPIF/>', 'spif-missing'],
    [
      'an unknown rule',
      HARBOUR.replace('<excludedClass>QUAY</excludedClass>', '<forbiddenClass>QUAY</forbiddenClass>'),
      'spif-unknown-element',
    ],
    ['a level that does not exist', HARBOUR.replace('>QUAY<', '>QUAYS<'), 'spif-bad-reference'],
    [
      'a level excluded twice',
      HARBOUR.replace('<excludedClass>QUAY</excludedClass>', '<excludedClass>QUAY</excludedClass>'.repeat(2)),
      'spif-bad-reference',
    ],
    ['a tag set that does not exist', HARBOUR.replace('tagSetRef="Crew"', 'tagSetRef="Crews"'), 'spif-bad-reference'],
    [
      'a value that does not exist',
      HARBOUR.replace('enumType="restrictive" lacv="7"', 'enumType="restrictive" lacv="77"'),
      'spif-bad-reference',
    ],
    ['a policy that does not exist', HARBOUR.replace('policyRef="BAY"', 'policyRef="COVE"'), 'spif-bad-reference'],
    ['two levels of one name', HARBOUR.replace('name="PIER"', 'name="quay"'), 'spif-bad-reference'],
    ['two levels of one number', HARBOUR.replace('lacv="2"', 'lacv="001"'), 'spif-bad-reference'],
    ['two values of one name', HARBOUR.replace('name="DAY"', 'name="GULL"'), 'spif-bad-reference'],
    ['an unknown type', HARBOUR.replace('tagType="permissive"', 'tagType="notApplicable"'), 'spif-bad-value'],
    ['an unknown operation', HARBOUR.replace('"oneOrMore"', '"some"'), 'spif-bad-value'],
    ['an unknown marking code', HARBOUR.replace('>suppressClassName<', '>supressClassName<'), 'spif-bad-value'],
    ['a number that is none', HARBOUR.replace('hierarchy="1"', 'hierarchy="low"'), 'spif-bad-value'],
    ['a flag that is none', HARBOUR.replace('obsolete="true"', 'obsolete="yes"'), 'spif-bad-value'],
    ['a value without a name', HARBOUR.replace('name="GULL"', ''), 'spif-missing'],
    [
      'a rule without categories',
      HARBOUR.replace(/<categoryGroup tagSetRef="Crew" tagType="permissive"\/>/, ''),
      'spif-missing',
    ],
    [
      'two policies',
      BAY.replace('<securityClass', '<securityPolicyId name="X" id="1"/><securityClass'),
      'spif-repeated',
    ],
  ])('gives no policy for %s', (_, source, code) => {
    const { mark, findings } = readSpif(source);
    expect(mark).toBeUndefined();
    expect(findings.filter(({ severity }) => severity === 'error').map((finding) => finding.code)).toContain(code);
  });

  it('says what it passes over', () => {
    const more = BAY.replace('xmlns="http://www.xmlspif.org/spif"', 'loud="yes"').replace(
      '</SPIF>',
      '<extensions><a/></extensions></SPIF>',
    );
    const { mark, findings } = readSpif(more);
    expect(mark?.name).toBe('BAY');
    expect(findings.map(({ code }) => code).sort()).toEqual([
      'spif-namespace',
      'spif-not-kept',
      'spif-unknown-attribute',
    ]);
  });

  it('stays quick where everything refers to everything', () => {
    const values = Array.from(
      { length: 3_000 },
      (_, at) =>
        `<tagCategory name="V${at}" lacv="${at}"><excludedCategory tagSetRef="Hands" tagType="permissive" lacv="1"/></tagCategory>`,
    );
    const large = spif(BAY.replace('<tagCategory name="LINE" lacv="1"/>', values.join('')));
    const category: LabelCategory = { type: 'permissive', tagName: 'Load', values: values.map((_, at) => `V${at}`) };
    const begun = performance.now();
    expect(checkLabel(large, { policy: { name: 'BAY' }, classification: 'OPEN', categories: [category] })).toEqual([]);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});

const word = fc.constantFrom('A', 'é<&"', 'two words', "it's");
const markings: fc.Arbitrary<Markings> = fc.record({
  phrases: fc.array(
    fc.record(
      { language: fc.constantFrom('fr', 'de-AT'), phrase: word, codes: fc.subarray([...MARKING_CODES]) },
      { requiredKeys: ['codes'] },
    ),
    { maxLength: 2 },
  ) as fc.Arbitrary<Markings['phrases']>,
  qualifiers: fc.array(
    fc.record(
      {
        language: fc.constantFrom('fr', 'de-AT'),
        kind: fc.constantFrom('prefix', 'suffix', 'separator'),
        text: fc.constantFrom('', ' ', ' / ', '\t'),
        code: fc.constant('pageTop'),
      },
      { requiredKeys: ['kind', 'text'] },
    ),
    { maxLength: 2 },
  ) as fc.Arbitrary<Markings['qualifiers']>,
});
const types = fc.constantFrom<TagType>(
  'restrictive',
  'permissive',
  'enumeratedRestrictive',
  'enumeratedPermissive',
  'informative',
);
const policies: fc.Arbitrary<Spif> = fc
  .record({
    name: word,
    about: fc.constantFrom({}, { version: '3' }),
    markings,
    type: types,
    more: fc.array(markings, { maxLength: 3 }),
  })
  .map(({ name, about, markings: own, type, more }) => ({
    name,
    id: '2.25.9',
    about,
    levels: harbour.levels.map((each, at) => ({ ...each, markings: more[at] ?? own })),
    tagSets: [
      ...harbour.tagSets,
      {
        name,
        id: '2.25.9.1',
        markings: own,
        tags: [
          {
            name: 'T',
            type,
            fewest: 1,
            markings: own,
            values: more.map((each, at) => ({
              ...harbour.tagSets[0]!.tags[0]!.values[0]!,
              name: `V${at}`,
              lacv: `${at}`,
              markings: each,
            })),
          },
        ],
      },
    ],
    equivalentPolicies: harbour.equivalentPolicies,
    markings: own,
  }));

describe('writing a SPIF', () => {
  it('comes back to the same policy', () => {
    expect(readSpif(printSpif(harbour))).toEqual({ mark: harbour, findings: [] });
    fc.assert(
      fc.property(policies, (each) => {
        expect(readSpif(printSpif(each)).mark).toEqual(each);
      }),
    );
  });

  it('is refused where it could not be read back', () => {
    const code = { code: 'spif-not-printable' };
    expect(() => printSpif({ ...harbour, name: '' })).toThrow(expect.objectContaining(code));
    expect(() => printSpif({ ...harbour, levels: [] })).toThrow(expect.objectContaining(code));
  });
});
