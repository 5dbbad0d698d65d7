import type { Confidence, InlineText, Likelihood, ReportLanguage } from './report.ts';
import type { Reliability } from './source.ts';

/** Words of a copy, a sign that points to one of its sources by number, or to one of its headings or tables. */
export type CopyInline =
  | InlineText
  | { readonly kind: 'citation'; readonly number: number }
  /** `number` is that of a heading, such as `1.2`, or of a table, such as `2`. */
  | { readonly kind: 'reference'; readonly to: 'heading' | 'table'; readonly number: string };

/** A question that a portion answers, for a reader who may know of its order. */
export interface CopyAnswer {
  readonly letter: string;
  readonly order: string;
  readonly isWhole: boolean;
}

interface CopyMarked {
  /** As printed, without parentheses, such as `S//NF`. */
  readonly mark: string;
  readonly content: readonly CopyInline[];
  readonly confidence?: Confidence | undefined;
  readonly likelihood?: Likelihood | undefined;
  readonly answers: readonly CopyAnswer[];
}

export interface CopyRow {
  readonly mark: string;
  readonly cells: readonly (readonly CopyInline[])[];
}

export type CopyPortion = CopyMarked &
  (
    | { readonly kind: 'heading'; readonly level: number; readonly number: string }
    | { readonly kind: 'paragraph' | 'quote' }
    /** `sign` is `1.`, `a.` … or `•`; `depth` is 0 for an item that stands in no other. */
    | { readonly kind: 'item'; readonly depth: number; readonly sign: string }
    | {
        readonly kind: 'table';
        readonly number: string;
        readonly header: readonly (readonly CopyInline[])[];
        readonly rows: readonly CopyRow[];
      }
  );

/** A source of a copy, by the number that its text calls it. */
export interface CopySource {
  readonly number: number;
  /** Portion marks of the document and of who published it, one of each scheme; copies of before have none. */
  readonly marks?: readonly { readonly scheme: string; readonly mark: string }[] | undefined;
  readonly title: string;
  readonly source: string | null;
  readonly address: string | null;
  /** A UTC day. */
  readonly publishedOn: string | null;
  readonly quotation: string | null;
  readonly reliability: Reliability | null;
  readonly credibility: number | null;
}

/**
 * What one reader gets of a report, whole: whatever it is rendered to, nothing is in it that is not here. Two readers who may
 * read the same get the same, to the byte.
 */
export interface Copy {
  /** The scheme of its marks. */
  readonly scheme: string;
  readonly language: ReportLanguage;
  readonly banner: string;
  /** Stands above and below each banner, in subjects and in file names: `REPLAY – NOT CLASSIFIED`. */
  readonly notice: string | null;
  /** Null where the reader may not read it: what is rendered says “Report” then. */
  readonly title: { readonly mark: string; readonly text: string } | null;
  /** Whether it says that it is cut to what its reader may read. */
  readonly saysCut: boolean;
  readonly portions: readonly CopyPortion[];
  readonly sources: readonly CopySource[];
}

/** A copy with what its release says of it. */
export interface IssuedCopy {
  /** Of the copy; in file names and headers it stands for the report, whose own id no copy tells. */
  readonly id: string;
  /** When it was released (milliseconds since 1970), and what became of it since. */
  readonly releasedAt: number;
  readonly state: 'current' | 'superseded' | 'recalled';
  readonly copy: Copy;
}

export const COPY_FILES = ['pdf', 'html', 'text', 'markdown', 'stix'] as const;
/** As what a copy can be saved. */
export type CopyFileKind = (typeof COPY_FILES)[number];
