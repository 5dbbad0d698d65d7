import { namePortions, portionsHave } from '../../name-portions.ts';
import type { BannerReason } from '../../scheme.ts';
import type { CapcoMark, ControlSystem } from './mark.ts';
import { printSystems } from './print.ts';
import type { CapcoState } from './state.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The most foreign sources that have a reason each. */
const MOST_SOURCES = 50;

/** A portion as it stands, and what it comes to. */
export interface Part {
  readonly mark: CapcoMark;
  readonly state: CapcoState;
}

/** Says why each element stands in a banner, and why something that portions carry does not. */
export function bannerReasons(vocabulary: Vocabulary, parts: readonly Part[], banner: CapcoMark): BannerReason[] {
  const writer = new Reasons(vocabulary, parts, banner);
  writer.level();
  writer.systems();
  writer.foreign();
  writer.release();
  writer.controls();
  return writer.reasons;
}

class Reasons {
  readonly reasons: BannerReason[] = [];
  readonly #vocabulary: Vocabulary;
  readonly #parts: readonly Part[];
  readonly #banner: CapcoMark;

  constructor(vocabulary: Vocabulary, parts: readonly Part[], banner: CapcoMark) {
    this.#vocabulary = vocabulary;
    this.#parts = parts;
    this.#banner = banner;
  }

  #where(test: (part: Part) => boolean): number[] {
    const places: number[] = [];
    this.#parts.forEach((part, index) => {
      if (test(part)) places.push(index);
    });
    return places;
  }

  #say(element: string, portions: readonly number[], what: string, rule: string): void {
    this.reasons.push({
      element,
      portions,
      rule,
      sentence: `${element} because ${portionsHave(portions)} ${what}.`,
    });
  }

  level(): void {
    const top = Math.max(...this.#parts.map(({ state }) => state.level));
    const title = this.#vocabulary.titleOf(this.#banner.level);
    const portions = this.#where(({ state }) => state.level === top);
    this.#say(title, portions, this.#parts[portions[0] ?? 0]?.mark.level ?? title, 'R1');
  }

  systems(): void {
    const { sci, sap, aea, words } = this.#banner;
    const { prefix } = this.#vocabulary.register.sap;
    for (const system of sci) this.#system(system, 'sci', '');
    for (const program of sap) this.#system(program, 'sap', `${prefix}-`);
    for (const id of aea.chain)
      this.#say(
        id,
        this.#where(({ state }) => state.chain.includes(id)),
        id,
        'R3',
      );
    for (const number of aea.series) {
      const series = `${this.#vocabulary.register.aea?.series.banner ?? ''} ${number}`;
      this.#say(
        series,
        this.#where(({ state }) => state.series.includes(number)),
        series,
        'R3',
      );
    }
    if (aea.design) {
      const id = this.#vocabulary.register.aea?.design.id ?? '';
      this.#say(
        id,
        this.#where(({ state }) => state.design),
        id,
        'R3',
      );
    }
    for (const word of words)
      this.#say(
        word,
        this.#where(({ state }) => state.words.includes(word)),
        word,
        'R2',
      );
  }

  #system(system: ControlSystem, key: 'sci' | 'sap', prefix: string): void {
    const has = ({ state }: Part): boolean => state[key].some(({ name }) => name === system.name);
    this.#say(`${prefix}${printSystems([system])}`, this.#where(has), `${prefix}${system.name}`, 'R2');
  }

  foreign(): void {
    const { fgi, kind, owners } = this.#banner;
    if (kind === 'joint')
      this.#say(
        'JOINT',
        this.#where(({ state }) => state.joint),
        'JOINT, as all do',
        'R6',
      );
    if (kind === 'non-us' && Array.isArray(owners)) {
      this.#say(
        owners.join(' '),
        this.#where(({ state }) => state.foreign.length > 0),
        'foreign information',
        'R5',
      );
    }
    if (!fgi) return;
    const { word } = this.#vocabulary.register.fgi;
    if (fgi.concealed) {
      this.#say(
        word,
        this.#where(({ state }) => state.concealed),
        'foreign information whose source is concealed',
        'R5',
      );
      return;
    }
    if (fgi.sources.length > MOST_SOURCES) {
      const has = ({ state }: Part): boolean =>
        state.foreign.length + state.sources.length + state.jointOwners.length > 0;
      this.#say(`${word} ${fgi.sources.join(' ')}`, this.#where(has), 'information of these', 'R5');
      return;
    }
    for (const source of fgi.sources) {
      const has = ({ state }: Part): boolean =>
        [...state.foreign, ...state.sources, ...state.jointOwners].includes(source);
      this.#say(`${word} ${source}`, this.#where(has), `information of ${source}`, 'R5');
    }
  }

  release(): void {
    for (const id of this.#banner.dissem) {
      switch (this.#vocabulary.controls.get(id)?.role) {
        case 'none':
          this.#nobody(id);
          break;
        case 'release':
        case 'display':
          this.#list(id);
          break;
        case 'by-official':
          this.#say(
            id,
            this.#where(({ state }) => state.fdr.release !== 'unlimited'),
            `${id}, as all do that take part`,
            'R12',
          );
          break;
      }
    }
  }

  #list(id: string): void {
    const { controls } = this.#vocabulary;
    const { relTo, displayTo } = this.#banner;
    const release = controls.get(id)?.role === 'release';
    const codes = release ? (Array.isArray(relTo) ? relTo : []) : (displayTo ?? []);
    const element = `${controls.get(id)?.banner ?? id} ${codes.join(', ')}`;
    const portions = this.#where(({ state }) => state.fdr.release !== 'unlimited');
    const sentence = `${element} because these stand, by name or through a group, in the lists of ${namePortions(portions)}.`;
    this.reasons.push({ element, portions, sentence, rule: 'R12' });
  }

  /** Says why nobody else may have it: somebody said so, or nothing is left that all lists share. */
  #nobody(id: string): void {
    const { controls } = this.#vocabulary;
    const element = controls.get(id)?.banner ?? id;
    const said = this.#where(({ mark }) => this.#saysNobody(mark).length > 0);
    if (said.length > 0) {
      this.#say(element, said, this.#wordsOf(said), 'R12');
      return;
    }
    const kept = this.#where(({ state }) => state.unclassified.length > 0);
    if (kept.length > 0) {
      this.#say(element, kept, 'unclassified nuclear information, which a classified banner does not show', 'R4');
      return;
    }
    const silent = this.#where(({ state }) => state.fdr.implicit);
    const spoken = this.#where(({ state }) => state.fdr.explicit);
    const sentence =
      silent.length > 0
        ? `${element} because ${namePortions(silent)} ${silent.length === 1 ? 'says' : 'say'} nothing of release while ${namePortions(spoken)} ${spoken.length === 1 ? 'does' : 'do'}.`
        : `${element} because no country or group is common to ${namePortions(spoken)}.`;
    this.reasons.push({ element, sentence, portions: silent.length > 0 ? silent : spoken, rule: 'R12' });
  }

  /** The controls that say “nobody else”, as they are written in `portions`. */
  #wordsOf(portions: readonly number[]): string {
    return [...new Set(portions.flatMap((place) => this.#saysNobody(this.#parts[place]!.mark)))].join(' or ');
  }

  #saysNobody({ dissem, nonIc }: CapcoMark): string[] {
    return [...dissem, ...nonIc].filter((id) => {
      const entry = this.#vocabulary.controls.get(id);
      return entry?.role === 'none' || entry?.combines !== undefined || entry?.rollUp?.forces;
    });
  }

  controls(): void {
    const { dissem, nonIc, aea } = this.#banner;
    const { controls } = this.#vocabulary;
    const written = new Set([...dissem, ...nonIc, ...aea.unclassified]);
    const carried = new Set(this.#parts.flatMap(({ state }) => [...state.controls, ...state.unclassified]));
    for (const id of [...written, ...carried]) {
      const entry = controls.get(id);
      if (!entry || entry.role !== undefined || (written.has(id) && carried.has(id) && !carried.delete(id))) continue;
      const element = entry.banner ?? id;
      const from = this.#where(({ state }) =>
        [...state.controls, ...state.unclassified].some((one) => one === id || controls.get(one)?.combines === id),
      );
      if (written.has(id)) this.#say(element, from, this.#sourceOf(id, from), 'R7');
      else {
        const sentence = `${element} of ${namePortions(from)} is not written: ${this.#whyNot(id)}. It still holds for that portion.`;
        this.reasons.push({ element, portions: from, sentence, rule: 'R8' });
      }
    }
  }

  #sourceOf(id: string, places: readonly number[]): string {
    const all = places.flatMap((place) => this.#parts[place]!.state.controls);
    return all.includes(id) ? id : (all.find((one) => this.#vocabulary.controls.get(one)?.combines === id) ?? id);
  }

  #whyNot(id: string): string {
    const entry = this.#vocabulary.controls.get(id);
    if (entry?.combines !== undefined)
      return `beside other release markings it is written ${this.#vocabulary.controls.get(entry.combines)?.banner ?? ''} and NOFORN where the level allows it`;
    const classified = this.#vocabulary.rank.get(this.#banner.level) !== 0;
    if (classified && (entry?.rollUp?.classified === 'drop' || entry?.levels?.length === 1))
      return 'the banner is classified';
    return 'a stricter control takes its place';
  }
}
