import { describe, expect, it } from 'vitest';
import {
  vectorExceptions as exceptions,
  vectorsPresent as present,
  whySkipped as reason,
  vectorsOf,
} from '../../../../test/support/vectors.ts';
import { isValid } from '../../finding.ts';
import type { Form } from '../../scheme.ts';
import { attributesOfDodm, type DodmAttributes, type DodmDescription, describeDodm } from './describe.ts';
import { readDodm } from './read.ts';

interface Vector {
  readonly id: string;
  readonly kind: Form;
  readonly input: string;
  readonly label: string;
  readonly expect: Readonly<Record<string, unknown>> & { readonly valid: boolean };
}

const vectors = vectorsOf<Vector>('us-dod5200');

/** Which attribute a test case takes from the catalogue's record, by its label. */
const ATTRIBUTE: Readonly<Record<string, keyof DodmAttributes>> = {
  'class markings': 'classification',
  releasability: 'releasability',
  codewords: 'codewords',
  dissemination: 'disseminationControls',
  'owner-producer': 'ownerProducer',
  'classification-system': 'ownerProducer',
  sap: 'sap',
  aea: 'aea',
  'dod ucni': 'dodUcni',
  'doe ucni': 'doeUcni',
  fgi: 'fgi',
  'other dissem': 'otherDissem',
};

/** Lists are compared without their order: the source keeps most of them in sets. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return JSON.stringify(value.map(canonical).sort());
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  const entries = Object.entries(value).map(([key, each]): [string, string] => [key, canonical(each)]);
  return JSON.stringify(entries.sort());
}

/** What the reader says under a key of the expectation. */
function answer(key: string, { input, kind, label, expect: wanted }: Vector): unknown {
  const { mark, findings } = readDodm(input, kind);
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (key === 'valid') return mark !== undefined && isValid(findings);
  // The source says “-” where it gives no paragraph.
  if (key === 'validationParaRefs') return [...new Set(errors.map(({ rule }) => rule ?? '-'))];
  if (!mark || errors.length > 0) return undefined;
  if (key === 'attributeValue')
    return attributesOfDodm(mark)[ATTRIBUTE[/^test (.*) processor$/.exec(label)?.[1] ?? '']!];
  const known = describeDodm(mark);
  if (key === 'firstAuthority') return known.jointAuthorities[0];
  if (key === 'type') return 'classification' in wanted ? known.type : known.aeaType;
  if (key === 'dod') return known.dodUcni;
  if (key === 'doe') return known.doeUcni;
  return known[key as keyof DodmDescription];
}

function isMet(vector: Vector): boolean {
  return Object.entries(vector.expect).every(([key, wanted]) => canonical(answer(key, vector)) === canonical(wanted));
}

describe('the published test cases', () => {
  it.skipIf(!present)(`are met but for the exceptions on record${reason}`, () => {
    expect(vectors.length).toBe(211);
    const failures = vectors.filter((vector) => !isMet(vector)).map(({ id }) => id);
    const known = Object.keys(exceptions).filter((id) => id.startsWith('alliance-'));
    expect(failures.sort()).toEqual(known.sort());
  });
});
