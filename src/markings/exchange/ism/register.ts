import data from '../../registers/us-ism-2022.json' with { type: 'json' };
import type { Register } from '../../schemes/us-capco/register.ts';
import { Vocabulary } from '../../schemes/us-capco/vocabulary.ts';

/** What the metadata vocabulary has besides the register of the markings in text. */
export interface IsmWords {
  /** Names of all attributes, in the order of the vocabulary. */
  readonly attributes: readonly string[];
  /** Attributes that restrict in ways that a mark cannot say: what carries them is refused. */
  readonly refused: readonly string[];
  /** Attributes of a resource that stay as they are when its portions are rolled up. */
  readonly kept: readonly string[];
  /** Tokens that differ from the id of the control. */
  readonly tokens: Readonly<Record<string, string>>;
  /** Controls that are written with another one in metadata, and alone in text (rule X5). */
  readonly togetherWith: Readonly<Record<string, string>>;
  /** Tokens of `nonUSControls`, and the control words that they stand for. */
  readonly nonUsControls: Readonly<Record<string, string>>;
  readonly notices: readonly string[];
  /** Values of `declassException`, in order. */
  readonly exceptions: readonly string[];
  /** Those of them beside which no date or event stands (rule C6). */
  readonly withoutDate: readonly string[];
  /** The exemption of the alliance's information, that of nuclear information, and the one for both. */
  readonly ofAlliance: string;
  readonly ofAtomic: string;
  readonly ofBoth: string;
  /** Value of `FGIsourceOpen` where nobody knows the source. */
  readonly unknownSource: string;
  readonly atomicOrder: readonly string[];
}

export interface IsmRegister extends Register {
  readonly ism: IsmWords;
}

/** The vocabulary of ODNI's Information Security Marking metadata (ISM) of November 2022. */
export const ISM_REGISTER: IsmRegister = data as IsmRegister;

export const ISM_VOCABULARY = new Vocabulary(ISM_REGISTER);
