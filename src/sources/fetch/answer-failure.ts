import { SourceFailure } from '../source-failure.ts';

/** Returns what an answer means that is neither what was asked for nor a redirect. `retryAfter` is in seconds. */
export function failureOfAnswer(status: number, host: string, retryAfter: number | undefined): SourceFailure {
  const failed = (code: string, message: string) => new SourceFailure(code, message, retryAfter);
  switch (status) {
    case 401:
    case 402:
    case 403:
    case 407:
    case 451:
      return failed('fetch-forbidden', `The host ${host} does not give this to everybody (${status}).`);
    case 404:
      return failed('fetch-not-found', `The host ${host} has nothing at this address (404).`);
    case 410:
      return failed('fetch-gone', `What was at this address of ${host} is gone for good (410).`);
    case 429:
    case 503:
      return failed('fetch-retry-later', `The host ${host} asks to be left alone for now (${status}).`);
    default:
      if (status >= 500) return failed('fetch-server-error', `The host ${host} has an error of its own (${status}).`);
      return failed('fetch-status', `The host ${host} answered with ${status}, which gives nothing to read.`);
  }
}
