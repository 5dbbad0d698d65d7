/**
 * The vocabulary of a scheme with the grammar of the US register: levels, controls, their order, names and rules.
 * It is data, so that a site can load its own; `docs/markings-register.schema.json` describes the file.
 */
export interface Register {
  readonly id: string;
  /** Id of the scheme that it is the vocabulary of: markings are compared within one scheme only. */
  readonly scheme: string;
  readonly grammar: 'us-capco';
  readonly title: string;
  /** Pinned into every label made with it. */
  readonly version: string;
  readonly source?: string;
  /** Code of the country whose markings these are. */
  readonly owner: string;
  /** Ascending. */
  readonly levels: readonly LevelEntry[];
  readonly alliance?: AllianceEntry;
  readonly joint?: {
    readonly levels: readonly string[];
    readonly excludes?: readonly Condition[];
    /** Neither the owner among the owners nor release to all of them is asked. */
    readonly loose?: boolean;
  };
  readonly sci: SystemsEntry;
  readonly sap: ProgramsEntry;
  readonly aea?: AtomicEntry;
  readonly fgi: { readonly word: string; readonly title: string };
  /** In the order in which they are written. */
  readonly dissem: readonly ControlEntry[];
  readonly nonIc: readonly ControlEntry[];
  /** Known country codes, separated by spaces. */
  readonly countries: string;
  /** Day on which the membership of the groups was verified. */
  readonly groupsAsOf: string;
  readonly groups: readonly GroupEntry[];
}

export interface LevelEntry {
  readonly id: string;
  readonly title: string;
  /** Never a level of the owner's. */
  readonly foreignOnly?: boolean;
  /** The level that it counts as in a document of the owner's. */
  readonly countsAs?: string;
}

/** An alliance with level names and control words of its own. */
export interface AllianceEntry {
  readonly code: string;
  readonly levels: readonly { readonly id: string; readonly portion: string; readonly title: string }[];
  /** A letter inside the level names an activity that owns the information too: `NIS`. */
  readonly activities: readonly { readonly letter: string; readonly code: string }[];
  readonly words: readonly { readonly id: string; readonly levels?: readonly string[] }[];
}

/** Something that must or must not stand beside an element. */
export interface Condition {
  /** Ids of elements. */
  readonly anyOf: readonly string[];
  readonly rule: string;
}

export interface Constraints {
  /** Levels at which it may stand; every level where missing. */
  readonly levels?: readonly string[];
  /** The rule that says so. */
  readonly rule?: string;
  readonly requires?: readonly Condition[];
  readonly excludes?: readonly Condition[];
  /** As `requires`, but its absence is a warning. */
  readonly advises?: readonly Condition[];
}

/** A system of compartments: `SI-G ABCD` is system, compartment and sub-compartment. */
export interface SystemsEntry extends Constraints {
  /** The level that a reader must hold for any of it, whatever the level of the marking. */
  readonly readerLevel?: string;
  readonly systems: readonly SystemEntry[];
}

export interface SystemEntry extends Constraints {
  readonly id: string;
  readonly title: string;
  readonly needsCompartment?: boolean;
  readonly compartments?: readonly CompartmentEntry[];
  /** What holds for compartments that are not listed. */
  readonly other?: Shape;
}

export interface CompartmentEntry extends Constraints {
  readonly id: string;
  readonly title: string;
  readonly sub?: Shape;
  /** Paths that a reader must hold as well. */
  readonly access?: readonly string[];
}

/** Length of a name in characters, and what it brings. */
export interface Shape extends Constraints {
  readonly least?: number;
  readonly most?: number;
}

export interface ProgramsEntry extends Constraints {
  readonly prefix: string;
  readonly title: string;
  readonly programs: readonly { readonly id: string; readonly title: string }[];
}

/** Markings of nuclear information. */
export interface AtomicEntry {
  /** The strictest first: one survives. */
  readonly chain: readonly (Constraints & {
    readonly id: string;
    readonly title: string;
    readonly access?: readonly string[];
  })[];
  readonly chainRule: string;
  /** Design information, written behind the first of the chain. */
  readonly design: Constraints & {
    readonly id: string;
    readonly titles: readonly string[];
    readonly of: readonly string[];
    readonly ofRule: string;
    readonly access?: readonly string[];
  };
  /** Numbered series, written behind an element of the chain: `RD-SIGMA 14 18`. */
  readonly series: Constraints & {
    readonly portion: string;
    readonly banner: string;
    readonly of: readonly string[];
    readonly ofRule: string;
    /** Known numbers; where empty, any from `first` to `last`. */
    readonly numbers: readonly number[];
    readonly first?: number;
    readonly last?: number;
  };
  readonly unclassified: readonly ControlEntry[];
}

/** How a control speaks of release: to nobody, to a list, for display only, by an official's decision. */
export type ReleaseRole = 'none' | 'release' | 'display' | 'by-official' | 'eyes';

export interface ControlEntry extends Constraints {
  readonly id: string;
  /** Portion form; the id where missing. */
  readonly portion?: string;
  /** Banner form: an abbreviation. */
  readonly banner?: string;
  readonly title: string;
  readonly role?: ReleaseRole;
  /** Says `none` together with this control in one word, as `LES-NF` does. */
  readonly combines?: string;
  /** No longer used; the rule that says so. */
  readonly retired?: string;
  readonly rollUp?: RollUpEntry;
  /** Controls of a reader, all of which are asked. */
  readonly access?: readonly string[];
  /** Controls of a reader, any of which shows the originator's consent. */
  readonly originator?: readonly string[];
}

/** What becomes of a control in the banner. */
export interface RollUpEntry {
  /** `drop`: it is not written in a classified banner. */
  readonly classified?: 'drop';
  /** Not written where one of these is. */
  readonly yieldsTo?: readonly string[];
  /** It forbids release, whatever else is said. */
  readonly forces?: boolean;
}

export interface GroupEntry {
  readonly code: string;
  readonly title: string;
  /** Whether it may be replaced by its members when lists are compared for a banner. */
  readonly expands: boolean;
  /** Country codes, separated by spaces; empty where membership is not public. */
  readonly members: string;
  readonly retired?: boolean;
  /** It has members that are not public. */
  readonly suppressed?: boolean;
  /** Day on which its membership was verified, where that is not the day of all groups. */
  readonly asOf?: string;
}
