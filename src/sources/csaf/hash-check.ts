import { createHash } from 'node:crypto';
import type { AdvisoryLink } from '../../extract/lists/advisory-links.ts';
import type { SourceFinding, SourceWorld } from '../source.ts';
import { SourceFailure } from '../source-failure.ts';

const LARGEST_HASH = 64 * 1024;
const LENGTHS = { sha512: 128, sha256: 64 } as const;
type Algorithm = keyof typeof LENGTHS;
const ABSENT = new Set(['fetch-not-found', 'fetch-gone']);

/** Compares advisories with the hashes that their provider keeps beside them (CSAF 2.0, 7.1.18). */
export class HashCheck {
  readonly #world: SourceWorld;
  /** Folders in which an advisory had no hash, so that those beside it are not asked for one in this reading. */
  readonly #without = new Set<string>();
  #mismatches = 0;
  #unchecked = 0;

  constructor(world: SourceWorld) {
    this.#world = world;
  }

  /**
   * Throws `SourceFailure` where the hash cannot be had or is another one (`csaf-hash`). Where none is stated and none lies beside
   * the advisory, that is counted and nothing else.
   */
  async check(link: AdvisoryLink, bytes: Uint8Array): Promise<void> {
    const stated = await this.#stated(link);
    if (stated === undefined) {
      this.#unchecked++;
      return;
    }
    const [algorithm, text] = stated;
    const written = new RegExp(`^\\s*\\\\?([\\da-f]{${LENGTHS[algorithm]}})(?=\\s|$)`, 'i')
      .exec(text)?.[1]
      ?.toLowerCase();
    if (written === createHash(algorithm).update(bytes).digest('hex')) return;
    this.#mismatches++;
    throw new SourceFailure('csaf-hash', 'The advisory is not what its hash says.');
  }

  get findings(): readonly SourceFinding[] {
    const found: SourceFinding[] = [];
    if (this.#mismatches > 0) {
      const message = `${this.#mismatches} advisories are not what their hashes say, and were not taken.`;
      found.push({ code: 'csaf-hash', severity: 'error', message });
    }
    if (this.#unchecked > 0) {
      const message = `${this.#unchecked} advisories have no hash beside them, and were taken as they are.`;
      found.push({ code: 'csaf-unchecked', severity: 'warning', message });
    }
    return found;
  }

  async #stated({ address, hash }: AdvisoryLink): Promise<readonly [Algorithm, string] | undefined> {
    if (hash !== undefined) {
      // What is stated and is not there speaks for nothing.
      return [/\.sha512$/i.test(hash) ? 'sha512' : 'sha256', (await this.#text(hash, address)) ?? ''];
    }
    const folder = new URL('.', address).href;
    if (this.#without.has(folder)) return undefined;
    for (const algorithm of ['sha512', 'sha256'] as const) {
      const text = await this.#text(`${address}.${algorithm}`, address);
      if (text !== undefined) return [algorithm, text];
    }
    this.#without.add(folder);
    return undefined;
  }

  /** What lies at the address of a hash; nothing where nothing is there. */
  async #text(address: string, namedBy: string): Promise<string | undefined> {
    const { fetch, signal } = this.#world;
    const limits = { wireBytes: LARGEST_HASH, bodyBytes: LARGEST_HASH };
    try {
      const request = { accept: 'text/plain, */*;q=0.5', robots: 'named', namedBy, limits, signal } as const;
      return new TextDecoder('latin1').decode((await fetch(address, request)).bytes);
    } catch (error) {
      if (error instanceof SourceFailure && ABSENT.has(error.code)) return undefined;
      throw error;
    }
  }
}
