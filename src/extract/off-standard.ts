import type { ExtractProblem } from './extract-problem.ts';

/** Characters of one fault: a selector in it may be of any length. */
const LONGEST_FAULT = 200;
/** Faults that one sentence names; of more it says how many. */
const MOST_FAULTS = 20;

/**
 * What is told of a record that lacks or breaks what its standard asks for. It is read as far as it goes: one problem for
 * a record, with everything that was found in it. Undefined where there is nothing to tell.
 */
export function offStandard(path: string, what: string, faults: readonly string[]): ExtractProblem | undefined {
  if (faults.length === 0) return undefined;
  const more = faults.length > MOST_FAULTS ? `; and ${faults.length - MOST_FAULTS} more` : '';
  const named = faults.slice(0, MOST_FAULTS).map((fault) => fault.slice(0, LONGEST_FAULT));
  const message = `${what} is read as far as it goes: ${named.join('; ')}${more}.`;
  return { problem: true, code: 'extract-off-standard', message, path };
}
