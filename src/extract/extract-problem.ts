import type { Document } from '../domain/document.ts';

/** Something that gave no document, or not all of one. `code` is stable and listed in `docs/errors.md`. */
export interface ExtractProblem {
  readonly problem: true;
  readonly code: string;
  /** A whole sentence that says what is wrong and what became of it. */
  readonly message: string;
  /** The path of the file, as it was given. */
  readonly path: string;
  /** Counted from 1, where the format has lines that stand for records. */
  readonly line?: number;
}

/** Where the bytes come from. `lang` holds for documents that do not say their language (ISO 639-1). */
export interface Origin {
  readonly path: string;
  readonly lang?: string | undefined;
  /** As the header of the answer or of the mail part states it, parameters included: `text/html; charset=utf-8`. */
  readonly mediaType?: string | undefined;
  /** The name of a character set from the same header; a byte-order mark comes before it, what the text declares behind. */
  readonly charset?: string | undefined;
  /** The address at which the bytes were found: that of a document which states none, and the base of relative ones. */
  readonly address?: string | undefined;
  /** UTC day on which the bytes were captured: that of a document which has no other. */
  readonly date?: string | undefined;
}

/** What comes out of a file: its documents, and whatever could not become one. */
export type Extracted = Document | ExtractProblem;

/** Returns whether `item` is a problem rather than a document. */
export function isExtractProblem(item: Extracted): item is ExtractProblem {
  return 'problem' in item;
}

/** Thrown inside this folder to give up on a file or on one record; it leaves as a problem. */
export class Unreadable extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Characters that a sentence repeats of what it is about. */
const LONGEST_QUOTE = 80;
const LONGEST_REASON = 200;

/** Returns words of a file as a sentence may name them: in quotation marks, and never at length. */
export function quoted(words: string): string {
  return `“${words.length > LONGEST_QUOTE ? `${words.slice(0, LONGEST_QUOTE)}…` : words}”`;
}

/** Returns what a parser says is wrong, in one line and never at length. */
export function reasonOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  return words.replace(/\s+/g, ' ').slice(0, LONGEST_REASON);
}

/** Returns the problem that `error` stands for; an error that is none of ours is thrown again. */
export function problemOf(error: unknown, path: string, line?: number): ExtractProblem {
  const at = line === undefined ? { path } : { path, line };
  if (error instanceof Unreadable) return { problem: true, code: error.code, message: error.message, ...at };
  // The depth limits leave room on any usual stack; on a smaller one the overflow must not end the run.
  if (error instanceof RangeError) {
    const message = 'The file is nested too deeply or is too large to be taken apart, and gives no document.';
    return { problem: true, code: 'extract-too-deep', message, ...at };
  }
  throw error;
}
