import type { StatedMarking } from '../domain/stated-marking.ts';
import { Refusal } from '../errors.ts';
import type { Label } from '../markings/label.ts';
import type { SchemeSet } from '../markings/scheme-set.ts';
import type { Desk } from './desk.ts';

/** A mark that a document bears, and its scheme; without one that of its source. */
export interface BorneMark {
  readonly mark: string;
  readonly scheme?: string | undefined;
}

/**
 * Returns the number of the label of a document from a trusted source: that of its default marking raised by each mark that it
 * bears, so never below it. Refused where a mark cannot be read: what somebody meant to protect is not shown by a guess.
 */
export async function labelOfMarks(
  desk: Desk,
  usual: StatedMarking,
  { marks, now }: { readonly marks: readonly BorneMark[]; readonly now: Date },
): Promise<number> {
  const { scheme, marking, needToKnow } = usual;
  const { schemes } = desk;
  const borne = marks.map((one) => labelOf(schemes, one.scheme ?? scheme, one.mark));
  return desk.labels.idOfLabel(schemes.join([schemes.label(scheme, marking, { needToKnow }), ...borne]), now);
}

/** As a portion mark, else as a banner: documents bear both. */
function labelOf(schemes: SchemeSet, scheme: string, mark: string): Label {
  try {
    return schemes.label(scheme, mark);
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'marking-invalid')) throw error;
    return schemes.label(scheme, mark, {}, 'banner');
  }
}
