import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentsAmong, extractedFrom } from '../../test/support/extracted.ts';
import { propertyRuns } from '../../test/support/property-runs.ts';

const TIME = '2020-03-01T23:30:00.000Z';
const id = (type: string) => `${type}--10000000-0000-4000-8000-000000000000`;
const money = { amount: 5.5, currency: 'EUR' };

/** One of each format, with something in every place that is looked at. */
const SAMPLES: readonly unknown[] = [
  {
    ...{ version: '1.1', publishedDate: TIME, publisher: { name: 'P', scheme: 'GB-COH' } },
    releases: [
      {
        ...{ ocid: 'o', id: '1', date: TIME, tag: ['contract'], language: 'en', buyer: { id: 'b', name: 'B' } },
        parties: [{ id: 'b', roles: ['buyer'], address: { countryName: 'France' }, identifier: { scheme: 'FR-X' } }],
        planning: { rationale: 'R', budget: { amount: money, project: 'J' } },
        tender: {
          title: 'T',
          value: money,
          minValue: money,
          items: [{ classification: { id: 'c' } }],
          lots: [{ id: '1', value: money }],
        },
        awards: [{ title: 'A', value: money, suppliers: [{ name: 'S' }] }],
        contracts: [
          { title: 'C', value: money, implementation: { transactions: [{ value: money, payer: { name: 'B' } }] } },
        ],
      },
    ],
  },
  { records: [{ ocid: 'o', releases: [{ ocid: 'o', id: '1', date: TIME, tag: ['award'] }] }], publishedDate: TIME },
  {
    ...{ type: 'bundle', id: id('bundle') },
    objects: [
      {
        ...{
          type: 'tool',
          spec_version: '2.1',
          id: id('tool'),
          created: TIME,
          modified: TIME,
          name: 'T',
          revoked: true,
        },
        ...{ object_marking_refs: [id('marking-definition')], created_by_ref: id('identity'), aliases: ['a'] },
        granular_markings: [{ marking_ref: id('marking-definition'), selectors: ['aliases.[0]'] }],
        ...{
          external_references: [{ source_name: 's' }],
          kill_chain_phases: [{ phase_name: 'p' }],
          extensions: { x: { y: 'z' } },
        },
      },
      {
        type: 'marking-definition',
        id: id('marking-definition'),
        definition_type: 'statement',
        definition: { statement: 'S' },
      },
      {
        type: 'relationship',
        id: id('relationship'),
        source_ref: id('tool'),
        target_ref: id('tool'),
        description: 'd',
      },
    ],
  },
  {
    Event: {
      ...{ uuid: 'u', info: 'I', date: '2020-03-01', timestamp: '1', Orgc: { name: 'O' }, Tag: [{ name: 'tlp:red' }] },
      Attribute: [{ type: 't', value: 'v', Tag: [{ name: 'tlp:amber' }] }],
      Object: [{ name: 'f', Attribute: [{ type: 't', value: 'w' }] }],
      Galaxy: [{ name: 'g', GalaxyCluster: [{ value: 'c', meta: { synonyms: ['s'] } }] }],
      EventReport: [{ name: 'n', content: 'c' }],
    },
  },
  { u: { info: 'I', Orgc: { name: 'O' } } },
  {
    ...{ uri: 'urn:x', standard: { name: 'ninjs' }, versionCreated: TIME, version: '1', urgency: 3, embargoed: TIME },
    headlines: [{ role: 'main', value: '<b>H</b>', contentType: 'text/html' }],
    bodies: [
      { value: '<p>B', contentType: 'text/html' },
      { value: 'B', contentType: 'text/plain' },
    ],
    ...{
      places: [
        { name: 'L', geoJSON: { type: 'Point', coordinates: [1] }, contactInfo: [{ address: { locality: 'L' } }] },
      ],
    },
    ...{ associations: [{ name: 'n', headlines: [{ value: 'A' }] }], rightsInfo: { linkedRights: 'http://x/' } },
    ...{
      eventDetails: { dates: { startDate: TIME }, organiser: { name: 'O' } },
      plannedCoverage: [{ title: 'c', dates: {} }],
    },
  },
  {
    document: {
      ...{
        csaf_version: '2.0',
        title: 'T',
        lang: 'en',
        distribution: { tlp: { label: 'RED' } },
        publisher: { name: 'P' },
      },
      tracking: { id: 'i', initial_release_date: TIME, revision_history: [{ number: '1', date: TIME, summary: 's' }] },
      ...{ notes: [{ category: 'summary', title: 't', text: 'x' }], acknowledgments: [{ names: ['a'] }] },
    },
    product_tree: { branches: [{ name: 'v', branches: [{ product: { name: 'p' } }] }] },
    vulnerabilities: [{ cve: 'c', cwe: { id: 'x' }, scores: [{ cvss_v3: { baseScore: 5 } }], notes: [{ text: 'n' }] }],
  },
];

const STRANGE = [null, true, 0, -1, 1e300, '', 'x', '__proto__', [], [null], [[]], {}, [{}], { a: [1] }];

const read = (content: string) => extractedFrom(content, { path: 'a.json' });

/** Every place of a value, as the names and numbers that lead there. */
function placesIn(value: unknown): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [[]];
  const inner = Object.entries(value).flatMap(([name, part]) => placesIn(part).map((place) => [name, ...place]));
  return [[], ...inner];
}

function withStrange(value: unknown, [first, ...rest]: readonly (string | number)[], strange: unknown): unknown {
  if (first === undefined) return strange;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>;
  copy[first] = withStrange(copy[first], rest, strange);
  return copy;
}

describe('records of described formats', () => {
  it('are documents, and the manifest a problem', async () => {
    const counts = SAMPLES.map(
      async (sample) => documentsAmong(await extractedFrom(sample, { path: 'a.json' })).length,
    );
    expect(await Promise.all(counts)).toEqual([1, 1, 1, 1, 0, 1, 1]);
  });

  it('never throw and never give nothing, whatever stands in any place', async () => {
    for (const sample of SAMPLES) {
      for (const place of placesIn(sample)) {
        for (const strange of STRANGE) {
          const items = await read(JSON.stringify(withStrange(sample, place, strange)));
          expect(items.length, `${place.join('.')} = ${JSON.stringify(strange)}`).toBeGreaterThan(0);
          for (const { id, title, text } of documentsAmong(items)) {
            expect([typeof id, typeof title, typeof text]).toEqual(Array(3).fill('string'));
          }
        }
      }
    }
  });

  it('never throw where they are cut off or other signs stand in them', async () => {
    const texts = SAMPLES.map((sample) => JSON.stringify(sample));
    const change = fc.tuple(fc.constantFrom(...texts), fc.nat(3000), fc.nat(40), fc.string());
    await fc.assert(
      fc.asyncProperty(change, async ([text, start, length, between]) => {
        const at = start % text.length;
        expect((await read(text.slice(0, at))).length).toBeGreaterThan(0);
        expect((await read(text.slice(0, at) + between + text.slice(at + length))).length).toBeGreaterThan(0);
      }),
      { numRuns: propertyRuns(400) },
    );
  });
});
