/**
 * Why nothing, or nothing more, could be read from a source. `code` is stable and listed in `docs/errors.md`; `message`
 * is a whole sentence that repeats nothing of what the source sent. `retryAfter` is in seconds, where the source named it.
 */
export class SourceFailure extends Error {
  readonly code: string;
  readonly retryAfter: number | undefined;

  constructor(code: string, message: string, retryAfter?: number, options: ErrorOptions = {}) {
    super(message, options);
    this.name = 'SourceFailure';
    this.code = code;
    this.retryAfter = retryAfter;
  }
}
