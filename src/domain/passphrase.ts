import { Refusal } from '../errors.ts';

/** Whoever has the database can try passphrases for as long as they like. */
const SHORTEST = 12;

/** Refuses a passphrase that is soon guessed (`sealing-passphrase-weak`). */
export function checkPassphrase(passphrase: string): void {
  const signs = [...passphrase];
  if (signs.length >= SHORTEST && new Set(signs).size > 1) return;
  const message = `A passphrase has at least ${SHORTEST} signs, and not the same one over and over; several words are best.`;
  throw new Refusal('invalid', 'sealing-passphrase-weak', message);
}
