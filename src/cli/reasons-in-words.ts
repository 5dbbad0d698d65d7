import type { Reason } from '../markings/requirement.ts';

const WORDS: Readonly<Record<Reason, string>> = {
  level: 'is not cleared for the level',
  compartment: 'does not hold every compartment or read-in',
  release: 'is not on the list of those to whom it may go (nationality, and for NOFORN the organisation too)',
  'need-to-know': 'is in none of the groups that need to know',
  originator: 'is not among the readers whom the originator allows',
  affiliation: 'lacks an affiliation that a control asks for',
  embargo: 'must wait for the end of the embargo',
  unmarked: 'may not read what carries no mark',
  invalid: 'may not read it, since the marking is not valid, or leaves its list to a banner that is not here',
  unknown: 'may not read it, since part of the marking is not known here',
};

/** Says in words why a reader may not. */
export function reasonsInWords(reasons: readonly Reason[]): string {
  const words = reasons.map((reason) => WORDS[reason]);
  return words.length <= 1 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
