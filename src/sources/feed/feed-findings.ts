import type { SourceFinding } from '../source.ts';
import { MOST_ENTRIES } from './limits.ts';

/** Collects what is odd about a feed, each kind once. */
export class FeedFindings {
  readonly #found: SourceFinding[] = [];
  #badDates = 0;

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

  badDate(): void {
    this.#badDates++;
  }

  list(): readonly SourceFinding[] {
    if (this.#badDates === 0) return this.#found;
    const message = `Of the dates of the feed ${this.#badDates} cannot be read, and count as missing.`;
    return [...this.#found, { code: 'feed-dates', severity: 'warning', message }];
  }
}
