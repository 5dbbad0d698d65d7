import { describe, expect, it } from 'vitest';
import { testEach, vectorsOf } from '../../../../test/support/vectors.ts';
import { isValid } from '../../finding.ts';
import { COLOURS } from '../../schemes/tlp/marking.ts';
import { tlpFromVersion1 } from '../../schemes/tlp/read-tlp.ts';
import type { StixObject } from './stix-value.ts';
import {
  markingDefinitionOf,
  readMarkingDefinition,
  stixIdOf,
  type TlpVersion,
  tlpOfStixId,
} from './tlp-definitions.ts';

interface Vector {
  readonly id: string;
  readonly kind: string;
  readonly input: string;
  readonly expect: {
    readonly id: string;
    readonly tlpVersion: TlpVersion;
    readonly created?: string;
    readonly extension?: string;
    readonly extensionProperty?: string;
    readonly extensionValue?: string;
  };
}

const vectors = vectorsOf<Vector>('tlp', 'stix-id');

describe('the vectors of STIX ids', () => {
  testEach('STIX ids', vectors, ({ input, expect: expected }) => {
    const { id, tlpVersion, created, extension, extensionProperty, extensionValue } = expected;
    const colour = COLOURS.find((name) => input === `TLP:${name}`);
    const marking = colour === undefined ? tlpFromVersion1(input).mark! : { colour };
    expect(stixIdOf(marking, tlpVersion)).toBe(id);
    expect(tlpOfStixId(id)).toEqual({ marking, version: tlpVersion, findings: [] });
    const definition = markingDefinitionOf(marking, tlpVersion)!;
    if (created !== undefined) expect(definition['created']).toBe(created);
    if (extension === undefined) return;
    expect(definition['extensions']).toEqual({
      [extension]: { extension_type: 'property-extension', [extensionProperty!]: extensionValue },
    });
  });
});

const AMBER_STRICT = 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003';
const OTHER = 'marking-definition--826578e1-40ad-459f-bc73-ede076f81f37';
const EXTENSION = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d';

describe('tlpOfStixId', () => {
  it.each([OTHER, '', AMBER_STRICT.toUpperCase(), '__proto__', `${AMBER_STRICT} `])('takes %j for RED', (id) => {
    const { marking, version, findings } = tlpOfStixId(id);
    expect(marking).toEqual({ colour: 'RED' });
    expect(version).toBeUndefined();
    expect(findings[0]?.code).toBe('stix-unknown-marking-id');
  });
});

describe('readMarkingDefinition', () => {
  const versions: readonly TlpVersion[] = ['1.0', '2.0'];

  it('reads what markingDefinitionOf writes', () => {
    let count = 0;
    for (const version of versions) {
      for (const colour of COLOURS) {
        const definition = markingDefinitionOf({ colour }, version);
        if (!definition) continue;
        count++;
        const marking = { kind: 'tlp', marking: { colour }, version };
        expect(readMarkingDefinition(definition)).toEqual({ marking, findings: [] });
      }
    }
    expect(count).toBe(9);
    expect(stixIdOf({ colour: 'AMBER+STRICT' }, '1.0')).toBeUndefined();
  });

  const tlp2: StixObject = markingDefinitionOf({ colour: 'AMBER' }, '2.0')!;
  const tlp1: StixObject = markingDefinitionOf({ colour: 'AMBER' }, '1.0')!;
  const strict = { [EXTENSION]: { extension_type: 'property-extension', tlp_2_0: 'amber+strict' } };

  it.each<[string, unknown, string]>([
    ['a circulating wrong id of AMBER+STRICT', { ...tlp2, id: OTHER, extensions: strict }, 'stix-tlp-wrong-id'],
    ['the id of another colour', { ...tlp2, id: AMBER_STRICT }, 'stix-tlp-mismatch'],
    ['an extension on a definition of TLP 1', { ...tlp1, extensions: tlp2['extensions'] }, 'stix-tlp-mismatch'],
    ['AMBER+STRICT as TLP 1', { ...tlp1, definition: { tlp: 'amber+strict' } }, 'stix-tlp-amber-strict'],
    ['CLEAR as TLP 1', { ...tlp1, definition: { tlp: 'clear' } }, 'stix-tlp-value'],
    ['TLP 1 without its value', { ...tlp1, definition: {} }, 'stix-tlp-value'],
    ['TLP 2 with another value', { ...tlp2, extensions: { [EXTENSION]: { tlp_2_0: 'white' } } }, 'stix-tlp-value'],
    ['an extension that is not known', { ...tlp2, id: OTHER, extensions: { x: {} } }, 'stix-unknown-marking'],
    ['a fixed id without its meaning', { ...tlp2, extensions: { x: {} } }, 'stix-tlp-mismatch'],
    ['a kind that is not known', { ...tlp1, id: OTHER, definition_type: 'iep' }, 'stix-unknown-marking'],
    ['a statement without text', { ...tlp1, id: OTHER, definition_type: 'statement' }, 'stix-statement-form'],
    ['a statement on a fixed id', { ...tlp1, definition_type: 'statement' }, 'stix-tlp-mismatch'],
    ['another object', { ...tlp1, type: 'campaign' }, 'stix-not-a-marking-definition'],
    ['no object', null, 'stix-not-a-marking-definition'],
  ])('takes %s for RED and says so', (_, object, code) => {
    const { marking, findings } = readMarkingDefinition(object);
    expect(marking).toEqual({ kind: 'unknown', marking: { colour: 'RED' } });
    expect(findings.map((finding) => finding.code)).toEqual([code]);
    expect(isValid(findings)).toBe(false);
  });

  it('reads a statement, which limits nobody', () => {
    const object = { type: 'marking-definition', id: OTHER, definition_type: 'statement' };
    const reading = readMarkingDefinition({ ...object, definition: { statement: 'Copyright 2026, Example.' } });
    expect(reading.marking).toEqual({ kind: 'statement', statement: 'Copyright 2026, Example.' });
    expect(reading.findings).toEqual([]);
  });

  it('finds a missing name, another name and another date', () => {
    const codes = (object: unknown): string[] => readMarkingDefinition(object).findings.map(({ code }) => code);
    const { name, ...nameless } = tlp2;
    expect(name).toBe('TLP:AMBER');
    expect(codes(nameless)).toEqual(['stix-name-missing']);
    expect(codes({ ...tlp2, name: 'Amber', created: '2020-01-01T00:00:00.000Z' })).toEqual([
      'stix-tlp-name',
      'stix-tlp-created',
    ]);
  });
});
