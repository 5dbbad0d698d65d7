import type { Credential } from '../credentials/credential.ts';
import { SourceFailure } from '../source-failure.ts';

/**
 * Returns the headers that sign in at `url`: none where the credential does not cover it. Over plain http a secret goes to
 * one's own hosts alone; else this throws `SourceFailure` (`fetch-sign-in-open`).
 */
export function signInHeaders(
  url: URL,
  signIn: Credential | undefined,
  isOwn: boolean,
): Readonly<Record<string, string>> {
  if (!signIn?.covers(url.href)) return {};
  if (url.protocol === 'https:' || isOwn) return signIn.headers();
  const message = `Nothing signs in at ${url.host} over plain http, where everybody on the way reads it.`;
  throw new SourceFailure('fetch-sign-in-open', message);
}
