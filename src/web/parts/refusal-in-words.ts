import { Refused } from '../wire/ask.ts';
import { NoPasskey } from '../wire/passkeys.ts';
import type { Words } from '../words/en.ts';

/** What went wrong, in the language of whoever reads; a sentence for which it has no words comes as the desk said it. */
export function refusalInWords(error: Error, { refusals, settings }: Pick<Words, 'refusals' | 'settings'>): string {
  if (error instanceof NoPasskey) return settings.passkeys.failed;
  if (!(error instanceof Refused)) return error.message;
  return refusals[error.problem.code] ?? error.problem.detail;
}
