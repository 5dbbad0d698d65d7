/** What went wrong, for whoever must map it: a CLI to an exit status, an API to an HTTP status. */
export type RefusalKind = 'invalid' | 'not-found' | 'not-allowed' | 'conflict';

/** What a sentence names, by names of its own: by them it can be said in another language. */
export type SaidValues = Readonly<Record<string, string | number | readonly string[]>>;

/** Something to tell: a stable code and a whole English sentence, what this names, and what it goes back to where that has a code too. */
export interface Said {
  readonly code: string;
  readonly message: string;
  readonly values?: SaidValues;
  readonly reason?: Said;
}

/** What is wrong in what was given: in which field of it, and where in a text, in UTF-16 units. */
export interface RefusedText extends Said {
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
  readonly values: SaidValues | undefined;
  readonly reason: Said | undefined;

  constructor(
    kind: RefusalKind,
    code: string,
    message: string,
    options: ErrorOptions & { readonly findings?: readonly RefusedText[] } & Pick<Said, 'values' | 'reason'> = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'Refusal';
    this.kind = kind;
    this.code = code;
    this.findings = options.findings ?? [];
    this.values = options.values;
    this.reason = options.reason;
  }

  /** Returns what it tells, without what it is about. */
  said(): Said {
    const { code, message, values, reason } = this;
    return { code, message, ...(values && { values }), ...(reason && { reason }) };
  }
}
