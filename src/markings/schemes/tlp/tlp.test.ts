import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testEach, vectorsOf } from '../../../../test/support/vectors.ts';
import { isValid } from '../../finding.ts';
import type { Reader } from '../../reader.ts';
import type { Requirement } from '../../requirement.ts';
import { COLOURS, canonicalTlp, PAP_COLOURS, type TlpMarking } from './marking.ts';
import { readTlp, tlpFromVersion1 } from './read-tlp.ts';
import { tlp } from './tlp.ts';

interface Vector {
  readonly id: string;
  readonly scheme: string;
  readonly kind: string;
  readonly input: string;
  readonly expect: { readonly valid?: boolean; readonly canonical: string | null };
}

function vectors(kind: string): Vector[] {
  return vectorsOf<Vector>('tlp', kind);
}

/** Codes of the findings of a reading, errors with an exclamation mark. */
function codesOf(text: string): string[] {
  return readTlp(text).findings.map(({ code, severity }) => (severity === 'error' ? `${code}!` : code));
}

function mayRead(requirement: Requirement, reader: Reader): boolean {
  const held = new Set([...tlp.tokens(reader), ...(reader.groups ?? []).map((group) => `group/${group}`)]);
  return requirement.clauses.every(({ anyOf }) => anyOf.some((token) => held.has(token)));
}

const GROUPS = ['person:alice', 'person:bob', 'org:ACME', 'org:ACME/clients', 'community:fin-isac'];
const audiences = fc.option(fc.subarray(GROUPS), { nil: undefined });
const markings: fc.Arbitrary<TlpMarking> = fc
  .record({
    colour: fc.constantFrom(...COLOURS),
    audience: audiences,
    generalColour: fc.option(fc.constantFrom(...COLOURS), { nil: undefined }),
    pap: fc.option(fc.constantFrom(...PAP_COLOURS), { nil: undefined }),
  })
  .map(({ colour, audience, generalColour, pap }) =>
    tlp.stateOf({
      colour,
      ...(audience && { audience }),
      ...(audience && generalColour && { generalColour }),
      ...(pap && { pap }),
    }),
  );
const readers: fc.Arbitrary<Reader> = fc
  .record({ level: fc.constantFrom(undefined, ...COLOURS, 'PURPLE'), groups: fc.subarray(GROUPS) })
  .map(({ level, groups }) => ({ id: 'r', groups, ...(level !== undefined && { levels: { tlp: level } }) }));

describe('the vectors of TLP labels', () => {
  testEach('TLP labels', vectors('label'), ({ input, expect: expected }) => {
    const { mark, findings } = readTlp(input);
    expect({ valid: isValid(findings), canonical: mark?.colour ?? null }).toEqual({
      valid: expected.valid,
      canonical: expected.canonical,
    });
  });

  testEach('TLP 1 to 2', vectors('tlp1-to-2'), ({ input, expect: expected }) => {
    const { mark } = tlpFromVersion1(input);
    expect(mark && tlp.print(mark, 'banner')).toBe(expected.canonical);
  });
});

describe('readTlp', () => {
  it.each([
    ['TLP:AMBER+STRICT', { colour: 'AMBER+STRICT' }, []],
    ['TLP:AMBER PAP:GREEN', { colour: 'AMBER', pap: 'GREEN' }, []],
    ['TLP:AMBER//PAP:GREEN', { colour: 'AMBER', pap: 'GREEN' }, ['tlp-separator']],
    ['tlp:green pap:red', { colour: 'GREEN', pap: 'RED' }, ['tlp-case', 'tlp-case']],
    ['TLP: AMBER', { colour: 'AMBER' }, ['tlp-space!']],
    ['TLP:AMBER + STRICT', { colour: 'AMBER+STRICT' }, ['tlp-space!']],
    ['TLP:AMBER STRICT', { colour: 'AMBER+STRICT' }, ['tlp-plus-missing!']],
    ['TLP:RED PAP:WHITE', { colour: 'RED', pap: 'CLEAR' }, ['tlp-pap-white']],
    ['TLP:WHITE', { colour: 'CLEAR' }, ['tlp-white!']],
    ['TLP:АМBER', { colour: 'AMBER' }, ['tlp-look-alike!']],
    ['ＴＬＰ：ＲＥＤ', { colour: 'RED' }, ['tlp-look-alike!']],
    ['TLP:RED\u00a0PAP:RED', { colour: 'RED', pap: 'RED' }, ['tlp-odd-space']],
    ['TLP:\u00a0RED', { colour: 'RED' }, ['tlp-space!', 'tlp-odd-space']],
    ['TLP:R\u00adED', { colour: 'RED' }, ['tlp-invisible-sign!']],
    ['\u202eTLP:RED', { colour: 'RED' }, ['tlp-invisible-sign!']],
    [' TLP:RED ', { colour: 'RED' }, ['tlp-outer-space']],
    ['TLP:AMBERSTRICT', undefined, ['tlp-unknown-label!']],
    ['TLP:AMBER-STRICT', undefined, ['tlp-unknown-label!']],
    ['TLP:GREEN+STRICT', undefined, ['tlp-unknown-label!']],
    ['TLP:ROUGE', undefined, ['tlp-unknown-label!']],
    ['TLP:RED PAP:BLUE', undefined, ['tlp-unknown-pap!']],
    ['TLP:RED PAP:AMBER+STRICT', undefined, ['tlp-unknown-pap!']],
    ['RED', undefined, ['tlp-not-a-label!']],
    ['', undefined, ['tlp-not-a-label!']],
    ['TLP:RED and more', undefined, ['tlp-not-a-label!']],
  ])('reads %j', (text, mark, codes) => {
    expect(readTlp(text).mark).toEqual(mark);
    expect(codesOf(text)).toEqual(codes);
  });

  it('says where a deviation stands and what is right in its place', () => {
    const [finding] = readTlp('TLP:RED  pap:amber').findings;
    expect(finding).toMatchObject({ code: 'tlp-case', span: { start: 9, end: 18 }, canonical: 'PAP:AMBER' });
    expect(readTlp('\u00adTLP: AMBER').findings[0]?.span).toEqual({ start: 1, end: 11 });
  });

  it('suggests AMBER+STRICT for AMBER-STRICT and does not take it for that', () => {
    const { mark, findings } = readTlp('TLP:AMBER-STRICT');
    expect(mark).toBeUndefined();
    expect(findings[0]?.canonical).toBe('TLP:AMBER+STRICT');
  });

  it('answers at once on a long text of spaces', () => {
    expect(readTlp(`TLP:RED${' '.repeat(1_000_000)}x`).mark).toBeUndefined();
  });

  it('reads what it prints, without findings', () => {
    fc.assert(
      fc.property(fc.constantFrom(...COLOURS), fc.constantFrom(undefined, ...PAP_COLOURS), (colour, pap) => {
        const mark: TlpMarking = pap === undefined ? { colour } : { colour, pap };
        expect(readTlp(tlp.print(mark, 'portion'))).toEqual({ mark, findings: [] });
      }),
    );
  });

  it('never gives a mark whose print is not right', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^ ?[Tt]LP ?: ?(RED|amber|AMBER ?\+ ?STRICT|WHITE|GREEN)( |\/\/)?(PAP: ?[A-Z]{3,5})?$/),
        (text) => {
          const { mark } = readTlp(text);
          if (mark) expect(readTlp(tlp.print(mark, 'portion'))).toEqual({ mark, findings: [] });
        },
      ),
    );
  });
});

describe('tlpFromVersion1', () => {
  it.each([
    ['TLP:RED', 'RED', ['tlp-version-1-unsure']],
    ['TLP:AMBER', 'AMBER', ['tlp-version-1-unsure']],
    ['TLP:GREEN', 'GREEN', []],
    ['TLP:WHITE', 'CLEAR', ['tlp-white']],
    ['TLP:CLEAR', undefined, ['tlp-not-version-1']],
    ['TLP:AMBER+STRICT', undefined, ['tlp-not-version-1']],
  ])('reads %s', (label, colour, codes) => {
    const { mark, findings } = tlpFromVersion1(label);
    expect(mark?.colour).toBe(colour);
    expect(findings.map(({ code }) => code)).toEqual(codes);
    expect(isValid(findings)).toBe(mark !== undefined);
  });
});

describe('the join of TLP markings', () => {
  it('is commutative, associative and idempotent', () => {
    fc.assert(
      fc.property(markings, markings, markings, (a, b, c) => {
        const json = (state: TlpMarking): string => JSON.stringify(state);
        expect(json(tlp.join(a, b))).toBe(json(tlp.join(b, a)));
        expect(json(tlp.join(tlp.join(a, b), c))).toBe(json(tlp.join(a, tlp.join(b, c))));
        expect(json(tlp.join(a, a))).toBe(json(a));
        expect(json(tlp.join(a, { colour: 'CLEAR' }))).toBe(json(a));
      }),
    );
  });

  it('lets nobody read the whole who may not read both', () => {
    fc.assert(
      fc.property(markings, markings, readers, (a, b, reader) => {
        const [one, other] = [a, b].map((state) => mayRead(tlp.requirement(state, 'display'), reader));
        if (mayRead(tlp.requirement(tlp.join(a, b), 'display'), reader)) expect([one, other]).toEqual([true, true]);
      }),
    );
  });

  it('asks the same of a rendered state', () => {
    fc.assert(
      fc.property(markings, (state) => {
        const rendered = tlp.stateOf(tlp.render(state));
        expect(tlp.requirement(rendered, 'release')).toEqual(tlp.requirement(state, 'release'));
      }),
    );
  });

  it('of two communities is for those that both name, and for nobody where there are none', () => {
    const one: TlpMarking = { colour: 'GREEN', audience: ['community:a', 'community:b'] };
    const other: TlpMarking = { colour: 'GREEN', audience: ['community:b'] };
    expect(tlp.join(one, other)).toEqual({ colour: 'GREEN', audience: ['community:b'] });
    const nobody = tlp.join({ colour: 'GREEN', audience: ['community:a'] }, other);
    expect(nobody.audience).toEqual([]);
    expect(mayRead(tlp.requirement(nobody, 'display'), { id: 'r', groups: ['community:a', 'community:b'] })).toBe(
      false,
    );
  });

  it('keeps asking for the colour of the marking without audience', () => {
    const joined = tlp.join({ colour: 'AMBER' }, { colour: 'GREEN', audience: ['community:a'] });
    const member = { id: 'r', groups: ['community:a'] };
    expect(joined).toEqual({ colour: 'AMBER', audience: ['community:a'], generalColour: 'AMBER' });
    expect(mayRead(tlp.requirement(joined, 'display'), member)).toBe(false);
  });
});

describe('who may read', () => {
  const amber: Reader = { id: 'r', levels: { tlp: 'AMBER' } };

  it('asks nothing for CLEAR, and an empty audience is not an absent one', () => {
    expect(tlp.requirement({ colour: 'CLEAR' }, 'release').clauses).toEqual([]);
    expect(mayRead(tlp.requirement({ colour: 'CLEAR', audience: [] }, 'release'), amber)).toBe(false);
    expect(mayRead(tlp.requirement({ colour: 'GREEN' }, 'display'), amber)).toBe(true);
    expect(mayRead(tlp.requirement({ colour: 'GREEN', audience: [] }, 'display'), amber)).toBe(false);
  });

  it('holds a colour and those below', () => {
    expect(tlp.tokens(amber)).toEqual(['tlp/green', 'tlp/amber']);
    expect(tlp.tokens({ id: 'r', levels: { tlp: 'RED' } })).toContain('tlp/red');
    expect(tlp.tokens({ id: 'r', levels: { tlp: 'amber' } })).toEqual([]);
    expect(tlp.tokens({ id: 'r' })).toEqual([]);
  });

  it('is for persons at RED, and not for clients at AMBER+STRICT', () => {
    const audience = ['community:fin', 'org:ACME', 'org:ACME/clients', 'person:alice'];
    const tokens = (colour: TlpMarking['colour']): readonly string[] =>
      tlp.requirement({ colour, audience }, 'display').clauses[0]!.anyOf;
    expect(tokens('RED')).toEqual(['group/person:alice']);
    expect(tokens('AMBER+STRICT')).toEqual(['group/org:ACME', 'group/person:alice']);
    expect(tokens('AMBER')).toEqual(['group/org:ACME', 'group/org:ACME/clients', 'group/person:alice']);
    expect(tokens('GREEN')).toHaveLength(4);
  });

  it('does not depend on PAP', () => {
    const requirement = tlp.requirement({ colour: 'GREEN', pap: 'RED' }, 'display');
    expect(requirement).toEqual(tlp.requirement({ colour: 'GREEN' }, 'display'));
  });

  it('is nobody for a colour that there is not', () => {
    const state = { colour: 'PURPLE' } as unknown as TlpMarking;
    expect(tlp.requirement(state, 'display').clauses).toEqual([{ anyOf: [], reason: 'invalid' }]);
    expect(tlp.join(state, { colour: 'RED' }).colour).toBe('PURPLE');
    expect(isValid(tlp.check(state))).toBe(false);
  });
});

describe('rollUp, check and explain', () => {
  it('names the portions that brought the colour and the PAP', () => {
    const rolled = tlp.rollUp([{ colour: 'AMBER' }, { colour: 'CLEAR', pap: 'RED' }, { colour: 'AMBER' }]);
    expect(rolled.state).toEqual({ colour: 'AMBER', pap: 'RED' });
    expect(rolled.reasons.map(({ sentence }) => sentence)).toEqual([
      'TLP:AMBER because portions 1 and 3 have TLP:AMBER.',
      'PAP:RED because portion 2 has PAP:RED.',
    ]);
    expect(rolled.findings).toEqual([]);
  });

  it('says that no group may read all portions', () => {
    const of = (group: string): TlpMarking => ({ colour: 'GREEN', audience: [group] });
    expect(tlp.rollUp([of('community:a'), of('community:b')]).findings[0]?.code).toBe('tlp-no-common-audience');
  });

  it('does not come to CLEAR where there is no portion', () => {
    const { state, findings } = tlp.rollUp([]);
    expect(isValid(findings)).toBe(false);
    expect(tlp.requirement(state, 'display').clauses.some(({ anyOf }) => anyOf.length === 0)).toBe(true);
  });

  it('finds audiences that the colour does not go with', () => {
    const codes = (mark: TlpMarking): string[] => tlp.check(mark).map(({ code }) => code);
    expect(codes({ colour: 'RED', audience: ['org:ACME'] })).toEqual(['tlp-audience-too-wide']);
    expect(codes({ colour: 'CLEAR', audience: ['org:ACME'] })).toEqual(['tlp-clear-with-audience']);
    expect(codes({ colour: 'GREEN', audience: [] })).toEqual(['tlp-no-audience']);
    expect(codes({ colour: 'AMBER', audience: ['org:ACME', 'org:ACME/clients'] })).toEqual([]);
  });

  it('says who may read it', () => {
    const sentences = tlp.explain(canonicalTlp({ colour: 'RED', audience: ['person:alice'], pap: 'RED' }));
    expect(sentences.join(' ')).toContain('only these may read it: person:alice.');
    expect(sentences).toHaveLength(3);
    expect(tlp.explain({ colour: 'GREEN', audience: [] })[1]).toContain('No group');
  });
});
