import { describe, expect, it } from 'vitest';
import type { Link } from './link.ts';
import { LinkMemory, MOST_KNOWN } from './link-memory.ts';
import { nextAfter, wantedLinks } from './timed-links.ts';

const link = (name: string, time?: number): Link => ({
  address: `https://a.example/${name}`,
  state: String(time),
  given: {},
  ...(time !== undefined && { time }),
});
const namesOf = (links: readonly Link[]) => links.map(({ address }) => address.replace('https://a.example/', ''));
const memoryOf = (...links: readonly Link[]) => {
  const memory = new LinkMemory(undefined);
  for (const one of links) memory.note(one);
  return memory;
};

describe('of a list with times', () => {
  it('what is new comes before what changed, older before newer, undated last', () => {
    const memory = memoryOf(link('changed', 1), link('known', 5));
    const listed = [
      link('undated'),
      link('newer', 9),
      link('changed', 6),
      link('older', 7),
      link('known', 5),
      link('old', 2),
    ];
    const { links, old } = wantedLinks(listed, memory, 3);
    expect([namesOf(links), old]).toEqual([['older', 'newer', 'changed', 'undated'], 1]);
  });

  it('what failed is wanted however old it is', () => {
    const memory = new LinkMemory(undefined);
    memory.noteFailed(link('failed', 1));
    expect(namesOf(wantedLinks([link('failed', 1)], memory, 3).links)).toEqual(['failed']);
  });

  it('as many without a time are looked at as there is room for', () => {
    const listed = Array.from({ length: MOST_KNOWN + 2 }, (_, at) => link(`${at}`));
    const { links, unwatched } = wantedLinks(listed, memoryOf(), 0);
    expect([links.length, unwatched]).toEqual([MOST_KNOWN, 2]);
  });
});

describe('the next reading looks at links', () => {
  const at = { after: 10, now: 1_000, late: 50 };

  it('from so long before the newest as lists may be late', () => {
    expect(nextAfter([link('a', 500), link('b', 700)], [], at)).toBe(650);
  });

  it('not from before those of this one, nor from a time that is still to come', () => {
    expect(nextAfter([link('a', 20)], [], at)).toBe(10);
    expect(nextAfter([link('a', 9_000)], [], at)).toBe(950);
    expect(nextAfter([], [], at)).toBe(10);
  });

  it('from what was left', () => {
    const left = link('left', 100);
    expect(nextAfter([link('a', 700), left], [left, link('undated')], at)).toBe(99);
  });

  it('from where there is room to remember them', () => {
    const listed = Array.from({ length: MOST_KNOWN + 100 }, (_, number) => link(`${number}`, 1_000 + number));
    expect(nextAfter(listed, [], { after: 0, now: 1e6, late: 1e5 })).toBe(1_100);
  });
});
