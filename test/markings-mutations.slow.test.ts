import { describe, expect, it } from 'vitest';
import register from '../src/markings/registers/us-capco-2016.json' with { type: 'json' };
import type { Register } from '../src/markings/schemes/us-capco/register.ts';
import { capcoScheme } from '../src/markings/schemes/us-capco/scheme.ts';
import { answerTo, markingExamples } from './support/markings-examples.ts';

type Json = { [key: string]: Json } | Json[] | string | number | boolean;
type Path = readonly (string | number)[];

/** Keys that carry a rule: without one of them the register says something else. */
const RULES = ['levels', 'requires', 'excludes', 'advises', 'access', 'originator', 'yieldsTo', 'numbers', 'of'];
const SWITCHES = [
  'needsCompartment',
  'readerLevel',
  'foreignOnly',
  'countsAs',
  'role',
  'combines',
  'least',
  'most',
  'classified',
  'forces',
  'joint',
];

/** Groups of which the page says something; the rest is a list of members. */
const GROUPS_SHOWN = ['ACGU', 'FVEY', 'NATO'];

/** Where the rules of a register are: each entry of a list of rules by itself. */
function rulesOf(node: Json, path: Path = []): Path[] {
  if (typeof node !== 'object') return [];
  if (Array.isArray(node)) return node.flatMap((item, place) => rulesOf(item, [...path, place]));
  return Object.entries(node).flatMap(([key, value]) => {
    const here = [...path, key];
    if (path.at(0) === 'groups' || (path.length === 0 && key === 'levels'))
      return path.length === 0 ? rulesOf(value, here) : [];
    if (RULES.includes(key) && Array.isArray(value) && !(key === 'levels' && typeof value[0] === 'object')) {
      const single = key === 'levels' || key === 'of' || key === 'numbers';
      return single ? [here] : value.map((_, place) => [...here, place]);
    }
    return SWITCHES.includes(key) ? [here, ...rulesOf(value, here)] : rulesOf(value, here);
  });
}

/** Each name within a condition that excludes: “OC excludes RELIDO” and “OC excludes OC-USGOV” are two rules. */
function namesWithin(node: Json, path: Path = []): Path[] {
  if (typeof node !== 'object') return [];
  if (Array.isArray(node)) return node.flatMap((item, place) => namesWithin(item, [...path, place]));
  return Object.entries(node).flatMap(([key, value]) => {
    const inside = key === 'anyOf' && path.includes('excludes') && Array.isArray(value) && value.length > 1;
    return inside ? value.map((_, place) => [...path, key, place]) : namesWithin(value, [...path, key]);
  });
}

/** Returns the register without what stands at `path`; a list that must be there is emptied. */
function without(path: Path): Register {
  const copy = structuredClone(register) as unknown as Json;
  const last = path.at(-1)!;
  const parent = path.slice(0, -1).reduce((node, key) => (node as Record<string | number, Json>)[key]!, copy);
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else if (last === 'of' || last === 'numbers') (parent as Record<string, Json>)[last] = [];
  else delete (parent as Record<string | number, Json>)[last];
  return copy as unknown as Register;
}

const examples = markingExamples().filter(({ scheme }) => scheme === 'us-capco');

/** Whether some example of the page comes out differently with this register. */
function isNoticed(changed: Register): boolean {
  const scheme = capcoScheme(changed);
  return examples.some((example) => {
    const answer = answerTo(example, scheme);
    return (example.said.includes(' : ') ? answer : answer.replace(/ : .*$/, '')) !== example.said;
  });
}

describe('every rule of the register', () => {
  const paths = [...rulesOf(register as unknown as Json), ...namesWithin(register as unknown as Json)];

  it('is there to be broken', () => {
    expect(paths.length).toBeGreaterThan(150);
    expect(isNoticed(register as Register)).toBe(false);
  });

  it('is noticed by an example of docs/markings.md when it is gone', () => {
    const survivors = paths.filter((path) => !isNoticed(without(path))).map((path) => describePath(path));
    expect(survivors).toEqual([]);
  });

  it('is noticed when a group no longer stands for its members', () => {
    for (const code of GROUPS_SHOWN) {
      const place = register.groups.findIndex((group) => group.code === code);
      expect(isNoticed(without(['groups', place, 'expands'])), code).toBe(true);
    }
  });
});

/** A path with the ids of what it goes through. */
function describePath(path: Path): string {
  let node = register as unknown as Json;
  return path
    .map((key) => {
      node = (node as Record<string | number, Json>)[key]!;
      const { id } = (typeof node === 'object' ? node : {}) as { id?: string };
      return id ?? (typeof node === 'string' ? `${key}=${node}` : key);
    })
    .join('.');
}
