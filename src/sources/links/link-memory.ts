import { createHash } from 'node:crypto';

const KEY_BYTES = 6;
const STATE_BYTES = 3;
const BYTES = KEY_BYTES + STATE_BYTES + 1;

/**
 * Addresses that are remembered from one reading to the next: 10 bytes each, 40 kB as text. Two addresses that meet by chance
 * (once in 10^7 readings of a full list) would hide one.
 */
export const MOST_KNOWN = 3_000;
/** Readings in which an address is tried that does not answer as it should. */
export const MOST_TRIES = 5;

interface Known {
  readonly state: string;
  /** Readings that failed; 0 where it was read, or will not be. */
  readonly tries: number;
}

/** Which addresses of a list were read, in which state, and which are still tried. */
export class LinkMemory {
  readonly #known = new Map<string, Known>();
  readonly #now = new Map<string, Known>();

  /** Reads what `text` made; anything else counts as nothing. */
  constructor(text: unknown) {
    if (typeof text !== 'string') return;
    const bytes = Buffer.from(text, 'base64');
    for (let at = 0; at + BYTES <= bytes.length && this.#known.size < MOST_KNOWN; at += BYTES) {
      const key = bytes.toString('hex', at, at + KEY_BYTES);
      const state = bytes.toString('hex', at + KEY_BYTES, at + KEY_BYTES + STATE_BYTES);
      this.#known.set(key, { state, tries: bytes[at + BYTES - 1]! });
    }
  }

  /** `new`: never read. `changed`: read in another state. `failed`: tried, and to be tried again. `known`: nothing to do. */
  standing({
    address,
    state,
  }: {
    readonly address: string;
    readonly state: string;
  }): 'new' | 'changed' | 'failed' | 'known' {
    const key = hash(address, KEY_BYTES);
    const known = this.#now.get(key) ?? this.#known.get(key);
    if (known === undefined) return 'new';
    if (known.tries > 0) return 'failed';
    return known.state === hash(state, STATE_BYTES) ? 'known' : 'changed';
  }

  /** Notes an address that is on the list now, and was read in this state or is not to be read. */
  note({ address, state }: { readonly address: string; readonly state: string }): void {
    this.#now.set(hash(address, KEY_BYTES), { state: hash(state, STATE_BYTES), tries: 0 });
  }

  /** Notes that an address failed once more; returns whether it is to be tried again. */
  noteFailed(link: { readonly address: string; readonly state: string }): boolean {
    const key = hash(link.address, KEY_BYTES);
    const tries = (this.#known.get(key)?.tries ?? 0) + 1;
    if (tries >= MOST_TRIES) {
      this.note(link);
      return false;
    }
    this.#now.set(key, { state: hash(link.state, STATE_BYTES), tries });
    return true;
  }

  /** What to remember: what is on the list now, what was noted last first, and then what was before, as far as there is room. */
  get text(): string {
    const before = [...this.#known].filter(([key]) => !this.#now.has(key));
    return packed([...[...this.#now].reverse(), ...before].slice(0, MOST_KNOWN));
  }
}

function packed(entries: readonly (readonly [key: string, known: Known])[]): string {
  const hex = entries.map(([key, { state, tries }]) => `${key}${state}${tries.toString(16).padStart(2, '0')}`);
  return Buffer.from(hex.join(''), 'hex').toString('base64');
}

function hash(text: string, bytes: number): string {
  return createHash('sha256')
    .update(text)
    .digest('hex')
    .slice(0, bytes * 2);
}
