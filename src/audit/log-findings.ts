import type { AuditFinding } from './finding.ts';

/** Entries of a log by their positions from 0; the last is one of them. */
export interface EntryRange {
  readonly first: number;
  readonly last: number;
}

/** Something to say about a log, with the entries that it is about and the checkpoint that shows it. */
export interface LogFinding extends AuditFinding {
  /** Which entries are bad; where there is more than one, at least one of them is. */
  readonly entries?: EntryRange;
  /** The name that the checkpoint was handed in with. */
  readonly checkpoint?: string;
}

/** How many findings are kept: a log that was renumbered has one for each entry after the place. */
export const MOST_FINDINGS = 100;

/** The findings of a log of any length, in bounded space: the first ones, and what must be known of the others. */
export class LogFindings {
  readonly #kept: LogFinding[] = [];
  #untold = 0;
  #isSound = true;
  #firstBad: EntryRange | undefined;

  add(finding: LogFinding): void {
    if (this.#kept.length < MOST_FINDINGS) this.#kept.push(finding);
    else this.#untold += 1;
    if (finding.severity !== 'error') return;
    this.#isSound = false;
    if (!finding.entries) return;
    const { first, last } = finding.entries;
    const known = this.#firstBad ?? finding.entries;
    this.#firstBad = { first: Math.min(known.first, first), last: Math.min(known.last, last) };
  }

  get kept(): readonly LogFinding[] {
    return this.#kept;
  }

  /** How many findings there were besides the kept ones. */
  get untold(): number {
    return this.#untold;
  }

  /** Whether no finding was an error. */
  get isSound(): boolean {
    return this.#isSound;
  }

  /** Where the first bad entry stands: `first` and `last` are the same where it is known exactly. */
  get firstBad(): EntryRange | undefined {
    return this.#firstBad;
  }
}
