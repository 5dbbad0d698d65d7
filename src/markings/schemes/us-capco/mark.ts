/** Whose information it is: the owner's (`us`), another's, or several countries' together. */
export type Kind = 'us' | 'non-us' | 'joint';

/** A control system or program with its compartments and their sub-compartments, each sorted. */
export interface ControlSystem {
  readonly name: string;
  readonly compartments: readonly Compartment[];
}

export interface Compartment {
  readonly name: string;
  readonly subs: readonly string[];
}

export interface AtomicMark {
  /** Of the chain, by id; in a valid mark at most one. */
  readonly chain: readonly string[];
  readonly design: boolean;
  readonly series: readonly number[];
  /** Of the unclassified ones, by id. */
  readonly unclassified: readonly string[];
}

/** A bare `REL` or a `JOINT` without its list says: the same as on the banner line. */
export const AS_BANNER = 'as-banner';

/** One marking of this grammar, as it was written: groups are not expanded, nothing is suppressed. */
export interface CapcoMark {
  readonly kind: Kind;
  /** Id of the level. */
  readonly level: string;
  /** Codes of the owners of non-US and joint information, in canonical order. */
  readonly owners: readonly string[] | typeof AS_BANNER;
  /** The foreign owner must not be named: `//FGI S`. */
  readonly concealed: boolean;
  /** Control words of the alliance. */
  readonly words: readonly string[];
  readonly sci: readonly ControlSystem[];
  readonly sap: readonly ControlSystem[];
  readonly aea: AtomicMark;
  /** Foreign sources inside the owner's information: absent, concealed, or named. */
  readonly fgi: { readonly concealed: boolean; readonly sources: readonly string[] } | undefined;
  /** Ids of the dissemination controls in register order, those with lists among them. */
  readonly dissem: readonly string[];
  /** List behind `REL TO`, the owner's code first; absent where there is none. */
  readonly relTo: readonly string[] | typeof AS_BANNER | undefined;
  readonly displayTo: readonly string[] | undefined;
  readonly nonIc: readonly string[];
}

export const NO_ATOMIC: AtomicMark = { chain: [], design: false, series: [], unclassified: [] };
