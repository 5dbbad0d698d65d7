import type { AllianceEntry, ControlEntry, GroupEntry, LevelEntry, Register, SystemEntry } from './register.ts';

/** Categories of a marking, in the order in which they are written. */
export const CATEGORY = { words: 0, sci: 1, sap: 2, aea: 3, fgi: 4, dissem: 5, nonIc: 6 } as const;

/** In which forms a name is right. */
export const IN_PORTION = 1;
export const IN_BANNER = 2;

/** What a name on a marking stands for. */
export interface Named {
  readonly category: number;
  readonly id: string;
  /** Bits: `IN_PORTION`, `IN_BANNER`. */
  readonly forms: number;
}

/** A register with everything in it found by name. Made once for a register. */
export class Vocabulary {
  readonly register: Register;
  /** By id: the place of the level, from 0 for the lowest. */
  readonly rank = new Map<string, number>();
  readonly levels: readonly LevelEntry[];
  readonly levelNames = new Map<string, { readonly id: string; readonly forms: number }>();
  /** Controls, words and nuclear markings by each of their names. */
  readonly names = new Map<string, Named>();
  /** Entries of dissemination and other controls by id, and their place in the order. */
  readonly controls = new Map<string, ControlEntry>();
  readonly order = new Map<string, number>();
  readonly systems = new Map<string, SystemEntry>();
  /** Names of systems and programs to ids, and of compartments within a system as `SI-GAMMA`. */
  readonly systemIds = new Map<string, { readonly id: string; readonly forms: number }>();
  readonly programs = new Map<string, string>();
  readonly countries: ReadonlySet<string>;
  readonly groups = new Map<string, { readonly entry: GroupEntry; readonly members: readonly string[] }>();
  readonly alliance: AllianceEntry | undefined;
  /** Names of the alliance's levels, in both forms, to owners and level. */
  readonly allianceLevels = new Map<string, AllianceName>();

  constructor(register: Register) {
    this.register = register;
    this.levels = register.levels;
    this.alliance = register.alliance;
    this.countries = new Set(register.countries.split(' '));
    register.levels.forEach(({ id, title }, index) => {
      this.rank.set(id, index);
      this.#level(id, id, IN_PORTION);
      this.#level(title, id, IN_BANNER);
    });
    this.#addControls();
    this.#addAtomic();
    this.#addSystems();
    for (const entry of register.groups) {
      this.groups.set(entry.code, { entry, members: entry.members === '' ? [] : entry.members.split(' ') });
    }
    if (register.alliance) this.#addAlliance(register.alliance);
  }

  #level(name: string, id: string, form: number): void {
    this.levelNames.set(name, { id, forms: (this.levelNames.get(name)?.forms ?? 0) | form });
  }

  #name(name: string, category: number, id: string, form: number): void {
    const forms = (this.names.get(name)?.forms ?? 0) | form;
    this.names.set(name, { category, id, forms });
  }

  #addControls(): void {
    const { dissem, nonIc, aea } = this.register;
    const add = (entry: ControlEntry, category: number, place: number): void => {
      this.controls.set(entry.id, entry);
      this.order.set(entry.id, place);
      if (entry.role === 'release' || entry.role === 'display' || entry.role === 'eyes') return;
      this.#name(entry.portion ?? entry.id, category, entry.id, IN_PORTION);
      this.#name(entry.banner ?? entry.id, category, entry.id, IN_BANNER);
      this.#name(entry.title, category, entry.id, IN_BANNER);
    };
    dissem.forEach((entry, place) => void add(entry, CATEGORY.dissem, place));
    nonIc.forEach((entry, place) => void add(entry, CATEGORY.nonIc, 100 + place));
    aea?.unclassified.forEach((entry, place) => void add(entry, CATEGORY.aea, place));
  }

  #addAtomic(): void {
    for (const { id, title } of this.register.aea?.chain ?? []) {
      this.#name(id, CATEGORY.aea, id, IN_PORTION | IN_BANNER);
      this.#name(title, CATEGORY.aea, id, IN_BANNER);
    }
  }

  #addSystems(): void {
    const { sci, sap } = this.register;
    const both = IN_PORTION | IN_BANNER;
    for (const system of sci.systems) {
      this.systems.set(system.id, system);
      this.systemIds.set(system.title, { id: system.id, forms: IN_BANNER });
      this.systemIds.set(system.id, { id: system.id, forms: both });
      for (const { id, title } of system.compartments ?? []) {
        this.systemIds.set(`${system.id}-${title}`, { id, forms: IN_BANNER });
        this.systemIds.set(`${system.id}-${id}`, { id, forms: both });
      }
    }
    for (const { id, title } of sap.programs) this.programs.set(title, id);
  }

  #addAlliance({ code, levels, activities, words }: AllianceEntry): void {
    for (const { id, portion, title } of levels) {
      this.allianceLevels.set(portion, { level: id, owners: [code], forms: IN_PORTION });
      this.allianceLevels.set(title, { level: id, owners: [code], forms: IN_BANNER });
      for (const activity of activities) {
        const owners = [activity.code, code].sort();
        const name = `${code[0]}${activity.letter}${id}`;
        this.allianceLevels.set(name, { level: id, owners, forms: IN_PORTION });
        this.allianceLevels.set(`${code}/${activity.code} ${this.titleOf(id)}`, {
          level: id,
          owners,
          forms: IN_BANNER,
        });
      }
    }
    for (const { id } of words) this.#name(id, CATEGORY.words, id, IN_PORTION | IN_BANNER);
  }

  titleOf(level: string): string {
    return this.levels[this.rank.get(level) ?? 0]?.title ?? level;
  }

  /** Returns the codes sorted as lists are: the first one named `first`, then countries, then groups. */
  sortCodes(codes: readonly string[], first?: string): string[] {
    const place = (code: string): number => (code === first ? 0 : code.length === 3 ? 1 : 2);
    return [...new Set(codes)].sort((one, other) => place(one) - place(other) || compare(one, other));
  }

  /** Returns the countries that a code stands for when lists are compared: itself where it is opaque. */
  expand(code: string): readonly string[] {
    const group = this.groups.get(code);
    return group?.entry.expands ? group.members : [code];
  }

  /** Returns all that a code gives access to: itself, and its members where they are known. */
  members(code: string): readonly string[] {
    const group = this.groups.get(code);
    return group ? [code, ...group.members] : [code];
  }
}

export interface AllianceName {
  readonly level: string;
  readonly owners: readonly string[];
  readonly forms: number;
}

/** Compares by code units: digits before letters, as the register sorts. */
export function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
