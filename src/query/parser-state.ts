import type { SaidValues } from '../errors.ts';
import type { Span } from '../text/sentences.ts';
import type { Finding } from './finding.ts';
import { type Lexeme, type LexemeKind, lex } from './lexer.ts';

/** Limits that keep a hostile expression cheap; `docs/query-language.md` states them. */
export const LONGEST_EXPRESSION = 20_000;
export const DEEPEST_NESTING = 40;
export const MOST_LEAVES = 2_000;

/** Ends the parse: the finding says why. Thrown and caught within this folder only. */
export class SyntaxStop extends Error {
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(finding.message);
    this.finding = finding;
  }
}

/** Stops the parse with an error finding. */
export function stop(code: string, message: string, span: Span, values?: SaidValues): never {
  throw new SyntaxStop({ code, severity: 'error', message, span, ...(values && { values }) });
}

/** The lexemes of one expression, the place reached in them, and what was found on the way. */
export class ParserState {
  readonly warnings: Finding[] = [];
  readonly #source: string;
  readonly #lexemes: Lexeme[];
  #index = 0;
  #depth = 0;
  #parentheses = 0;
  #leaves = 0;

  constructor(source: string) {
    this.#source = source;
    this.#lexemes = lex(source);
  }

  get next(): Lexeme {
    return this.#lexemes[this.#index]!;
  }

  get afterNext(): Lexeme {
    return this.#lexemes[Math.min(this.#index + 1, this.#lexemes.length - 1)]!;
  }

  /** The lexeme taken last. */
  get previous(): Lexeme | undefined {
    return this.#lexemes[this.#index - 1];
  }

  get insideParentheses(): boolean {
    return this.#parentheses > 0;
  }

  /** What the author wrote at `span`. */
  written(span: Span): string {
    return this.#source.slice(span.start, span.end);
  }

  get atEnd(): boolean {
    return this.next.kind === 'end';
  }

  /** The end of what was taken last: where a node that ends here ends. */
  get reached(): number {
    return this.#index === 0 ? 0 : this.#lexemes[this.#index - 1]!.span.end;
  }

  take(): Lexeme {
    const lexeme = this.next;
    if (lexeme.kind !== 'end') this.#index++;
    return lexeme;
  }

  takeIf(kind: LexemeKind): Lexeme | undefined {
    return this.next.kind === kind ? this.take() : undefined;
  }

  /** Runs `inner` one level deeper. */
  nested<T>(inner: () => T): T {
    if (++this.#depth > DEEPEST_NESTING) {
      stop('query-too-deep', `The expression is nested more than ${DEEPEST_NESTING} levels deep.`, this.next.span);
    }
    const result = inner();
    this.#depth--;
    return result;
  }

  /** Runs `inner` as what a parenthesis holds. */
  parenthesised<T>(inner: () => T): T {
    this.#parentheses++;
    const result = this.nested(inner);
    this.#parentheses--;
    return result;
  }

  countLeaf(): void {
    if (++this.#leaves > MOST_LEAVES) {
      stop(
        'query-too-many-leaves',
        `The expression has more than ${MOST_LEAVES} words and conditions; a target with aliases keeps it short.`,
        this.next.span,
      );
    }
  }
}
