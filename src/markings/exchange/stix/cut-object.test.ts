import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutObject } from './cut-object.ts';
import { checkSelector, type Path, parseSelector, printSelector } from './selector.ts';
import type { StixObject } from './stix-value.ts';

const HIGH = 'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed';
const LOW = 'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da';
const mayRead = (ref: string): boolean => ref !== HIGH;

const CORE = {
  type: 'campaign',
  spec_version: '2.1',
  id: 'campaign--1',
  created: '2026-01-01T00:00:00.000Z',
  modified: '2026-01-01T00:00:00.000Z',
  name: 'Spring',
};

function granular(ref: string, ...selectors: string[]): StixObject {
  return { marking_ref: ref, selectors };
}

function cut(properties: StixObject, ...markings: StixObject[]): StixObject | undefined {
  return cutObject({ ...CORE, ...properties, granular_markings: markings }, mayRead);
}

describe('cutObject', () => {
  it('gives a copy of what is not marked, and nothing of what may not be read', () => {
    expect(cutObject(CORE, () => false)).toEqual(CORE);
    expect(cutObject({ ...CORE, object_marking_refs: [LOW] }, mayRead)).toEqual({
      ...CORE,
      object_marking_refs: [LOW],
    });
    expect(cutObject({ ...CORE, object_marking_refs: [LOW, HIGH] }, mayRead)).toBeUndefined();
  });

  it('takes away what is hidden, with what that leaves empty, and its markings', () => {
    const properties = { description: 'secret', x: { y: { z: 1 } }, labels: ['a'] };
    expect(cut(properties, granular(HIGH, 'description', 'x.y.z', 'labels.[0]'))).toEqual(CORE);
  });

  it('keeps what was empty before', () => {
    expect(cut({ labels: [], x: {} })).toEqual({ ...CORE, labels: [], x: {} });
  });

  it('renumbers the selectors behind an item that goes', () => {
    const properties = { labels: ['a', 'b', 'c', 'd'], aliases: ['e'] };
    const markings = [
      granular(HIGH, 'labels.[0]', 'labels.[2]'),
      granular(LOW, 'labels.[1]', 'labels.[2]', 'labels.[3]'),
    ];
    expect(cut(properties, ...markings)).toEqual({
      ...CORE,
      labels: ['b', 'd'],
      aliases: ['e'],
      granular_markings: [granular(LOW, 'labels.[0]', 'labels.[1]')],
    });
  });

  it('renumbers lists in lists, and the languages of texts', () => {
    const properties = { x: [['a', 'b'], ['c', 'd'], ['e']] };
    const markings = [
      granular(HIGH, 'x.[0]', 'x.[1].[0]'),
      { lang: 'fr', selectors: ['x.[1].[1]', 'x.[0].[0]', 'x.[2]'] },
    ];
    expect(cut(properties, ...markings)).toEqual({
      ...CORE,
      x: [['d'], ['e']],
      granular_markings: [{ lang: 'fr', selectors: ['x.[0].[0]', 'x.[1]'] }],
    });
  });

  it('asks for all markings that cover a place', () => {
    const properties = { x: { y: 'secret', z: 'open' } };
    expect(cut(properties, granular(HIGH, 'x'), granular(LOW, 'x.y'))).toEqual(CORE);
    expect(cut(properties, granular(LOW, 'x'), granular(HIGH, 'x.y'))).toMatchObject({ x: { z: 'open' } });
  });

  it.each<[string, StixObject, string]>([
    ...['type', 'id', 'spec_version', 'created', 'modified', 'name'].map((name): [string, StixObject, string] => [
      'campaign',
      {},
      name,
    ]),
    ['indicator', { pattern: '[a:b = 1]' }, 'pattern'],
    ['report', { object_refs: ['campaign--1'] }, 'object_refs'],
    ['report', { object_refs: ['campaign--1'] }, 'object_refs.[0]'],
    ['relationship', { source_ref: 'campaign--1' }, 'source_ref'],
    ['domain-name', { value: 'example.com' }, 'value'],
    ['malware', { is_family: true }, 'name'],
    ['location', { country: 'fr' }, 'country'],
    ['location', { region: 'europe', latitude: 1, longitude: 2 }, 'longitude'],
    ['artifact', { url: 'https://example.com', hashes: { MD5: 'x' } }, 'hashes.MD5'],
    ['language-content', { object_ref: 'campaign--1', contents: { fr: { name: 'Printemps' } } }, 'contents.fr.name'],
    ['marking-definition', { definition_type: 'x', definition: { x: 1, y: 2 } }, 'definition.x'],
    ['campaign', { object_marking_refs: [LOW] }, 'object_marking_refs'],
    ['campaign', { object_marking_refs: [LOW] }, 'object_marking_refs.[0]'],
    ['campaign', {}, 'granular_markings.[0]'],
  ])('lets a %s with %j go where %s is hidden', (type, properties, selector) => {
    expect(cut({ ...properties, type }, granular(HIGH, selector))).toBeUndefined();
    expect(cut({ ...properties, type }, granular(LOW, selector))).toBeDefined();
  });

  it.each<[string, StixObject, string]>([
    ['report', { object_refs: ['campaign--1', 'campaign--2'] }, 'object_refs.[0]'],
    ['malware', { is_family: false }, 'name'],
    ['file', { hashes: { MD5: 'x' } }, 'name'],
    ['process', { command_line: 'x' }, 'created'],
    ['location', { region: 'europe', country: 'fr' }, 'country'],
    ['x-own-type', {}, 'name'],
  ])('lets a %s with %j stand where %s is hidden', (type, properties, selector) => {
    expect(cut({ ...properties, type }, granular(HIGH, selector))).toBeDefined();
  });

  it('lets a process of which nothing else is left go', () => {
    const process = { type: 'process', id: 'process--1', spec_version: '2.1', pid: 7 };
    expect(cutObject({ ...process, granular_markings: [granular(HIGH, 'pid')] }, mayRead)).toBeUndefined();
  });

  it.each<[string, StixObject]>([
    ['no list', { object_marking_refs: LOW }],
    ['no text', { object_marking_refs: [7] }],
    ['a missing place', { granular_markings: [granular(HIGH, 'descripton')] }],
    ['no selectors', { granular_markings: [{ marking_ref: HIGH }] }],
    ['no entry', { granular_markings: ['description'] }],
  ])('gives nobody an object whose markings are malformed: %s', (_, properties) => {
    expect(cutObject({ ...CORE, ...properties }, () => true)).toBeUndefined();
  });

  it('refuses what nests too deep', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`) as StixObject;
    expect(() => cutObject(deep, mayRead)).toThrow(expect.objectContaining({ kind: 'invalid', code: 'stix-too-deep' }));
  });

  it('does not carry a key __proto__ over', () => {
    const hostile = JSON.parse('{"x": {"__proto__": {"polluted": true}, "y": 1}}') as StixObject;
    const left = cutObject({ ...CORE, ...hostile }, mayRead)!;
    expect(Object.hasOwn(left['x'] as object, '__proto__')).toBe(false);
    expect((left['x'] as StixObject)['polluted']).toBeUndefined();
  });
});

/** Returns the paths of all values of a JSON value, without its own. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([step, item]) => [[...path, step], ...pathsOf(item, [...path, step])]);
}

function valueAt(object: unknown, path: Path): unknown {
  return path.reduce((value, step) => (value as Record<string | number, unknown>)[step], object);
}

function leavesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [];
}

const shapes = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant('leaf'),
    fc.array(tie('value'), { minLength: 1, maxLength: 4 }),
    fc.dictionary(fc.constantFrom('p', 'q', 'r_ref', 's'), tie('value'), { minKeys: 1, maxKeys: 3 }),
  ),
}));

/** Gives every leaf a text of its own. */
function numbered(value: unknown, next: { number: number }): unknown {
  if (Array.isArray(value)) return value.map((item) => numbered(item, next));
  if (typeof value !== 'object' || value === null) return `<${next.number++}>`;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, numbered(item, next)]));
}

describe('the cut of a random object', () => {
  const cases = fc
    .record({
      one: shapes.value,
      two: shapes.value,
      seeds: fc.array(fc.tuple(fc.nat(), fc.boolean()), { maxLength: 6 }),
    })
    .map(({ one, two, seeds }) => {
      const body = numbered({ one, two }, { number: 0 }) as StixObject;
      const paths = pathsOf(body);
      const entries = seeds.map(([seed, isHigh]) =>
        granular(isHigh ? HIGH : LOW, printSelector(paths[seed % paths.length]!)),
      );
      return { ...CORE, ...body, ...(entries.length > 0 && { granular_markings: entries }) } as StixObject;
    });

  it('leaves nothing of what is hidden and all of what is not', () => {
    fc.assert(
      fc.property(cases, (object) => {
        const entries = (object['granular_markings'] ?? []) as { marking_ref: string; selectors: string[] }[];
        const hidden = entries
          .filter(({ marking_ref: ref }) => ref === HIGH)
          .flatMap(({ selectors }) => leavesOf(valueAt(object, parseSelector(selectors[0]!)!)));
        const left = cutObject(object, mayRead)!;
        const { granular_markings: _, ...before } = object;
        const { granular_markings: after = [], ...rest } = left;
        const expected = leavesOf(before).filter((leaf) => !hidden.includes(leaf));
        expect(leavesOf(rest)).toEqual(expected);
        expect(JSON.stringify(after)).not.toContain(HIGH);
      }),
    );
  });

  it('leaves every other marking on what it marked', () => {
    fc.assert(
      fc.property(cases, (object) => {
        const left = cutObject(object, mayRead)!;
        const markedLeaves = (whole: StixObject): string[] =>
          ((whole['granular_markings'] ?? []) as { marking_ref: string; selectors: string[] }[])
            .filter(({ marking_ref: ref }) => ref === LOW)
            .flatMap(({ selectors }) =>
              selectors.flatMap((selector) => leavesOf(valueAt(whole, parseSelector(selector)!))),
            );
        const kept = leavesOf({ one: left['one'], two: left['two'] });
        expect(markedLeaves(left)).toEqual(markedLeaves(object).filter((leaf) => kept.includes(leaf)));
        for (const { selectors } of (left['granular_markings'] ?? []) as { selectors: string[] }[]) {
          expect(selectors.flatMap((selector) => checkSelector(left, selector))).toEqual([]);
        }
        expect(cutObject(left, mayRead)).toEqual(left);
      }),
    );
  });
});
