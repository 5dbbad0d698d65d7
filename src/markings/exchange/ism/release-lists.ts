import { stateOf } from '../../schemes/us-capco/state.ts';
import { compare } from '../../schemes/us-capco/vocabulary.ts';
import type { IsmMark } from './ism-mark.ts';
import { ISM_REGISTER, ISM_VOCABULARY } from './register.ts';

/**
 * The steps by which the published roll-up of ODNI compares release lists, each list as it stands in an attribute,
 * such as `USA AUS FVEY`. `rollUpIsm` does not go through them: it joins sets. They say why a code fell out.
 */

/** A code, and in how many of the lists it stands. */
export interface CodeCount {
  readonly code: string;
  readonly count: number;
}

/** Returns how many of the lists hold each code, by the alphabet. */
export function countCodes(lists: readonly string[]): CodeCount[] {
  const counts = new Map<string, number>();
  for (const list of lists) {
    for (const code of new Set(codesOf(list))) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...counts].map(([code, count]) => ({ code, count })).sort((one, other) => compare(one.code, other.code));
}

/** Returns the codes that stand in as many lists as there are `portions`. */
export function codesInAll(lists: readonly string[], portions: number): CodeCount[] {
  return countCodes(lists).filter(({ count }) => count === portions);
}

/** Returns the lists without what all of them hold, equal ones once: what is left must be expanded to be compared. */
export function withoutShared(lists: readonly string[], portions: number): string[] {
  const shared = new Set(codesInAll(lists, portions).map(({ code }) => code));
  const left = lists.map((list) => [...new Set(codesOf(list))].filter((code) => !shared.has(code)).join(' '));
  return [...new Set(left)];
}

/** Returns a list with its groups replaced by their members, without the owner. */
export function expandList(list: string): string {
  const expanded = codesOf(list).flatMap((code) => {
    const group = ISM_VOCABULARY.groups.get(code);
    return group && (group.entry.expands || group.entry.retired) ? group.members : [code];
  });
  return [...new Set(expanded)].filter((code) => code !== ISM_REGISTER.owner).join(' ');
}

/** Returns the codes that all lists hold, groups compared by name first and then by their members (rule R13). */
export function sharedCodes(lists: readonly string[], portions: number): CodeCount[] {
  const expanded = withoutShared(lists, portions).map(expandList);
  return [...codesInAll(lists, portions), ...codesInAll(expanded, portions)];
}

/** Returns whether a portion takes part in what the whole may be released to: what is plainly open does not (R11). */
export function takesPartInRelease({ mark }: IsmMark): boolean {
  return stateOf(ISM_VOCABULARY, mark).fdr.release !== 'unlimited';
}

/** Returns how many portions take part and count for the whole. */
export function countReleasePortions(portions: readonly IsmMark[]): number {
  return portions.filter((portion) => !portion.excluded && takesPartInRelease(portion)).length;
}

function codesOf(list: string): string[] {
  return list.split(/\s+/).filter((code) => code !== '');
}
