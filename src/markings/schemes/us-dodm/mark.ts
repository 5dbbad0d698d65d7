import data from '../../registers/us-dodm-2012.json' with { type: 'json' };
import type { CapcoMark } from '../us-capco/mark.ts';
import type { Register } from '../us-capco/register.ts';
import { Vocabulary } from '../us-capco/vocabulary.ts';

/** What the register of the DoD manual names besides the vocabulary that all US registers have. */
export interface DodmWords {
  /** Before the level of an alliance's highest level: `COSMIC TOP SECRET`. */
  readonly cosmic: string;
  /** Before the nickname of an alternative compensatory control measure (paragraph 11.b.). */
  readonly accm: string;
  /** Id of the control that says: by special access channels only. */
  readonly channels: string;
  /** Id of the control of a program that is not reported; it stands with a program only (7.f.). */
  readonly waived: string;
  /** Stands for a longer list than `mostPrograms` (7.e.). */
  readonly manyPrograms: string;
  readonly mostPrograms: number;
  /** Control words of the alliance that stand with its highest level only (4.b.2.c.). */
  readonly topWords: readonly string[];
  /** Levels of information with a named foreign source (9.b.). */
  readonly sourceLevels: readonly string[];
  /** Ids of the two kinds of unclassified controlled nuclear information. */
  readonly dodUcni: string;
  readonly doeUcni: string;
  /** One code for a level of the alliance with a control word: `NS ATOMAL` is `NSAT`. */
  readonly levelCodes: Readonly<Record<string, string>>;
}

export interface DodmRegister extends Register {
  readonly dodm: DodmWords;
}

/** DoDM 5200.01, volume 2, of 2012. Rules of findings are paragraphs of its enclosure 4 and of its appendices. */
export const DODM_REGISTER: DodmRegister = data as DodmRegister;

export const DODM_VOCABULARY = new Vocabulary(DODM_REGISTER);

/**
 * A marking by the manual. What the other US registers lack stands where rolling up and access meet it and grant
 * nobody anything: an ACCM as `ACCM-NICKNAME` in `nonIc`, `HVSACO` and `WAIVED` in `dissem`, `MULTIPLE PROGRAMS` as
 * a program.
 */
export interface DodmMark extends CapcoMark {
  /** Whose information a foreign marking says it is, as written: `COSMIC`, `NATO`, `GBR`; absent for others. */
  readonly authority?: string;
}

/** Returns the nicknames of the ACCM that a mark names, sorted. */
export function accmOf({ nonIc }: DodmMark): readonly string[] {
  const lead = `${DODM_REGISTER.dodm.accm}-`;
  return nonIc.filter((id) => id.startsWith(lead)).map((id) => id.slice(lead.length));
}

/**
 * Returns the mark as rolling up and access take it: this manual lets a release list leave out the owner, who may
 * have it all the same.
 */
export function asCapco({ authority: _, ...mark }: DodmMark): CapcoMark {
  const { owner } = DODM_REGISTER;
  if (!Array.isArray(mark.relTo) || mark.relTo.includes(owner)) return mark;
  return { ...mark, relTo: [owner, ...mark.relTo] };
}
