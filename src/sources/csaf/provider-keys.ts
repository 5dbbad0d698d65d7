import type { ProviderKey } from '../../extract/lists/provider.ts';
import { type KeyRead, LARGEST_KEY } from '../../extract/openpgp/public-key.ts';
import { PASSING } from '../fetch/passing.ts';
import type { SourceFinding, SourceWorld } from '../source.ts';
import { SourceFailure } from '../source-failure.ts';

/** Keys that one reading fetches. */
const MOST_KEYS = 10;

type WhyNot = 'absent' | 'away' | 'slow' | 'unreadable' | 'other' | 'expired' | 'revoked' | 'weak' | 'unnamed' | 'left';

const SAID: Readonly<Record<WhyNot, string>> = {
  absent: 'cannot be fetched',
  away: 'cannot be fetched at the moment',
  slow: 'take more time or memory to read than a file may',
  unreadable: 'are no OpenPGP keys, or are too large',
  other: 'have another fingerprint than the provider states',
  expired: 'are expired, so that only what was signed before counts',
  revoked: 'are revoked',
  weak: 'have an algorithm that is unknown or no longer safe',
  unnamed: 'have no fingerprint stated',
  left: `are beyond the first ${MOST_KEYS}`,
};

/** The keys of a provider as one reading has them. */
export interface ProviderKeys {
  readonly keys: readonly Uint8Array[];
  readonly findings: readonly SourceFinding[];
}

/**
 * Fetches the keys that a provider of advisories names (CSAF 2.0, 7.1.20), those whose fingerprints are among `trusted` where there
 * are any. A key counts only where it has the fingerprint that the provider states. Throws `SourceFailure` (`csaf-keys`) where
 * none can be had.
 */
export async function providerKeys(
  named: readonly ProviderKey[],
  { trusted, namedBy }: { readonly trusted: readonly string[]; readonly namedBy: string },
  world: SourceWorld,
): Promise<ProviderKeys> {
  const wanted = trusted.length === 0 ? named : named.filter(({ fingerprint }) => trusted.includes(fingerprint));
  if (wanted.length === 0) {
    throw unusable('none of the keys that are trusted is among those that the provider names');
  }
  const counts = new Map<WhyNot, number>();
  const count = (why: WhyNot) => counts.set(why, (counts.get(why) ?? 0) + 1);
  const keys: Uint8Array[] = [];
  for (const [at, key] of wanted.entries()) {
    const read = at >= MOST_KEYS ? 'left' : await keyAt(key, namedBy, world);
    if (typeof read === 'string') count(read);
    else {
      if (read.state !== 'sound') count(read.state);
      if (read.key !== undefined) keys.push(read.key);
    }
    // Others of theirs would take as long.
    if (read === 'slow') break;
  }
  const said = [...counts].map(([why, times]) => `${times} ${SAID[why]}`).join('; ');
  if (keys.length === 0) throw unusable(said);
  const message = `Of the keys of the provider of advisories: ${said}.`;
  return { keys, findings: said === '' ? [] : [{ code: 'csaf-keys', severity: 'warning', message }] };
}

async function keyAt(
  { address, fingerprint }: ProviderKey,
  namedBy: string,
  world: SourceWorld,
): Promise<KeyRead | WhyNot> {
  if (fingerprint === '') return 'unnamed';
  const { fetch, takeApart, now, signal } = world;
  try {
    const limits = { wireBytes: LARGEST_KEY, bodyBytes: LARGEST_KEY };
    const { bytes } = await fetch(address, { accept: '*/*', robots: 'named', namedBy, limits, signal });
    const read = await takeApart('openpgp-key', bytes, { fingerprint, now: now() });
    return 'problem' in read ? 'slow' : read;
  } catch (error) {
    if (!(error instanceof SourceFailure)) throw error;
    if (PASSING.has(error.code) || error.code === 'fetch-retry-later') return 'away';
    return error.code === 'fetch-too-large' ? 'unreadable' : 'absent';
  }
}

export function unusable(why: string): SourceFailure {
  return new SourceFailure(
    'csaf-keys',
    `Signatures of advisories cannot be checked, and none is taken unchecked: ${why}.`,
  );
}
