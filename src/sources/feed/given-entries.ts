import { createHash } from 'node:crypto';

const KEY_BYTES = 6;
const STATE_BYTES = 4;
const ENTRY_BYTES = KEY_BYTES + STATE_BYTES;

/** Entries that are remembered from one reading to the next: 10 bytes each, 6.7 kB as text. */
export const MOST_REMEMBERED = 500;

/**
 * Which entries were given, and in which state: short hashes of key and content, the newest first. Two keys that meet by
 * chance (once in 10^9 readings of a full feed) would hide one entry.
 */
export class GivenEntries {
  readonly #known = new Map<string, string>();
  readonly #now = new Map<string, string>();

  /** Reads what `text` made; anything else counts as nothing. */
  constructor(text: unknown) {
    if (typeof text !== 'string') return;
    const bytes = Buffer.from(text, 'base64');
    for (let at = 0; at + ENTRY_BYTES <= bytes.length && this.#known.size < MOST_REMEMBERED; at += ENTRY_BYTES) {
      const entry = bytes.subarray(at, at + ENTRY_BYTES).toString('hex');
      this.#known.set(entry.slice(0, KEY_BYTES * 2), entry.slice(KEY_BYTES * 2));
    }
  }

  /** Whether as many are remembered as there is room for, so that what is not may have been given, too. */
  get isFull(): boolean {
    return this.#known.size >= MOST_REMEMBERED;
  }

  /** Whether the entry was given in this state. */
  has(key: string, state: string): boolean {
    return this.#known.get(hash(key, KEY_BYTES)) === hash(state, STATE_BYTES);
  }

  /** Notes an entry that is in the feed now, in the state in which it was given. */
  note(key: string, state: string): void {
    this.#now.set(hash(key, KEY_BYTES), hash(state, STATE_BYTES));
  }

  /** What to remember: all that is in the feed now, and then what was before, as far as there is room. */
  get text(): string {
    return packed([...this.#now, ...[...this.#known].filter(([key]) => !this.#now.has(key))]);
  }

  /** What to remember where only what is there now counts. */
  get textOfNow(): string {
    return packed([...this.#now]);
  }
}

function packed(entries: readonly (readonly [key: string, state: string])[]): string {
  const most = entries.slice(0, MOST_REMEMBERED);
  return Buffer.from(most.map(([key, state]) => key + state).join(''), 'hex').toString('base64');
}

function hash(text: string, bytes: number): string {
  return createHash('sha256')
    .update(text)
    .digest('hex')
    .slice(0, bytes * 2);
}
