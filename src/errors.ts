/** What went wrong, for whoever must map it: a CLI to an exit status, an API to an HTTP status. */
export type RefusalKind = 'invalid' | 'not-found' | 'not-allowed' | 'conflict';

/**
 * The one error that a user may see. `code` is stable and listed in `docs/errors.md`;
 * `message` is a whole sentence that says what would be right. Any other error is a bug.
 */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly code: string;

  constructor(kind: RefusalKind, code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Refusal';
    this.kind = kind;
    this.code = code;
  }
}
