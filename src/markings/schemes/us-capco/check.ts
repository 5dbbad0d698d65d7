import type { Said } from '../../../errors.ts';
import type { MarkingFinding, Span } from '../../finding.ts';
import { AS_BANNER, type CapcoMark, type Compartment } from './mark.ts';
import type { AtomicEntry, Condition, Constraints, ReleaseRole, Shape, SystemEntry } from './register.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A sentence with what it names. */
type Told = Pick<Said, 'message' | 'values'>;

/** Where an element stands, by its id. */
export type PlaceOf = (id: string) => Span;

/**
 * Returns what is wrong with a mark by the rules of its register: levels, what requires what, what excludes what.
 * How it was written is not looked at.
 */
export function checkMark(vocabulary: Vocabulary, mark: CapcoMark, placeOf: PlaceOf): MarkingFinding[] {
  const check = new Check(vocabulary, mark, placeOf);
  check.owners();
  check.systems();
  check.atomic();
  for (const id of mark.dissem) check.control(id);
  for (const id of mark.nonIc) check.control(id);
  check.lists();
  return check.findings;
}

class Check {
  readonly findings: MarkingFinding[] = [];
  readonly #vocabulary: Vocabulary;
  readonly #mark: CapcoMark;
  readonly #placeOf: PlaceOf;
  /** Ids of all that conditions may name. */
  readonly #there: readonly string[];

  constructor(vocabulary: Vocabulary, mark: CapcoMark, placeOf: PlaceOf) {
    this.#vocabulary = vocabulary;
    this.#mark = mark;
    this.#placeOf = placeOf;
    const { dissem, nonIc, aea, sci } = mark;
    this.#there = [...dissem, ...nonIc, ...aea.chain, ...aea.unclassified, ...sci.map(({ name }) => name)];
  }

  #say(code: string, rule: string | undefined, id: string, told: string | Told): void {
    const said = typeof told === 'string' ? { message: told } : told;
    this.findings.push({ code, severity: 'error', ...said, span: this.#placeOf(id), ...(rule ? { rule } : {}) });
  }

  /** Level, and what must and must not stand beside it. */
  #constrain(entry: Constraints, id: string, shown: string): void {
    const { level } = this.#mark;
    if (entry.levels && !entry.levels.includes(level)) {
      this.#say('capco-level', entry.rule, id, {
        message: `${shown} stands with ${entry.levels.join(', ')} only, not with ${level}.`,
        values: { what: shown, levels: entry.levels, level },
      });
    }
    for (const condition of entry.requires ?? []) {
      if (!this.#anyOf(condition)) {
        const message = `${shown} requires ${condition.anyOf.join(' or ')}.`;
        this.#say('capco-requires', condition.rule, id, { message, values: { what: shown, anyOf: condition.anyOf } });
      }
    }
    for (const { anyOf, rule } of entry.excludes ?? []) {
      const other = anyOf.find((one) => this.#there.includes(one));
      if (!other) continue;
      const message = `${shown} does not stand together with ${other}.`;
      this.#say('capco-excludes', rule, id, { message, values: { what: shown, other } });
    }
    for (const condition of entry.advises ?? []) {
      if (this.#anyOf(condition)) continue;
      const message = `${shown} usually stands with ${condition.anyOf.join(' or ')}; without it an agreement must say so.`;
      this.findings.push({
        code: 'capco-advises',
        severity: 'warning',
        message,
        values: { what: shown, anyOf: condition.anyOf },
        span: this.#placeOf(id),
        rule: condition.rule,
      });
    }
  }

  #anyOf({ anyOf }: Condition): boolean {
    return anyOf.some((id) => this.#there.includes(id));
  }

  owners(): void {
    const { kind, level } = this.#mark;
    if (kind === 'joint') this.#joint();
    const entry = this.#vocabulary.levels.find(({ id }) => id === level);
    if (kind !== 'non-us' && entry?.foreignOnly) {
      this.#say('capco-level', 'L9', 'level', {
        message: `${entry.title} is no level of the owner’s.`,
        values: { foreign: entry.title },
      });
    }
    this.#words();
  }

  #words(): void {
    const { words, level, kind, owners, fgi } = this.#mark;
    const { alliance } = this.#vocabulary;
    if (!alliance) return;
    for (const id of words) {
      const entry = alliance.words.find((word) => word.id === id);
      if (entry?.levels && !entry.levels.includes(level)) {
        const message = `${id} stands with ${entry.levels.join(', ')} only, not with ${level}.`;
        this.#say('capco-level', 'L9', id, { message, values: { what: id, levels: entry.levels, level } });
      }
      const sources = kind === 'non-us' && owners !== AS_BANNER ? owners : (fgi?.sources ?? []);
      if (!sources.includes(alliance.code) && !fgi?.concealed) {
        const message = `${id} stands with information of ${alliance.code} only.`;
        this.#say('capco-word-owner', 'A1', id, { message, values: { what: id, owner: alliance.code } });
      }
    }
  }

  #joint(): void {
    const { register } = this.#vocabulary;
    const { owners, relTo } = this.#mark;
    if (!register.joint) {
      this.#say('capco-joint', 'X10', 'JOINT', 'The register knows no joint information.');
      return;
    }
    this.#constrain({ levels: register.joint.levels, rule: 'X10', ...pick(register.joint.excludes) }, 'JOINT', 'JOINT');
    if (register.joint.loose) return;
    if (relTo === undefined)
      this.#say('capco-joint-release', 'Q8', 'JOINT', 'JOINT requires REL TO with a list that holds its owners.');
    if (owners === AS_BANNER) return;
    if (owners.length < 2) this.#say('capco-joint-owners', 'Q8', 'JOINT', 'Joint information has two owners or more.');
    if (!owners.includes(register.owner))
      this.#say('capco-joint-owners', 'Q8', 'JOINT', {
        message: `${register.owner} is among the owners of joint information.`,
        values: {
          owner: register.owner,
        },
      });
    if (!Array.isArray(relTo)) return;
    const released = relTo.flatMap((code: string) => this.#vocabulary.members(code));
    const missing = owners.filter((owner) => !released.includes(owner));
    if (missing.length > 0) {
      const message = `The list behind REL TO lacks ${missing.join(', ')}, an owner.`;
      this.#say('capco-joint-release', 'Q8', 'REL', { message, values: { missing } });
    }
  }

  systems(): void {
    const { register, systems } = this.#vocabulary;
    const { sci, sap } = this.#mark;
    for (const { name, compartments } of sci) {
      const system = systems.get(name);
      this.#constrain(system ?? register.sci, name, name);
      if (system) this.#compartments(system, compartments);
    }
    if (sap.length > 0) this.#constrain(register.sap, register.sap.prefix, register.sap.prefix);
  }

  #compartments(system: SystemEntry, compartments: readonly Compartment[]): void {
    if (system.needsCompartment && compartments.length === 0) {
      const message = `${system.id} stands with a compartment.`;
      this.#say('capco-compartment', system.rule, system.id, { message, values: { what: system.id } });
    }
    for (const { name, subs } of compartments) {
      const shown = `${system.id}-${name}`;
      const entry = system.compartments?.find(({ id }) => id === name);
      if (entry) this.#constrain(entry, shown, shown);
      else if (system.other) this.#shape(system.other, name, shown);
      for (const sub of subs) if (entry?.sub) this.#shape(entry.sub, sub, `${shown} ${sub}`, shown);
    }
  }

  #shape(shape: Shape, name: string, shown: string, id = shown): void {
    const { least = 1, most = Number.POSITIVE_INFINITY } = shape;
    if (name.length < least || name.length > most) {
      const right = least === most ? `${least}` : `${least} to ${most}`;
      const message = `The last name in ${shown} has ${right} characters.`;
      const bounds = least === most ? { exactly: least } : { least, most };
      this.#say('capco-name-length', 'G8', id, { message, values: { what: shown, ...bounds } });
    }
    this.#constrain(shape, id, shown);
  }

  atomic(): void {
    const { aea } = this.#vocabulary.register;
    const { chain, design, series, unclassified } = this.#mark.aea;
    if (!aea) return;
    if (chain.length > 1) {
      const message = `${chain.join(' and ')} do not stand together.`;
      this.#say('capco-excludes', aea.chainRule, chain[1]!, { message, values: { together: chain } });
    }
    for (const id of chain) this.#constrain(aea.chain.find((entry) => entry.id === id)!, id, id);
    if (design) this.#behindChain(aea.design, aea.design.id);
    if (series.length > 0) this.#series(aea.series);
    for (const id of unclassified) this.control(id);
  }

  #series(entry: AtomicEntry['series']): void {
    this.#behindChain(entry, entry.banner);
    const { numbers, banner } = entry;
    const unknown = this.#mark.aea.series.filter((number) => !numbers.includes(number));
    if (unknown.length > 0 && numbers.length > 0) {
      this.#say('capco-series', 'L5', banner, {
        message: `There is no ${banner} ${unknown.join(' ')}; there are ${numbers.join(', ')}.`,
        values: { word: banner, unknown: unknown.map(String), numbers: numbers.map(String) },
      });
    }
  }

  /** Design information and series stand behind certain elements of the chain. */
  #behindChain(entry: Constraints & { readonly of: readonly string[]; readonly ofRule: string }, id: string): void {
    if (!entry.of.some((base) => this.#mark.aea.chain.includes(base))) {
      const message = `${id} stands behind ${entry.of.join(' or ')} only.`;
      this.#say('capco-atomic-base', entry.ofRule, id, { message, values: { what: id, anyOf: entry.of } });
    }
    this.#constrain(entry, id, id);
  }

  control(id: string): void {
    const entry = this.#vocabulary.controls.get(id);
    if (!entry) return;
    this.#constrain(entry, id, entry.portion ?? id);
    if (entry.role === 'display') this.#besideDisplay(id);
  }

  /** Beside a display list other controls stand only where a policy says so. */
  #besideDisplay(display: string): void {
    const { dissem } = this.#mark;
    if (dissem.every((id) => id === display || this.#vocabulary.controls.get(id)?.role === 'release')) return;
    const message = 'DISPLAY ONLY stands beside other dissemination controls only where a policy says so.';
    this.findings.push({
      code: 'capco-display-policy',
      severity: 'warning',
      message,
      span: this.#placeOf(display),
      rule: 'X2',
    });
  }

  lists(): void {
    this.#releaseList();
    this.#displayList();
    this.#foreignSources();
  }

  /** Returns the id of the control with that role, where it stands here. */
  #roleHere(role: ReleaseRole): string | undefined {
    return this.#mark.dissem.find((id) => this.#vocabulary.controls.get(id)?.role === role);
  }

  #releaseList(): void {
    const { relTo } = this.#mark;
    const { owner } = this.#vocabulary.register;
    const id = this.#roleHere('release') ?? this.#roleHere('eyes');
    if ((id === undefined) !== (relTo === undefined)) {
      this.#say(
        'capco-release-list',
        'Q7',
        id ?? 'level',
        'REL TO stands with a list of countries, and a list with REL TO.',
      );
    } else if (relTo !== undefined && relTo !== AS_BANNER) {
      if (!relTo.includes(owner))
        this.#say('capco-release-owner', 'G4', id!, {
          message: `The list behind REL TO begins with ${owner}.`,
          values: { owner },
        });
      else if (new Set(relTo).size === 1) {
        const message = `REL TO ${owner} alone says nothing; NOFORN is what is meant.`;
        this.#say('capco-release-alone', 'G4', id!, { message, values: { owner } });
      }
    }
  }

  #displayList(): void {
    const { displayTo } = this.#mark;
    const { owner } = this.#vocabulary.register;
    const id = this.#roleHere('display');
    if ((id === undefined) !== (displayTo === undefined) || displayTo?.length === 0) {
      this.#say(
        'capco-display-list',
        'Q7',
        id ?? 'level',
        'DISPLAY ONLY stands with a list of countries, and a list with DISPLAY ONLY.',
      );
    } else if (displayTo?.includes(owner)) {
      this.#say('capco-display-owner', 'G4', id!, {
        message: `${owner} does not stand in a DISPLAY ONLY list.`,
        values: { owner },
      });
    }
  }

  #foreignSources(): void {
    const { fgi, kind, owners } = this.#mark;
    const { owner, fgi: word } = this.#vocabulary.register;
    if (fgi?.concealed && fgi.sources.length > 0) {
      this.#say(
        'capco-concealed-named',
        'X12',
        'FGI',
        'A concealed foreign source and a named one do not stand together.',
      );
    }
    if (fgi?.sources.includes(owner))
      this.#say('capco-fgi-owner', 'X11', 'FGI', { message: `${owner} is no foreign source.`, values: { owner } });
    if (kind !== 'us' && fgi && owners !== AS_BANNER && fgi.sources.some((code) => owners.includes(code))) {
      this.#say('capco-fgi-owner', 'X11', 'FGI', {
        message: `Behind ${word.word} stand sources that are not owners.`,
        values: {
          word: word.word,
        },
      });
    }
    if (kind === 'non-us' && owners !== AS_BANNER && owners.includes(owner)) {
      const message = `Information of ${owner} is marked JOINT, or is its own.`;
      this.#say('capco-foreign-owner', 'X11', 'owners', { message, values: { owner } });
    }
  }
}

function pick(excludes: readonly Condition[] | undefined): { readonly excludes?: readonly Condition[] } {
  return excludes ? { excludes } : {};
}
