import type { ExtractProblem } from './extract-problem.ts';

/**
 * What is told of a record that lacks or breaks what its standard asks for. It is read as far as it goes: one problem for
 * a record, with everything that was found in it. Undefined where there is nothing to tell.
 */
export function offStandard(path: string, what: string, faults: readonly string[]): ExtractProblem | undefined {
  if (faults.length === 0) return undefined;
  const message = `${what} is read as far as it goes: ${faults.join('; ')}.`;
  return { problem: true, code: 'extract-off-standard', message, path };
}
