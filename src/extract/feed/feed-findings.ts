import type { ListFinding } from '../lists/listed-link.ts';
import { MOST_ENTRIES } from './limits.ts';

/** Collects what is odd about a feed, each kind once. */
export class FeedFindings {
  readonly #found: ListFinding[] = [];
  #badDates = 0;
  #noItems = 0;

  cut(entries: number): void {
    const message = `The feed breaks off before its end; ${entries} entries before that place are complete and were read.`;
    this.#found.push({ code: 'feed-cut-short', severity: 'warning', message });
  }

  tooLarge(entries: number): void {
    const message = `The feed holds more than is taken apart; ${entries} entries were read.`;
    this.#found.push({ code: 'feed-too-large', severity: 'warning', message });
  }

  tooMany(entries: number): void {
    const message = `The feed holds ${entries} entries, of which the first ${MOST_ENTRIES} were read.`;
    this.#found.push({ code: 'feed-too-many-entries', severity: 'warning', message });
  }

  tooDeep(): void {
    const message = 'Parts of the feed nest more deeply than is taken apart, and were left out.';
    this.#found.push({ code: 'feed-too-deep', severity: 'warning', message });
  }

  /** Counts what stands among the entries and is none. */
  noItem(): void {
    this.#noItems++;
  }

  badDate(): void {
    this.#badDates++;
  }

  list(): readonly ListFinding[] {
    const found = [...this.#found];
    if (this.#noItems > 0) {
      const message = `Of what the feed lists ${this.#noItems} are no entries, and were left out.`;
      found.push({ code: 'feed-bad-entries', severity: 'warning', message });
    }
    if (this.#badDates > 0) {
      const message = `Of the dates of the feed ${this.#badDates} cannot be read, and count as missing.`;
      found.push({ code: 'feed-dates', severity: 'warning', message });
    }
    return found;
  }
}
