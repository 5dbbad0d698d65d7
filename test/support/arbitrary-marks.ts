import fc from 'fast-check';
import type { Reader } from '../../src/markings/reader.ts';
import type { CapcoMark, ControlSystem } from '../../src/markings/schemes/us-capco/mark.ts';
import type { CapcoScheme } from '../../src/markings/schemes/us-capco/scheme.ts';

const COUNTRIES = ['AUS', 'CAN', 'DEU', 'FRA', 'GBR', 'JPN', 'NZL'];
const GROUPS = ['ACGU', 'FVEY', 'TEYE', 'NATO', 'KFOR', 'ISAF'];

/** Shrinks well: each part is left out more often than not. */
function sometimes<T>(arbitrary: fc.Arbitrary<T>, otherwise: T): fc.Arbitrary<T> {
  return fc.oneof({ weight: 2, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary });
}

const codes = fc.subarray([...COUNTRIES, ...GROUPS], { minLength: 1, maxLength: 4 });

function systems(scheme: CapcoScheme): fc.Arbitrary<ControlSystem[]> {
  const one = fc.constantFrom(...scheme.vocabulary.register.sci.systems, undefined).chain((entry) => {
    const known = (entry?.compartments ?? []).map(({ id }) => id);
    const compartment = fc.record({
      name: known.length > 0 ? fc.constantFrom(...known) : fc.constantFrom('ABC', '123'),
      subs: sometimes(fc.subarray(['AAAA', 'BBBB'], { minLength: 1 }), []),
    });
    return fc.record({
      name: fc.constant(entry?.id ?? 'LMN'),
      compartments: sometimes(
        fc.uniqueArray(compartment, { minLength: 1, maxLength: 2, selector: ({ name }) => name }),
        [],
      ),
    });
  });
  return fc.uniqueArray(one, { maxLength: 2, selector: ({ name }) => name });
}

const sorted = (list: readonly ControlSystem[]): ControlSystem[] =>
  [...list]
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ name, compartments }) => ({
      name,
      compartments: [...compartments].sort((one, other) => (one.name < other.name ? -1 : 1)),
    }));

type Foreign = { readonly concealed: boolean; readonly sources: readonly string[] } | undefined;

const foreignSources: fc.Arbitrary<Foreign> = sometimes<Foreign>(
  fc.oneof(
    fc.constant<Foreign>({ concealed: true, sources: [] }),
    fc.subarray(['DEU', 'FRA', 'NATO'], { minLength: 1 }).map((sources): Foreign => ({ concealed: false, sources })),
  ),
  undefined,
);

const rarely = fc.integer({ min: 0, max: 7 }).map((number) => number === 0);

/** Each part of a mark by itself. */
function markParts(scheme: CapcoScheme) {
  const { dissem, nonIc } = scheme.vocabulary.register;
  const plain = dissem.filter(({ role }) => role === undefined).map(({ id }) => id);
  const others = nonIc.map(({ id }) => id);
  return fc.record({
    kind: fc.constantFrom('us' as const, 'us' as const, 'us' as const, 'non-us' as const, 'joint' as const),
    level: fc.constantFrom('U', 'U', 'C', 'S', 'S', 'TS', 'R'),
    owners: fc.subarray(['AUS', 'CAN', 'GBR', 'NATO'], { minLength: 1, maxLength: 2 }),
    concealed: rarely,
    sci: sometimes(systems(scheme), []),
    sap: sometimes(fc.subarray(['BP', 'CA'], { minLength: 1 }), []),
    chain: sometimes(fc.subarray(['RD', 'FRD', 'TFNI'], { minLength: 1, maxLength: 1 }), []),
    design: rarely,
    series: sometimes(fc.subarray([14, 15, 18], { minLength: 1 }), []),
    unclassified: sometimes(fc.subarray(['DCNI', 'UCNI'], { minLength: 1 }), []),
    fgi: foreignSources,
    controls: sometimes(fc.subarray(plain, { minLength: 1, maxLength: 2 }), []),
    release: fc.constantFrom('', '', 'NF', 'REL', 'REL', 'RELIDO', 'DISPLAY', 'REL RELIDO', 'REL DISPLAY'),
    relTo: codes,
    displayTo: codes,
    nonIc: sometimes(fc.subarray(others, { minLength: 1, maxLength: 2 }), []),
  });
}

/** Marks of any kind, right and wrong, in canonical order and without lists that are left to the banner. */
export function anyMark(scheme: CapcoScheme): fc.Arbitrary<CapcoMark> {
  const { vocabulary } = scheme;
  const order = (ids: readonly string[]): string[] =>
    [...ids].sort((one, other) => vocabulary.order.get(one)! - vocabulary.order.get(other)!);
  return markParts(scheme).map(({ kind, level, chain, design, series, unclassified, ...parts }): CapcoMark => {
    const release = parts.release === '' ? [] : parts.release.split(' ');
    const foreign = kind === 'non-us';
    const joint = kind === 'joint';
    const owners = joint ? vocabulary.sortCodes([...parts.owners, 'USA']) : parts.owners;
    const atomic = chain.length > 0;
    const relTo = vocabulary.sortCodes(['USA', ...parts.relTo, ...(joint ? parts.owners : [])], 'USA');
    return {
      kind,
      level,
      owners: kind === 'us' || (foreign && parts.concealed) ? [] : owners,
      concealed: foreign && parts.concealed,
      words: [],
      sci: sorted(parts.sci),
      sap: parts.sap.map((name) => ({ name, compartments: [] })),
      aea: { chain, design: atomic && design, series: atomic ? series : [], unclassified },
      fgi: foreign ? undefined : parts.fgi,
      dissem: order([...parts.controls, ...release]),
      relTo: release.includes('REL') ? relTo : undefined,
      displayTo: release.includes('DISPLAY') ? vocabulary.sortCodes(parts.displayTo) : undefined,
      nonIc: order(parts.nonIc),
    };
  });
}

/** Marks that break no rule of their register. */
export function validMark(scheme: CapcoScheme): fc.Arbitrary<CapcoMark> {
  return anyMark(scheme).filter((mark) => scheme.check(mark).every(({ severity }) => severity === 'warning'));
}

/** Readers of all sorts, most of them with much: who holds nothing is never told apart. */
export function anyReader(scheme: CapcoScheme): fc.Arbitrary<Reader> {
  const { register } = scheme.vocabulary;
  const held = [
    ...register.sci.systems.flatMap(({ id, compartments }) => [
      id,
      ...(compartments ?? []).flatMap((one) => [`${id}-${one.id}`, `${id}-${one.id} AAAA`, `${id}-${one.id} BBBB`]),
    ]),
    ...[
      'LMN',
      'LMN-ABC',
      'LMN-123',
      'RSV-ABC',
      'RSV-123',
      'SAR-BP',
      'SAR-CA',
      'RD',
      'CNWDI',
      'SIGMA 14',
      'SIGMA 15',
      'SIGMA 18',
      'NATO',
    ],
    ...['US-GOV', 'US-FEDERAL', 'OC', 'OC-USGOV', 'PR', 'XD', 'ND'],
  ];
  const country = fc.constantFrom('USA', 'USA', 'GBR', 'CAN', 'DEU', 'FRA', 'JPN');
  return fc.record({
    id: fc.constant('reader'),
    nationality: country,
    organisation: fc.oneof(country, fc.constantFrom('KFOR', 'FVEY')),
    levels: fc.constantFrom('U', 'S', 'TS', 'TS').map((level) => ({ 'us-capco': level })),
    controls: fc
      .oneof(fc.constant(held), fc.constant(held), fc.subarray(held))
      .map((controls) => ({ 'us-capco': controls })),
  });
}
