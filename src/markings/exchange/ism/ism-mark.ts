import type { CapcoMark } from '../../schemes/us-capco/mark.ts';

/** Values of the attributes of one element by their names without prefix, such as `classification: 'S'`. */
export type IsmAttributes = Readonly<Record<string, string>>;

/** When it is to be declassified: rule C6 says what may stand together. */
export interface IsmDeclassification {
  /** `YYYY-MM-DD`. */
  readonly date?: string;
  readonly event?: string;
  /** Exemptions, such as `25X1` and `AEA`, in the order of the vocabulary. */
  readonly exceptions: readonly string[];
}

/** What the attributes of one element say. */
export interface IsmMark {
  /** As a marking in text has it: `OC-USGOV` stands alone in it. */
  readonly mark: CapcoMark;
  readonly declass: IsmDeclassification;
  /** The marking was guessed by a machine, or taken from something larger. */
  readonly approximate: boolean;
  /** It does not count for the marking of the whole (rule R14). */
  readonly excluded: boolean;
  /** It is the element that speaks for the whole document. */
  readonly resource: boolean;
  readonly notices: readonly string[];
  /** All other attributes as they were. */
  readonly others: IsmAttributes;
}
