import { checkMark } from './check.ts';
import { AS_BANNER, type CapcoMark, type ControlSystem } from './mark.ts';
import { type Limit, union, within } from './sets.ts';
import { compare, type Vocabulary } from './vocabulary.ts';

/**
 * What marks come to: a join-semilattice (rule book, section 4). Lists are sorted and hold nothing twice, so that
 * equal states are equal as JSON. Nothing is suppressed here: that is for `renderState`.
 */
export interface CapcoState {
  /** Place of the level in the register; -1 where nothing was joined yet. */
  readonly level: number;
  /** A mark was not valid: nobody is granted anything by it. */
  readonly invalid: boolean;
  /** A list was left to the banner line, and none was there. */
  readonly unresolved: boolean;
  /** Some of it is the owner's information; some of it joint; all of it joint. */
  readonly own: boolean;
  readonly joint: boolean;
  readonly jointOnly: boolean;
  readonly jointOwners: readonly string[];
  /** Owners of foreign information, and foreign sources named inside one's own. */
  readonly foreign: readonly string[];
  readonly sources: readonly string[];
  readonly concealed: boolean;
  readonly words: readonly string[];
  readonly sci: readonly ControlSystem[];
  readonly sap: readonly ControlSystem[];
  readonly chain: readonly string[];
  readonly design: boolean;
  readonly series: readonly number[];
  readonly unclassified: readonly string[];
  /** Controls without those that speak of release. */
  readonly controls: readonly string[];
  readonly fdr: ReleaseState;
}

/** What the foreign disclosure and release markings come to. */
export interface ReleaseState {
  /** Who may be given it, and who may be shown it: countries, the owner among them, and groups that do not expand. */
  readonly release: Limit;
  readonly display: Limit;
  /** Groups that every list names. */
  readonly groups: Limit;
  readonly displayGroups: Limit;
  /** Everything that takes part carries “by official's decision”. */
  readonly byOfficial: boolean;
  /** Something says explicitly who may have it; something takes part and does not. */
  readonly explicit: boolean;
  readonly implicit: boolean;
  /** Something says “nobody else” in one word with another control, as `LES-NF` does. */
  readonly combined: boolean;
}

const NO_RELEASE: ReleaseState = {
  release: 'unlimited',
  display: 'unlimited',
  groups: 'unlimited',
  displayGroups: 'unlimited',
  byOfficial: true,
  explicit: false,
  implicit: false,
  combined: false,
};

/** The neutral element: no portion at all. It is not “unclassified”, and has no text. */
export const NOTHING: CapcoState = {
  level: -1,
  invalid: false,
  unresolved: false,
  own: false,
  joint: false,
  jointOnly: true,
  jointOwners: [],
  foreign: [],
  sources: [],
  concealed: false,
  words: [],
  sci: [],
  sap: [],
  chain: [],
  design: false,
  series: [],
  unclassified: [],
  controls: [],
  fdr: NO_RELEASE,
};

const NOWHERE = { start: 0, end: 0 };

/** Returns the state of one mark, its lists expanded as the register has them. */
export function stateOf(vocabulary: Vocabulary, mark: CapcoMark): CapcoState {
  const { kind, owners, aea, fgi } = mark;
  const invalid = checkMark(vocabulary, mark, () => NOWHERE).some(({ severity }) => severity === 'error');
  const named = owners === AS_BANNER ? [] : [...owners].sort(compare);
  const controls = [...mark.dissem, ...mark.nonIc].filter((id) => vocabulary.controls.get(id)?.role === undefined);
  return {
    level: vocabulary.rank.get(mark.level) ?? vocabulary.levels.length,
    invalid: invalid || !vocabulary.rank.has(mark.level),
    unresolved: owners === AS_BANNER || mark.relTo === AS_BANNER,
    own: kind === 'us',
    joint: kind === 'joint',
    jointOnly: kind === 'joint',
    jointOwners: kind === 'joint' ? named : [],
    foreign: kind === 'non-us' ? named : [],
    sources: fgi ? [...fgi.sources].sort(compare) : [],
    concealed: mark.concealed || fgi?.concealed === true,
    words: mark.words,
    sci: mark.sci,
    sap: mark.sap,
    chain: [...aea.chain].sort(compare),
    design: aea.design,
    series: aea.series,
    unclassified: [...aea.unclassified].sort(compare),
    controls: controls.sort(compare),
    fdr: releaseOf(vocabulary, mark),
  };
}

/** Whether a mark takes part in what may be released: what is plainly open does not. */
function takesPart(vocabulary: Vocabulary, mark: CapcoMark): boolean {
  const { level, kind, words, sci, sap, aea, fgi, dissem, nonIc } = mark;
  if (vocabulary.rank.get(level) !== 0 || kind === 'non-us') return true;
  const protectedBy = [words, sci, sap, aea.chain, aea.unclassified, dissem, nonIc];
  return protectedBy.some((list) => list.length > 0) || fgi !== undefined;
}

function releaseOf(vocabulary: Vocabulary, mark: CapcoMark): ReleaseState {
  if (!takesPart(vocabulary, mark)) return NO_RELEASE;
  const { owner } = vocabulary.register;
  const entries = [...mark.dissem, ...mark.nonIc].map((id) => vocabulary.controls.get(id));
  const listed = mark.relTo === undefined || mark.relTo === AS_BANNER ? [] : mark.relTo;
  const displayed = mark.displayTo ?? [];
  const none = entries.some((entry) => entry?.role === 'none' || entry?.rollUp?.forces);
  const combined = entries.some((entry) => entry?.combines !== undefined);
  const spoken = entries.some((entry) => entry?.role !== undefined);
  const alone = none || combined;
  const release = alone ? [owner] : expandAll(vocabulary, [owner, ...listed]);
  return {
    release,
    display: alone ? [owner] : [...union(release, expandAll(vocabulary, displayed))],
    groups: groupsAmong(vocabulary, alone ? [] : listed),
    displayGroups: groupsAmong(vocabulary, alone ? [] : [...listed, ...displayed]),
    byOfficial: entries.some((entry) => entry?.role === 'by-official'),
    explicit: spoken || none,
    implicit: !(spoken || none || combined),
    combined,
  };
}

function expandAll(vocabulary: Vocabulary, codes: readonly string[]): string[] {
  return [...new Set(codes.flatMap((code) => vocabulary.expand(code)))].sort(compare);
}

function groupsAmong(vocabulary: Vocabulary, codes: readonly string[]): string[] {
  return [...new Set(codes)].filter((code) => vocabulary.groups.get(code)?.entry.expands).sort(compare);
}

/** Returns the state that is at least as strict as both. Commutative, associative, idempotent. */
export function joinStates(one: CapcoState, other: CapcoState): CapcoState {
  if (one === other) return one;
  return {
    level: Math.max(one.level, other.level),
    invalid: one.invalid || other.invalid,
    unresolved: one.unresolved || other.unresolved,
    own: one.own || other.own,
    joint: one.joint || other.joint,
    jointOnly: one.jointOnly && other.jointOnly,
    jointOwners: union(one.jointOwners, other.jointOwners),
    foreign: union(one.foreign, other.foreign),
    sources: union(one.sources, other.sources),
    concealed: one.concealed || other.concealed,
    words: union(one.words, other.words),
    sci: joinSystems(one.sci, other.sci),
    sap: joinSystems(one.sap, other.sap),
    chain: union(one.chain, other.chain),
    design: one.design || other.design,
    series: union(one.series, other.series),
    unclassified: union(one.unclassified, other.unclassified),
    controls: union(one.controls, other.controls),
    fdr: joinRelease(one.fdr, other.fdr),
  };
}

/** Returns the join of many states: in pairs, so that a long list of different ones is not joined one by one. */
export function joinAll(states: readonly CapcoState[]): CapcoState {
  if (states.length <= 1) return states[0] ?? NOTHING;
  const middle = states.length >> 1;
  return joinStates(joinAll(states.slice(0, middle)), joinAll(states.slice(middle)));
}

function joinRelease(one: ReleaseState, other: ReleaseState): ReleaseState {
  if (one === other || other === NO_RELEASE) return one;
  if (one === NO_RELEASE) return other;
  return {
    release: within(one.release, other.release),
    display: within(one.display, other.display),
    groups: within(one.groups, other.groups),
    displayGroups: within(one.displayGroups, other.displayGroups),
    byOfficial: one.byOfficial && other.byOfficial,
    explicit: one.explicit || other.explicit,
    implicit: one.implicit || other.implicit,
    combined: one.combined || other.combined,
  };
}

function joinSystems(one: readonly ControlSystem[], other: readonly ControlSystem[]): readonly ControlSystem[] {
  if (one === other || other.length === 0) return one;
  if (one.length === 0) return other;
  return joinNamed(one, other, (left, right) => ({
    name: left.name,
    compartments: joinNamed(left.compartments, right.compartments, (first, second) => ({
      name: first.name,
      subs: union(first.subs, second.subs),
    })),
  }));
}

/** Merges two lists that are sorted by name. */
function joinNamed<T extends { readonly name: string }>(
  one: readonly T[],
  other: readonly T[],
  merge: (left: T, right: T) => T,
): readonly T[] {
  const all: T[] = [];
  let left = 0;
  let right = 0;
  while (left < one.length && right < other.length) {
    const order = compare(one[left]!.name, other[right]!.name);
    if (order < 0) all.push(one[left++]!);
    else if (order > 0) all.push(other[right++]!);
    else all.push(merge(one[left++]!, other[right++]!));
  }
  return all.concat(one.slice(left), other.slice(right));
}
