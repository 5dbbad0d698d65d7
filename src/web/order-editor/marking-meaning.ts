import type { MarkingFinding } from '../../markings/finding.ts';
import type { Clause } from '../../markings/requirement.ts';
import { standardSchemes } from '../../markings/standard-schemes.ts';
import { isSchemeName, type SchemeName } from './schemes.ts';

/** Markings to begin with, as they are written; any other may be typed. */
export const USUAL: Readonly<Record<SchemeName, readonly string[]>> = {
  desk: ['PUBLIC', 'DESK', 'DESK//NOT-FOR-ATTRIBUTION', 'SOURCE-PROTECTED', 'SOURCE-PROTECTED//OFF-RECORD'],
  tlp: ['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED'],
  'us-capco': ['U', 'C', 'S', 'TS', 'U//FOUO', 'C//NF', 'S//NF', 'S//REL TO USA, AUS, CAN, GBR, NZL', 'TS//NF'],
};

/** What a marking says. */
export interface MarkingMeaning {
  readonly findings: readonly MarkingFinding[];
  /** As it should be written, where it is written otherwise. */
  readonly canonical?: string;
  /** The sentences of the rule book, in English. */
  readonly sentences: readonly string[];
  /** What it is made of, such as `desk/OFF-RECORD`, for whoever has words of their own for each. */
  readonly elements: readonly string[];
  /** What it asks of a reader; missing where it cannot be used. */
  readonly clauses?: readonly Clause[];
}

/** Returns what a marking means and what is wrong with it; nothing where nothing is written, or the scheme is not known here. */
export function markingMeaning(scheme: string, text: string): MarkingMeaning | undefined {
  if (text.trim() === '' || !isSchemeName(scheme)) return undefined;
  const known = standardSchemes.scheme(scheme);
  const { mark, findings } = known.read(text, 'portion');
  const isUsable = mark !== undefined && findings.every(({ severity }) => severity !== 'error');
  const canonical = mark === undefined ? undefined : known.print(mark, 'portion');
  return {
    findings,
    ...(canonical !== undefined && canonical !== text && !isUsable && { canonical }),
    sentences: mark === undefined ? [] : known.explain(mark),
    elements: mark === undefined ? [] : elementsOf(scheme, known.print(mark, 'banner')),
    ...(isUsable && { clauses: known.requirement(known.stateOf(mark), 'display').clauses }),
  };
}

/** The parts of a marking as it is printed; an embargo without its instant. */
function elementsOf(scheme: string, printed: string): string[] {
  const parts = scheme === 'tlp' ? printed.split(' ') : printed.split(/\/+/);
  return parts.map((part) => `${scheme}/${part.replace(/^(EMBARGO UNTIL) .*$/, '$1')}`);
}

/** Returns a token of a requirement in words: `us-capco/level/S` is the level S. */
export function tokenInWords(token: string): string {
  return (
    token
      .split('/')
      .slice(1)
      .join(' ')
      .replace(/^(?:level|control) /, '') || token
  );
}
