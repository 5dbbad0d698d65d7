/** What went wrong, for whoever must map it: a CLI to an exit status, an API to an HTTP status. */
export type RefusalKind = 'invalid' | 'not-found' | 'not-allowed' | 'conflict';

/** What is wrong in what was given: in which field of it, and where in a text, in UTF-16 units. */
export interface RefusedText {
  readonly code: string;
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly span?: { readonly start: number; readonly end: number };
}

/**
 * The one error that a user may see. `code` is stable and listed in `docs/errors.md`;
 * `message` is a whole sentence that says what would be right. Any other error is a bug.
 */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly code: string;
  readonly findings: readonly RefusedText[];

  constructor(
    kind: RefusalKind,
    code: string,
    message: string,
    options: ErrorOptions & { readonly findings?: readonly RefusedText[] } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'Refusal';
    this.kind = kind;
    this.code = code;
    this.findings = options.findings ?? [];
  }
}
