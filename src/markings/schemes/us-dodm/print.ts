import type { Form } from '../../scheme.ts';
import { printMark } from '../us-capco/print.ts';
import { accmOf, DODM_REGISTER, DODM_VOCABULARY, type DodmMark } from './mark.ts';

/** Writes a mark in its canonical form, without parentheses; the prefix of ACCM stands once: `ACCM-BAZ/FOOBAR`. */
export function printDodm(mark: DodmMark, form: Form): string {
  const [first, ...others] = accmOf(mark);
  if (first === undefined) return printMark(DODM_VOCABULARY, mark, form);
  const lead = `${DODM_REGISTER.dodm.accm}-`;
  const known = mark.nonIc.filter((id) => !id.startsWith(lead));
  return printMark(DODM_VOCABULARY, { ...mark, nonIc: [...known, `${lead}${first}`, ...others] }, form);
}
