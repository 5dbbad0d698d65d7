import { Refused } from '../wire/ask.ts';
import { NoPasskey } from '../wire/passkeys.ts';
import type { Words } from '../words/en.ts';
import { problemInWords } from './said-in-words.ts';

/** What went wrong, in the language of whoever reads; a sentence for which it has no words comes as the desk said it. */
export function refusalInWords(
  error: Error,
  { refusals, findings, settings }: Pick<Words, 'refusals' | 'findings' | 'settings'>,
): string {
  if (error instanceof NoPasskey) return settings.passkeys.failed;
  if (!(error instanceof Refused)) return error.message;
  return problemInWords(error.problem, [refusals, findings]) ?? error.problem.detail;
}
