import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutBundle } from './cut-bundle.ts';
import { checkMarkingRefs } from './marking-chains.ts';
import type { StixObject } from './stix-value.ts';

const HIGH = 'marking-definition--high';
const LOW = 'marking-definition--low';
const mayRead = (ref: string): boolean => ref !== HIGH;

function object(id: string, properties: StixObject = {}): StixObject {
  return { type: id.split('--')[0]!, id, ...properties };
}

function definition(id: string, properties: StixObject = {}): StixObject {
  return object(id, { name: id, ...properties });
}

function hidden(...selectors: string[]): StixObject {
  return { granular_markings: [{ marking_ref: HIGH, selectors }] };
}

const SECRET = object('campaign--secret', { name: 'Secret', object_marking_refs: [HIGH] });
const OPEN = object('campaign--open', { name: 'Open' });

function idsOf(objects: readonly StixObject[]): unknown[] {
  return objects.map(({ id }) => id);
}

describe('cutBundle', () => {
  it('takes away references to what went, and renumbers behind them', () => {
    const report = object('report--1', {
      name: 'Report',
      object_refs: ['campaign--secret', 'campaign--open'],
      created_by_ref: 'campaign--secret',
      granular_markings: [{ marking_ref: LOW, selectors: ['object_refs.[0]', 'object_refs.[1]'] }],
    });
    expect(cutBundle([SECRET, OPEN, report], mayRead)).toEqual([
      OPEN,
      object('report--1', {
        name: 'Report',
        object_refs: ['campaign--open'],
        granular_markings: [{ marking_ref: LOW, selectors: ['object_refs.[0]'] }],
      }),
    ]);
  });

  it('lets what cannot stand without them go, and so on', () => {
    const link = object('relationship--1', { source_ref: 'campaign--open', target_ref: 'campaign--secret' });
    const sighting = object('sighting--1', { sighting_of_ref: 'relationship--1' });
    const note = object('note--1', { content: 'x', object_refs: ['sighting--1'] });
    const opinion = object('opinion--1', { opinion: 'agree', object_refs: ['note--1', 'campaign--open'] });
    expect(cutBundle([opinion, note, sighting, link, OPEN, SECRET], mayRead)).toEqual([
      { ...opinion, object_refs: ['campaign--open'] },
      OPEN,
    ]);
  });

  it('leaves no id of what went as a value or a key, however deep', () => {
    const odd = object('x-odd--1', { x: [{ 'campaign--secret': 1, y: 'campaign--secret' }], z: 'campaign--open' });
    expect(cutBundle([SECRET, OPEN, odd], mayRead)).toEqual([OPEN, object('x-odd--1', { z: 'campaign--open' })]);
  });

  it('leaves ids of what never was in the bundle', () => {
    const report = object('report--1', { name: 'R', object_refs: ['campaign--elsewhere'] });
    expect(cutBundle([report], mayRead)).toEqual([report]);
  });

  it('keeps references to an object of which one version stays', () => {
    const versions = [
      object('campaign--1', { name: 'Old', modified: '1', object_marking_refs: [HIGH] }),
      object('campaign--1', { name: 'New', modified: '2' }),
    ];
    const report = object('report--1', { name: 'R', object_refs: ['campaign--1'] });
    expect(cutBundle([...versions, report], mayRead)).toEqual([versions[1], report]);
    expect(cutBundle([...versions].reverse(), mayRead)).toEqual([versions[1]]);
  });

  it('keeps the definitions that what is left uses, and those that mark them', () => {
    const definitions = [
      definition(HIGH),
      definition(LOW, { object_marking_refs: ['marking-definition--base'] }),
      definition('marking-definition--base'),
      definition('marking-definition--unused'),
    ];
    const marked = { ...OPEN, object_marking_refs: [LOW] };
    const report = object('report--1', { name: 'R', object_refs: [HIGH, LOW, 'campaign--open'] });
    const left = cutBundle([...definitions, SECRET, marked, report], mayRead);
    expect(idsOf(left)).toEqual([LOW, 'marking-definition--base', 'campaign--open', 'report--1']);
    expect(left.at(-1)?.['object_refs']).toEqual([LOW, 'campaign--open']);
  });

  it('lets a definition go that only marked what is hidden', () => {
    const campaign = object('campaign--1', {
      name: 'A',
      description: 'secret',
      granular_markings: [
        { marking_ref: HIGH, selectors: ['description'] },
        { marking_ref: LOW, selectors: ['description'] },
      ],
    });
    const left = cutBundle([definition(HIGH), definition(LOW), campaign], mayRead);
    expect(left).toEqual([object('campaign--1', { name: 'A' })]);
  });

  it('hides what is marked by a definition that may not be read itself', () => {
    const definitions = [
      definition('marking-definition--c', { object_marking_refs: ['marking-definition--b'] }),
      definition('marking-definition--b', { object_marking_refs: [HIGH] }),
    ];
    const marked = { ...OPEN, object_marking_refs: ['marking-definition--c'] };
    const partly = object('campaign--2', {
      name: 'B',
      description: 'x',
      granular_markings: [{ marking_ref: 'marking-definition--c', selectors: ['description'] }],
    });
    expect(cutBundle([...definitions, marked, partly], mayRead)).toEqual([object('campaign--2', { name: 'B' })]);
  });

  it('refuses definitions that mark each other in a circle', () => {
    const circle = [
      definition('marking-definition--a', { object_marking_refs: ['marking-definition--b'] }),
      definition('marking-definition--b', { object_marking_refs: ['marking-definition--a'] }),
    ];
    const itself = [definition(LOW, { object_marking_refs: [LOW] })];
    for (const objects of [circle, itself]) {
      const refusal = expect.objectContaining({ kind: 'invalid', code: 'stix-circular-markings' });
      expect(() => cutBundle(objects, () => true)).toThrow(refusal);
      expect(checkMarkingRefs(objects)).toHaveLength(objects.length);
    }
  });

  it('follows a chain of ten thousand definitions', () => {
    const count = 10_000;
    const chain = Array.from({ length: count }, (_, index) =>
      definition(`marking-definition--${index}`, {
        object_marking_refs: [index + 1 < count ? `marking-definition--${index + 1}` : HIGH],
      }),
    );
    const marked = { ...OPEN, object_marking_refs: ['marking-definition--0'] };
    expect(cutBundle([...chain, marked], mayRead)).toEqual([]);
    expect(cutBundle([...chain, marked], () => true)).toHaveLength(count + 1);
  });

  it('follows a chain of ten thousand notes', () => {
    const notes = Array.from({ length: 10_000 }, (_, index) =>
      object(`note--${index}`, {
        content: 'x',
        object_refs: [index === 0 ? 'campaign--secret' : `note--${index - 1}`],
      }),
    );
    expect(cutBundle([...notes, SECRET], mayRead)).toEqual([]);
  });

  it('takes away the translation of what is hidden', () => {
    const campaign = object('campaign--1', { name: 'A', description: 'secret', ...hidden('description') });
    const translation = object('language-content--1', {
      object_ref: 'campaign--1',
      contents: { fr: { name: 'Ah', description: 'secret en français' }, de: { description: 'geheim' } },
    });
    const left = cutBundle([translation, campaign], mayRead);
    expect(left[0]?.['contents']).toEqual({ fr: { name: 'Ah' } });
    expect(JSON.stringify(left)).not.toMatch(/secret|geheim/);
  });

  it('takes away the translation of what is hidden only since the definition of its marking went', () => {
    const extension = object('extension-definition--1', { name: 'E', object_marking_refs: [HIGH] });
    const marking = definition(LOW, { extensions: { 'extension-definition--1': { level: 2 } } });
    const campaign = object('campaign--1', {
      name: 'A',
      description: 'secret',
      granular_markings: [{ marking_ref: LOW, selectors: ['description'] }],
    });
    const contents = { fr: { name: 'Ah', description: 'secret en français' } };
    const translation = object('language-content--1', { object_ref: 'campaign--1', contents });
    expect(cutBundle([translation, campaign, marking, extension], mayRead)).toEqual([
      { ...translation, contents: { fr: { name: 'Ah' } } },
      object('campaign--1', { name: 'A' }),
    ]);
  });

  it('lets a translation go that could be of a version that went', () => {
    const old = object('campaign--1', { name: 'Secret', modified: '1', object_marking_refs: [HIGH] });
    const now = object('campaign--1', { name: 'Open', modified: '2' });
    const contents = { fr: { name: 'Nom' } };
    const translation = object('language-content--1', { object_ref: 'campaign--1', contents });
    expect(cutBundle([old, now, translation], mayRead)).toEqual([now]);
    const pinned = { ...translation, object_modified: '2' };
    expect(cutBundle([old, now, pinned], mayRead)).toEqual([now, pinned]);
    expect(cutBundle([old, now, { ...translation, object_modified: '1' }], mayRead)).toEqual([now]);
  });

  it('refuses what is no object, and what nests too deep', () => {
    const refusal = (code: string): unknown => expect.objectContaining({ kind: 'invalid', code });
    expect(() => cutBundle([{ type: 'campaign' }], mayRead)).toThrow(refusal('stix-not-an-object'));
    expect(() => cutBundle([null as unknown as StixObject], mayRead)).toThrow(refusal('stix-not-an-object'));
    let deep: StixObject = {};
    for (let level = 0; level < 10_000; level++) deep = { deep };
    expect(() => cutBundle([object('x--1', { deep })], mayRead)).toThrow(refusal('stix-too-deep'));
  });
});

describe('checkMarkingRefs', () => {
  it('finds references to what is no marking definition, and malformed markings', () => {
    const objects = [
      { ...OPEN, object_marking_refs: ['campaign--1'] },
      { ...OPEN, granular_markings: [7] },
    ];
    const codes = checkMarkingRefs(objects).map(({ code }) => code);
    expect(codes).toEqual(['stix-granular-form', 'stix-marking-ref-type']);
  });
});

describe('the cut of a random bundle', () => {
  const bundles = fc
    .array(
      fc.record({
        type: fc.constantFrom('report', 'relationship', 'campaign'),
        isHigh: fc.boolean(),
        refs: fc.array(fc.nat(9), { minLength: 1, maxLength: 3 }),
        isPartly: fc.boolean(),
      }),
      { minLength: 1, maxLength: 10 },
    )
    .map((plans) => {
      const ids = plans.map(({ type }, index) => `${type}--${index}`);
      const at = (place: number): string => ids[place % ids.length]!;
      return plans.map(({ type, isHigh, refs, isPartly }, index) =>
        object(`${type}--${index}`, {
          name: `name ${index}`,
          ...(type === 'report' && { object_refs: refs.map(at) }),
          ...(type === 'relationship' && { source_ref: at(refs[0]!), target_ref: at(refs.at(-1)!) }),
          ...(type === 'campaign' && { description: `secret ${index}`, created_by_ref: at(refs[0]!) }),
          ...(isHigh && { object_marking_refs: [HIGH] }),
          ...(isPartly && type === 'campaign' && hidden('description')),
        }),
      );
    });

  it('names nothing that went, and is not cut again', () => {
    fc.assert(
      fc.property(bundles, (objects) => {
        const left = cutBundle([definition(HIGH), ...objects], mayRead);
        const text = JSON.stringify(left);
        const stays = new Set(idsOf(left));
        for (const { id } of objects) if (!stays.has(id)) expect(text).not.toContain(`"${String(id)}"`);
        expect(text).not.toContain(HIGH);
        expect(cutBundle(left, mayRead)).toEqual(left);
      }),
    );
  });

  it('is the same whatever a hidden object says', () => {
    fc.assert(
      fc.property(bundles, fc.nat(9), (objects, place) => {
        const other = objects.map((item) => {
          if (!item['object_marking_refs']) return item;
          return { type: item['type'], id: item['id'], name: `another ${place}`, object_marking_refs: [HIGH] };
        });
        expect(cutBundle(other, mayRead)).toEqual(cutBundle(objects, mayRead));
      }),
    );
  });
});

/** Example bundles of STIX, beside the checkout; they are read and not copied. */
const folder = join(
  import.meta.dirname,
  '..',
  '..',
  '..',
  '..',
  '..',
  'shared',
  'data',
  'exchange',
  'stix',
  'examples',
);
const report = join(folder, 'threat-reports', 'apt1.json');
const present = existsSync(report);

describe('a real bundle', () => {
  const sentence = 'is left as it is for those who may read it all, but for unused definitions';
  it.skipIf(!present)(present ? sentence : `${sentence} (SKIPPED: ../shared/data/exchange is absent)`, () => {
    const bundle = JSON.parse(readFileSync(report, 'utf8')) as { objects: StixObject[] };
    const left = cutBundle(bundle.objects, () => true);
    const expected = bundle.objects.filter(({ type, id }) => type !== 'marking-definition' || idsOf(left).includes(id));
    expect(left).toEqual(expected);
    expect(left.length).toBeGreaterThan(10);
  });
});
