import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryCopy } from '../../test/support/arbitrary-copies.ts';
import { propertyRuns } from '../../test/support/property-runs.ts';
import { ENGLISH, FRENCH, issued, TLP } from '../../test/support/sample-copies.ts';
import type { IssuedCopy } from '../domain/copy.ts';
import { effectiveMarkings } from '../markings/exchange/stix/granular.ts';
import { tlpOfStixId } from '../markings/exchange/stix/tlp-definitions.ts';
import { copyAsStix } from './copy-stix.ts';

type Stix = Record<string, unknown> & { type: string; id: string };
interface Bundle {
  readonly type: string;
  readonly id: string;
  readonly objects: readonly Stix[];
}

const bundleOf = (copy: IssuedCopy): Bundle => JSON.parse(copyAsStix(copy, 'The example desk')) as Bundle;
const named = (bundle: Bundle, type: string): Stix[] => bundle.objects.filter((object) => object.type === type);

describe('a copy as STIX', () => {
  it('is a report by the desk with a note for each part under its own mark', () => {
    const bundle = bundleOf(issued(ENGLISH));
    const [report] = named(bundle, 'report');
    const notes = named(bundle, 'note');
    const statements = new Map(named(bundle, 'marking-definition').map(({ id, name }) => [id, name]));
    const marksOf = (object: Stix) => (object['object_marking_refs'] as string[]).map((id) => statements.get(id));
    expect(report).toMatchObject({
      name: 'Who finances the tram extension',
      published: '2026-11-30T09:30:00.000Z',
      lang: 'en',
    });
    expect(marksOf(report!)).toEqual(['SECRET//NOFORN', 'REPLAY – NOT CLASSIFIED']);
    expect(report!['object_refs']).toEqual(notes.map(({ id }) => id));
    expect(notes).toHaveLength(ENGLISH.portions.length + 3);
    expect(notes[4]).toMatchObject({ confidence: 50 });
    expect(notes[4]!['content']).toContain(
      'as its minutes <https://council.example/minutes/2026-05-12> show. Likelihood: likely (55–80%).',
    );
    expect(marksOf(notes[4]!)).toEqual(['S//NF', 'REPLAY – NOT CLASSIFIED']);
    expect(notes.map((note) => note['content'])).toContain(
      'Table\u00a01.2. Tender: 2 April; Value (EUR): 51,500,000; What became of it: one offer, from a consortium that the city had spoken with before the tender was published',
    );
    const titled = effectiveMarkings(report!);
    expect(JSON.stringify(titled)).toContain(
      report!['granular_markings'] && (report!['granular_markings'] as { marking_ref: string }[])[0]!.marking_ref,
    );
  });

  it('uses the fixed definitions of TLP', () => {
    const bundle = bundleOf(issued(TLP));
    const colours = named(bundle, 'marking-definition').map(({ id }) => tlpOfStixId(id).marking.colour);
    expect(new Set(colours)).toEqual(new Set(['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT']));
    const [report] = named(bundle, 'report');
    expect((report!['object_marking_refs'] as string[]).map((id) => tlpOfStixId(id).marking.colour)).toEqual([
      'AMBER+STRICT',
    ]);
    expect(report!['granular_markings']).toBeUndefined();
  });

  it('is a later version of the same report where it was superseded, and a revoked one without a word where it was recalled', () => {
    const [now, later, recalled] = (['current', 'superseded', 'recalled'] as const).map((state) =>
      bundleOf(issued(FRENCH, state)),
    );
    const reports = [now!, later!, recalled!].map((bundle) => named(bundle, 'report')[0]!);
    expect(new Set(reports.map(({ id }) => id)).size).toBe(1);
    const versions = reports.map((report) => report['modified'] as string);
    expect(versions).toEqual([...versions].sort());
    expect(new Set(versions).size).toBe(3);
    expect(reports.map((report) => report['revoked'])).toEqual([undefined, undefined, true]);
    expect(recalled!.objects.map(({ type }) => type)).toEqual(['identity', 'report']);
    expect(JSON.stringify(recalled)).not.toMatch(/tram|PROTECTED|ville/);
  });

  it('is the same for the same copy, and shares no id with that of another but the desk’s', () => {
    expect(copyAsStix(issued(structuredClone(ENGLISH)), 'x')).toBe(copyAsStix(issued(ENGLISH), 'x'));
    const other = bundleOf({ ...issued(ENGLISH), id: '01937c2e-5a00-7000-8000-00000000beef' });
    const ids = new Set(bundleOf(issued(ENGLISH)).objects.map(({ id }) => id));
    expect(other.objects.map(({ id }) => id).filter((id) => ids.has(id))).toEqual(
      named(other, 'identity').map(({ id }) => id),
    );
    expect(copyAsStix(issued(ENGLISH), 'x')).not.toContain(issued(ENGLISH).id);
  });
});

const folder = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'exchange', 'stix', 'schemas');
const present = existsSync(folder);

describe('the schemas of STIX 2.1', () => {
  const sentence = 'find nothing to object to in a copy of any scheme';
  it.skipIf(!present)(
    present ? sentence : `${sentence} (SKIPPED: ../shared/data/exchange/stix/schemas is absent)`,
    () => {
      const checks = compiledSchemas();
      fc.assert(
        fc.property(
          fc.oneof(arbitraryCopy('us-capco'), arbitraryCopy('tlp'), arbitraryCopy('desk')),
          fc.constantFrom('current', 'superseded', 'recalled'),
          (copy, state) => {
            const bundle = bundleOf(issued(copy, state as IssuedCopy['state']));
            for (const object of bundle.objects) expect(checks(object), JSON.stringify(object)).toEqual([]);
            expect(bundle.id).toMatch(/^bundle--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
          },
        ),
        { numRuns: propertyRuns(60) },
      );
    },
  );
});

/** Returns what the schema of an object's type says of it. */
function compiledSchemas(): (object: Stix) => unknown[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true, unicodeRegExp: false });
  (formats as unknown as (one: Ajv2020) => void)(ajv);
  const ids = new Map<string, string>();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.json'));
  for (const path of files) {
    const schema = JSON.parse(readFileSync(join(folder, path), 'utf8')) as { $id: string; title: string };
    ajv.addSchema(schema);
    ids.set(schema.title, schema.$id);
  }
  return (object) => {
    const check = ajv.getSchema(ids.get(object.type)!)!;
    return check(object) === true ? [] : (check.errors ?? []);
  };
}
