import {
  type Inline,
  inlinesOf,
  type PortionPlace,
  placePortions,
  type ReportPortion,
} from '../../schema/report-text.ts';

/** How the parts of a report are called where it is read whole; a copy counts its own, by the same rules. */
export interface Numbering {
  /** From the id of a citation to its number, by first appearance. */
  readonly citations: ReadonlyMap<string, number>;
  /** From the id of a portion to where it stands: of a heading `1.2`, of a table `2`, of an item its sign. */
  readonly places: ReadonlyMap<string, PortionPlace>;
}

export function numberingOf(portions: readonly ReportPortion[]): Numbering {
  return { citations: citationNumbers(portions), places: placePortions(portions) };
}

function citationNumbers(portions: readonly ReportPortion[]): ReadonlyMap<string, number> {
  const ids = portions.flatMap(inlinesOf).flatMap((inline: Inline) => (inline.kind === 'citation' ? [inline.id] : []));
  return new Map([...new Set(ids)].map((id, at) => [id, at + 1]));
}
