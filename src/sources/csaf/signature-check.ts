import type { AdvisoryLink } from '../../extract/lists/advisory-links.ts';
import type { ProviderKey } from '../../extract/lists/provider.ts';
import {
  LARGEST_SIGNATURE,
  type SignatureAsked,
  type SignatureVerdict,
} from '../../extract/openpgp/detached-signature.ts';
import type { SourceFinding, SourceWorld } from '../source.ts';
import { SourceFailure } from '../source-failure.ts';
import { type ProviderKeys, providerKeys, unusable } from './provider-keys.ts';

const ABSENT = new Set(['fetch-not-found', 'fetch-gone']);
/** Milliseconds that checking may take in one reading, with what else the threads have to do in the meantime. */
const LONGEST = 120_000;

type Refused = Exclude<SignatureVerdict, 'valid'> | 'absent';

const SAID: Readonly<Record<Refused, string>> = {
  wrong: 'are not what was signed',
  stranger: 'are signed by a key that does not count',
  dead: 'are signed at a time for which the key or the signature does not hold (expired, revoked, in the future)',
  weak: 'are signed by an algorithm that is unknown or no longer safe',
  unreadable: 'have what is no signature beside them',
  absent: 'have none, though it is asked for or stated',
};

export interface SignatureRules {
  /** Of the metadata of the provider. */
  readonly named: readonly ProviderKey[];
  /** Fingerprints; with some, nothing counts that none of these keys has signed. */
  readonly trusted: readonly string[];
  readonly namedBy: string;
}

/** Holds advisories against the detached signatures that their provider keeps beside them (CSAF 2.0, 7.1.19). */
export class SignatureCheck {
  readonly #rules: SignatureRules;
  readonly #world: SourceWorld;
  readonly #refused = new Map<Refused, number>();
  #keys: ProviderKeys | undefined;
  #unsigned = 0;
  #halted: SourceFailure | undefined;
  #took = 0;

  constructor(rules: SignatureRules, world: SourceWorld) {
    this.#rules = rules;
    this.#world = world;
  }

  /** Throws `SourceFailure` (`csaf-keys`) where only what trusted keys have signed counts, and none of them can be had. */
  async begin(): Promise<void> {
    if (this.#isPinned) await this.#usableKeys();
  }

  /**
   * Throws `SourceFailure` where the signature is not valid, or is missing where one is asked for or stated (`csaf-signature`), and
   * where it cannot be checked (`csaf-keys`). One that is missing else is counted. Where the provider names no keys and none are
   * trusted, nothing is asked.
   */
  async check({ address, signature: stated }: AdvisoryLink, bytes: Uint8Array): Promise<void> {
    if (this.#rules.named.length === 0 && !this.#isPinned) return;
    const signature = await this.#signature(stated ?? `${address}.asc`, address);
    if (signature === undefined) {
      if (this.#isPinned || stated !== undefined) throw this.#refusal('absent');
      this.#unsigned++;
      return;
    }
    const verdict = await this.#verdict(bytes, signature);
    if (verdict !== 'valid') throw this.#refusal(verdict);
  }

  get findings(): readonly SourceFinding[] {
    const found: SourceFinding[] = [...(this.#keys?.findings ?? [])];
    if (this.#halted !== undefined) {
      const { code, message } = this.#halted;
      found.push({ code, severity: 'error', message });
    }
    if (this.#refused.size > 0) {
      const said = [...this.#refused].map(([why, times]) => `${times} ${SAID[why]}`).join('; ');
      const message = `Advisories without a valid signature were not taken: ${said}.`;
      found.push({ code: 'csaf-signature', severity: 'error', message });
    }
    if (this.#unsigned > 0) {
      const message = `${this.#unsigned} advisories have no signature beside them, though the provider has keys, and were taken without.`;
      found.push({ code: 'csaf-unsigned', severity: 'warning', message });
    }
    return found;
  }

  get #isPinned(): boolean {
    return this.#rules.trusted.length > 0;
  }

  async #usableKeys(): Promise<ProviderKeys> {
    this.#keys ??= await providerKeys(this.#rules.named, this.#rules, this.#world);
    return this.#keys;
  }

  async #verdict(bytes: Uint8Array, signature: Uint8Array): Promise<SignatureVerdict> {
    try {
      const { keys } = await this.#usableKeys();
      return await this.#heldAgainst(bytes, { signature, keys });
    } catch (error) {
      if (error instanceof SourceFailure && error.code === 'csaf-keys') this.#halted = error;
      throw error;
    }
  }

  async #heldAgainst(bytes: Uint8Array, asked: Omit<SignatureAsked, 'now'>): Promise<SignatureVerdict> {
    const { takeApart, now } = this.#world;
    if (this.#took > LONGEST) throw unusable('it takes too long; the next reading goes on');
    const began = performance.now();
    const found = await takeApart('openpgp-signature', bytes, { ...asked, now: now() });
    this.#took += performance.now() - began;
    // Others of this provider would take as long.
    if ('problem' in found) throw unusable('one takes more time or memory than a file may');
    return found.verdict;
  }

  #refusal(why: Refused): SourceFailure {
    this.#refused.set(why, (this.#refused.get(why) ?? 0) + 1);
    return new SourceFailure('csaf-signature', 'The advisory has no valid signature.');
  }

  /** What lies at the address of a signature; nothing where nothing is there. */
  async #signature(address: string, namedBy: string): Promise<Uint8Array | undefined> {
    const { fetch, signal } = this.#world;
    const limits = { wireBytes: LARGEST_SIGNATURE, bodyBytes: LARGEST_SIGNATURE };
    try {
      return (await fetch(address, { accept: '*/*', robots: 'named', namedBy, limits, signal })).bytes;
    } catch (error) {
      if (!(error instanceof SourceFailure)) throw error;
      if (error.code === 'fetch-too-large') throw this.#refusal('unreadable');
      if (ABSENT.has(error.code)) return undefined;
      throw error;
    }
  }
}
