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
  check.names();
  check.order();
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
      const isHigher = counted !== undefined && !counted.foreignOnly && levels.indexOf(counted) > place;
      if (foreignOnly ? !isHigher : countsAs !== undefined) {
        this.#say(
          ['levels', place, 'countsAs'],
          'A foreign level counts as a higher one of the owner’s, and no other level counts as any.',
        );
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
    const reserved = groups.findIndex(({ code }) => code === 'AND');
    if (reserved >= 0) this.#say(['groups', reserved, 'code'], '“AND” is read as a word between codes.');
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

  /** Every name that stands at one place of a marking means one thing, and can be written there. */
  names(): void {
    const { levels, alliance, sci, sap, dissem, nonIc, aea, fgi, scheme } = this.#register;
    const entries: readonly (readonly [Path, readonly (string | undefined)[]])[] = [
      ...levels.map(
        ({ id, title }, place) =>
          [
            ['levels', place],
            [id, title],
          ] as const,
      ),
      ...sci.systems.map(
        ({ id, title }, place) =>
          [
            ['sci', 'systems', place],
            [id, title],
          ] as const,
      ),
      ...(['dissem', 'nonIc'] as const).flatMap((key) => named(key, { dissem, nonIc }[key])),
      ...(aea?.chain ?? []).map(
        ({ id, title }, place) =>
          [
            ['aea', 'chain', place],
            [id, title],
          ] as const,
      ),
      ...named('unclassified', aea?.unclassified ?? []),
      ...(alliance?.levels ?? []).map(
        ({ portion, title }, place) =>
          [
            ['alliance', 'levels', place],
            [portion, title],
          ] as const,
      ),
      ...(alliance?.words ?? []).map(({ id }, place) => [['alliance', 'words', place], [id]] as const),
      [
        ['sap', 'prefix'],
        [sap.prefix, sap.title],
      ],
      [
        ['fgi', 'word'],
        [fgi.word, fgi.title],
      ],
    ];
    const owners = new Map<string, string>();
    for (const [path, names] of entries) this.#names(path, names, owners);
    sci.systems.forEach(({ compartments = [] }, place) => {
      const inside = new Map<string, string>();
      compartments.forEach(
        ({ id, title }, index) =>
          void this.#names(['sci', 'systems', place, 'compartments', index], [id, title], inside),
      );
    });
    if (RESERVED.includes(scheme)) this.#say(['scheme'], `“${scheme}” is kept for the tokens that all schemes share.`);
  }

  #names(path: Path, names: readonly (string | undefined)[], owners: Map<string, string>): void {
    const here = path.join('.');
    for (const name of new Set(names.filter((one) => one !== undefined))) {
      if (!NAME.test(name))
        this.#say(
          path,
          `“${name}” cannot be written in a marking: capitals and digits, with single spaces or hyphens.`,
        );
      const other = owners.get(name);
      if (other !== undefined) this.#say(path, `“${name}” is the name of ${other} already.`);
      owners.set(name, here);
    }
  }

  /** What gives way to others must not give way in a circle: nothing of it would be written. */
  order(): void {
    const { dissem, nonIc, sci } = this.#register;
    const all = new Map([...dissem, ...nonIc].map((entry) => [entry.id, entry]));
    const systems = sci.systems.map(({ id }) => id);
    for (const [key, entries] of Object.entries({ dissem, nonIc })) {
      entries.forEach(({ id, access = [], originator = [] }, place) => {
        const seen = new Set<string>();
        const open = [...(all.get(id)?.rollUp?.yieldsTo ?? [])];
        for (let next = open.pop(); next !== undefined; next = open.pop()) {
          if (!seen.has(next)) open.push(...(all.get(next)?.rollUp?.yieldsTo ?? []));
          seen.add(next);
        }
        if (seen.has(id)) this.#say([key, place, 'rollUp', 'yieldsTo'], `“${id}” gives way to itself.`);
        const shared = [...access, ...originator].find((held) => systems.includes(held));
        if (shared)
          this.#say([key, place, 'access'], `“${shared}” is a control system: who holds it would hold this too.`);
      });
    }
  }
}

/** Beginnings of tokens that belong to no scheme. */
const RESERVED = ['group', 'country', 'organisation', 'constructor', 'prototype'];
const NAME = /^[A-Z0-9]+(?:[ -][A-Z0-9]+)*$/;

function named(key: string, entries: readonly ControlEntry[]): (readonly [Path, readonly (string | undefined)[]])[] {
  return entries.map(
    ({ id, portion, banner, title }, place) =>
      [
        [key, place],
        [id, portion, banner, title],
      ] as const,
  );
}
