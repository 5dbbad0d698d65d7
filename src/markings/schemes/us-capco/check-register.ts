import type { Condition, Constraints, ControlEntry, Register, ReleaseRole } from './register.ts';

/** Something wrong with a register: where, as keys and places from 0 on, and a sentence. */
export interface RegisterProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type Path = readonly (string | number)[];

/**
 * Returns what is wrong with the meaning of a register whose shape is right: ids that stand twice, names of nothing,
 * roles given to several controls. A rule that names what does not exist would never hold, and nobody would see it.
 */
export function checkRegister(register: Register): RegisterProblem[] {
  const check = new RegisterCheck(register);
  check.levels();
  check.systems();
  check.controls();
  check.atomic();
  check.codes();
  return check.problems;
}

class RegisterCheck {
  readonly problems: RegisterProblem[] = [];
  readonly #register: Register;
  readonly #levels: ReadonlySet<string>;
  /** Everything that a condition may name. */
  readonly #elements: ReadonlySet<string>;

  constructor(register: Register) {
    this.#register = register;
    this.#levels = new Set(register.levels.map(({ id }) => id));
    const { dissem, nonIc, aea, sci } = register;
    const atomic = aea ? [...aea.chain, ...aea.unclassified] : [];
    this.#elements = new Set([...dissem, ...nonIc, ...atomic, ...sci.systems].map(({ id }) => id));
  }

  #say(path: Path, message: string): void {
    this.problems.push({ path, message });
  }

  #once(path: Path, ids: readonly string[]): void {
    ids.forEach((id, place) => {
      if (ids.indexOf(id) !== place) this.#say([...path, place], `“${id}” stands twice; each id stands once.`);
    });
  }

  #constraints(path: Path, { levels = [], requires = [], excludes = [], advises = [] }: Constraints): void {
    levels.forEach((level, place) => {
      if (!this.#levels.has(level)) this.#say([...path, 'levels', place], `“${level}” is no level of this register.`);
    });
    for (const [key, conditions] of Object.entries({ requires, excludes, advises })) {
      conditions.forEach((condition, place) => void this.#condition([...path, key, place], condition));
    }
  }

  #condition(path: Path, { anyOf }: Condition): void {
    if (anyOf.length === 0) this.#say([...path, 'anyOf'], 'A condition names one element or more.');
    anyOf.forEach((id, place) => {
      if (!this.#elements.has(id)) this.#say([...path, 'anyOf', place], `“${id}” is no element of this register.`);
    });
  }

  levels(): void {
    const { levels, joint, alliance } = this.#register;
    this.#once(
      ['levels'],
      levels.map(({ id }) => id),
    );
    if (levels.length === 0) this.#say(['levels'], 'A register has one level or more.');
    if (levels[0]?.foreignOnly) this.#say(['levels', 0, 'foreignOnly'], 'The lowest level is the owner’s.');
    levels.forEach(({ foreignOnly, countsAs }, place) => {
      const counted = levels.find(({ id }) => id === countsAs);
      if (foreignOnly && (!counted || counted.foreignOnly)) {
        this.#say(['levels', place, 'countsAs'], 'A foreign level counts as one of the owner’s.');
      }
    });
    if (joint) this.#constraints(['joint'], joint);
    alliance?.levels.forEach(({ id }, place) => {
      if (!this.#levels.has(id))
        this.#say(['alliance', 'levels', place, 'id'], `“${id}” is no level of this register.`);
    });
  }

  systems(): void {
    const { sci, sap } = this.#register;
    this.#constraints(['sci'], sci);
    this.#constraints(['sap'], sap);
    this.#once(
      ['sci', 'systems'],
      sci.systems.map(({ id }) => id),
    );
    this.#once(
      ['sap', 'programs'],
      sap.programs.map(({ id }) => id),
    );
    if (sci.readerLevel !== undefined && !this.#levels.has(sci.readerLevel)) {
      this.#say(['sci', 'readerLevel'], `“${sci.readerLevel}” is no level of this register.`);
    }
    sci.systems.forEach((system, place) => {
      const path = ['sci', 'systems', place];
      this.#constraints(path, system);
      if (system.other) this.#constraints([...path, 'other'], system.other);
      this.#once(
        [...path, 'compartments'],
        (system.compartments ?? []).map(({ id }) => id),
      );
      system.compartments?.forEach((compartment, index) => {
        this.#constraints([...path, 'compartments', index], compartment);
        if (compartment.sub) this.#constraints([...path, 'compartments', index, 'sub'], compartment.sub);
      });
    });
  }

  controls(): void {
    const { dissem, nonIc } = this.#register;
    this.#once(
      ['dissem'],
      dissem.map(({ id }) => id),
    );
    this.#once(
      ['nonIc'],
      nonIc.map(({ id }) => id),
    );
    dissem.forEach((entry, place) => void this.#control(['dissem', place], entry));
    nonIc.forEach((entry, place) => void this.#control(['nonIc', place], entry));
    for (const role of ['none', 'release', 'display', 'by-official', 'eyes'] as const) this.#role(role, dissem);
    nonIc.forEach(({ role }, place) => {
      if (role) this.#say(['nonIc', place, 'role'], 'What speaks of release stands among the dissemination controls.');
    });
    const needsNone = [...dissem, ...nonIc].some(({ combines, rollUp }) => combines !== undefined || rollUp?.forces);
    const releases = dissem.some(({ role }) => role !== undefined);
    if ((needsNone || releases) && !dissem.some(({ role }) => role === 'none')) {
      this.#say(['dissem'], 'One control has the role “none”: what is written where nobody else may have it.');
    }
  }

  #control(path: Path, entry: ControlEntry): void {
    this.#constraints(path, entry);
    const { combines, rollUp, access = [], originator } = entry;
    if (combines !== undefined && !this.#elements.has(combines)) {
      this.#say([...path, 'combines'], `“${combines}” is no element of this register.`);
    }
    rollUp?.yieldsTo?.forEach((id, place) => {
      if (!this.#elements.has(id))
        this.#say([...path, 'rollUp', 'yieldsTo', place], `“${id}” is no element of this register.`);
    });
    if (originator?.length === 0)
      this.#say([...path, 'originator'], 'An empty list lets nobody in; name a control or leave it out.');
    if (access.includes('')) this.#say([...path, 'access'], 'The name of a control is not empty.');
  }

  #role(role: ReleaseRole, entries: readonly ControlEntry[]): void {
    const places = entries.flatMap((entry, place) => (entry.role === role ? [place] : []));
    if (places.length > 1) this.#say(['dissem', places[1]!, 'role'], `The role “${role}” belongs to one control.`);
  }

  atomic(): void {
    const { aea } = this.#register;
    if (!aea) return;
    this.#once(
      ['aea', 'chain'],
      aea.chain.map(({ id }) => id),
    );
    aea.chain.forEach((entry, place) => void this.#constraints(['aea', 'chain', place], entry));
    aea.unclassified.forEach((entry, place) => void this.#control(['aea', 'unclassified', place], entry));
    for (const key of ['design', 'series'] as const) {
      this.#constraints(['aea', key], aea[key]);
      aea[key].of.forEach((id, place) => {
        if (!aea.chain.some((entry) => entry.id === id))
          this.#say(['aea', key, 'of', place], `“${id}” is not in the chain.`);
      });
    }
  }

  codes(): void {
    const { countries, groups, owner } = this.#register;
    const known = new Set(countries.split(' '));
    if (!known.has(owner)) this.#say(['owner'], `“${owner}” is not among the countries.`);
    for (const code of known)
      if (!/^[A-Z]{3}$/.test(code)) this.#say(['countries'], `“${code}” is no code of three capitals.`);
    this.#once(
      ['groups'],
      groups.map(({ code }) => code),
    );
    groups.forEach(({ code, members, expands }, place) => {
      if (code.length === 3 && known.has(code))
        this.#say(['groups', place, 'code'], `“${code}” is the code of a country.`);
      if (expands && members === '')
        this.#say(['groups', place, 'expands'], 'A group whose members are not known does not expand.');
      for (const member of members.split(' ')) {
        if (member !== '' && !known.has(member))
          this.#say(['groups', place, 'members'], `“${member}” is not among the countries.`);
      }
    });
  }
}
