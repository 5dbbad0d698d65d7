import type { CapcoMark } from './mark.ts';
import type { ControlEntry } from './register.ts';
import type { Limit } from './sets.ts';
import type { CapcoState } from './state.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * Returns the mark that says what a state comes to: which controls are written in a banner of its level, and how its
 * release is said (rules R1 to R13). It forgets: a mark that was rendered must not be joined again.
 */
export function renderState(vocabulary: Vocabulary, state: CapcoState): CapcoMark {
  const classified = state.level > 0;
  const shown = controlsShown(vocabulary, state, classified);
  const release = releaseShown(vocabulary, state, shown.splits, classified);
  const ids = new Set([...shown.controls, ...release.ids]);
  const { owners, kind, fgi } = ownersShown(vocabulary, state, release.relTo);
  const own = kind !== 'non-us';
  const entry = vocabulary.levels[Math.max(0, state.level)]!;
  const { chain } = state;
  const order = vocabulary.register.aea?.chain.map(({ id }) => id) ?? [];
  const first = order.find((id) => chain.includes(id));
  return {
    kind,
    level: own ? (entry.countsAs ?? entry.id) : entry.id,
    owners,
    concealed: false,
    words: state.words,
    sci: state.sci,
    sap: state.sap,
    aea: {
      chain: first ? [first] : [],
      design: state.design,
      series: state.series,
      unclassified: classified
        ? []
        : (vocabulary.register.aea?.unclassified ?? [])
            .map(({ id }) => id)
            .filter((id) => state.unclassified.includes(id)),
    },
    fgi,
    dissem: vocabulary.register.dissem.map(({ id }) => id).filter((id) => ids.has(id)),
    relTo: release.relTo,
    displayTo: release.displayTo,
    nonIc: vocabulary.register.nonIc.map(({ id }) => id).filter((id) => ids.has(id)),
  };
}

interface ShownControls {
  readonly controls: readonly string[];
  /** A control that says “nobody else” in one word had to be written in two. */
  readonly splits: boolean;
}

/** Which controls are written: not those that a classified banner drops, or that give way to others (R7 to R9). */
function controlsShown(vocabulary: Vocabulary, { controls, fdr }: CapcoState, classified: boolean): ShownControls {
  const splits = fdr.combined && (classified || fdr.explicit);
  const entries = controls.map((id) => vocabulary.controls.get(id)).filter((entry) => entry !== undefined);
  const written = splits ? entries.map((entry) => splitOf(vocabulary, entry)) : entries;
  const ids = new Set(written.map(({ id }) => id));
  const kept = written.filter(({ rollUp }) => {
    if (classified && rollUp?.classified === 'drop') return false;
    return !rollUp?.yieldsTo?.some((other) => ids.has(other));
  });
  return { controls: kept.map(({ id }) => id), splits };
}

function splitOf(vocabulary: Vocabulary, entry: ControlEntry): ControlEntry {
  return (entry.combines === undefined ? undefined : vocabulary.controls.get(entry.combines)) ?? entry;
}

interface ShownRelease {
  readonly ids: readonly string[];
  readonly relTo: readonly string[] | undefined;
  readonly displayTo: readonly string[] | undefined;
}

/**
 * How release is said (R4, R10 to R13). What says “nobody else”, and what takes part and says nothing, has left the
 * owner alone on both lists.
 */
function releaseShown(vocabulary: Vocabulary, state: CapcoState, splits: boolean, classified: boolean): ShownRelease {
  const id = (role: string): string[] =>
    vocabulary.register.dissem.filter((entry) => entry.role === role).map((entry) => entry.id);
  const nobody = { ids: id('none'), relTo: undefined, displayTo: undefined };
  const { fdr } = state;
  if (splits || (classified && state.unclassified.length > 0)) return nobody;
  if (!fdr.explicit) return { ids: [], relTo: undefined, displayTo: undefined };
  const relTo = listShown(vocabulary, fdr.release, fdr.groups, []);
  const displayTo = listShown(vocabulary, fdr.display, fdr.displayGroups, fdr.release);
  const byOfficial =
    fdr.byOfficial && !state.controls.some((control) => excludesOfficial(vocabulary, control, id('by-official')));
  if (relTo.length === 0 && displayTo.length === 0) {
    return byOfficial ? { ids: id('by-official'), relTo: undefined, displayTo: undefined } : nobody;
  }
  const displays = displayTo.length > 0 && !byOfficial;
  return {
    ids: [
      ...(relTo.length > 0 ? id('release') : []),
      ...(byOfficial ? id('by-official') : []),
      ...(displays ? id('display') : []),
    ],
    relTo: relTo.length > 0 ? [vocabulary.register.owner, ...relTo] : undefined,
    displayTo: displays ? displayTo : undefined,
  };
}

function excludesOfficial(vocabulary: Vocabulary, control: string, official: readonly string[]): boolean {
  return (
    vocabulary.controls.get(control)?.excludes?.some(({ anyOf }) => anyOf.some((id) => official.includes(id))) ?? false
  );
}

/** The codes of a list without the owner and without `already`; groups that every list names take their members' place. */
function listShown(vocabulary: Vocabulary, limit: Limit, groups: Limit, already: Limit): string[] {
  if (limit === 'unlimited' || already === 'unlimited') return [];
  const { owner } = vocabulary.register;
  const left = limit.filter((code) => code !== owner && !already.includes(code));
  const kept = (groups === 'unlimited' ? [] : groups).filter((group) =>
    vocabulary.expand(group).some((code) => left.includes(code)),
  );
  const covered = new Set(kept.flatMap((group) => vocabulary.expand(group)));
  return vocabulary.sortCodes([...left.filter((code) => !covered.has(code)), ...kept]);
}

/** Whose information the whole is (R5, R6): joint or foreign only if all of it is, and joint only if all owners may have it. */
function ownersShown(
  vocabulary: Vocabulary,
  state: CapcoState,
  relTo: readonly string[] | undefined,
): Pick<CapcoMark, 'owners' | 'kind' | 'fgi'> {
  const { joint, jointOnly, jointOwners, foreign, sources, own, concealed } = state;
  const { owner } = vocabulary.register;
  const released = (relTo ?? []).flatMap((code) => vocabulary.members(code));
  const staysJoint =
    joint && jointOnly && jointOwners.length > 0 && jointOwners.every((code) => released.includes(code));
  if (staysJoint) {
    return {
      kind: 'joint',
      owners: vocabulary.sortCodes(jointOwners),
      fgi: fgiShown(vocabulary, withoutThose(sources, jointOwners), concealed),
    };
  }
  if (!(own || joint || concealed) && foreign.length > 0) {
    return {
      kind: 'non-us',
      owners: vocabulary.sortCodes(foreign),
      fgi: fgiShown(vocabulary, withoutThose(sources, foreign), false),
    };
  }
  const others = [...foreign, ...sources, ...jointOwners].filter((code) => code !== owner);
  return { kind: 'us', owners: [], fgi: fgiShown(vocabulary, others, concealed) };
}

function fgiShown(vocabulary: Vocabulary, sources: readonly string[], concealed: boolean): CapcoMark['fgi'] {
  if (concealed) return { concealed: true, sources: [] };
  return sources.length > 0 ? { concealed: false, sources: vocabulary.sortCodes(sources) } : undefined;
}

function withoutThose(codes: readonly string[], others: readonly string[]): string[] {
  return codes.filter((code) => !others.includes(code));
}
