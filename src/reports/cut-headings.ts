import { countedAnew } from './list-numbers.ts';
import type { Heading, ListSign } from './report.ts';

/** The depth of a heading among those that are left, and its number, counted anew under the heading above it. */
export interface HeadingPlace {
  readonly level: number;
  readonly sign: string;
}

export function placeHeadings(headings: readonly Heading[]): ReadonlyMap<Heading, HeadingPlace> {
  const { depths, families } = nested(headings);
  const signs = new Map<Heading, string>();
  for (const family of families) {
    const numbered = family.filter(({ sign }) => sign !== undefined);
    const counted = countedAnew(numbered.map(({ sign }) => sign!));
    for (const [index, heading] of numbered.entries()) signs.set(heading, counted[index]!);
  }
  return new Map([...depths].map(([heading, level]) => [heading, { level, sign: signs.get(heading) ?? '' }]));
}

/** Returns the signs of the headings that stand under one heading, for each. */
export function headingSigns(headings: readonly Heading[]): ListSign[][] {
  return nested(headings).families.map((family) => family.flatMap(({ sign }) => (sign ? [sign] : [])));
}

interface Nested {
  readonly depths: ReadonlyMap<Heading, number>;
  /** Headings that stand under one heading, for each. */
  readonly families: readonly (readonly Heading[])[];
}

function nested(headings: readonly Heading[]): Nested {
  const depths = new Map<Heading, number>();
  const root = { level: 0, children: [] as Heading[] };
  const families = [root.children];
  let open = [root];
  for (const heading of headings) {
    open = open.filter(({ level }) => level < heading.level);
    depths.set(heading, open.length);
    open.at(-1)!.children.push(heading);
    const own = { level: heading.level, children: [] };
    families.push(own.children);
    open.push(own);
  }
  return { depths, families };
}
