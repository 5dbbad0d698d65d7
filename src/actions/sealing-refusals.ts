import { Refusal } from '../errors.ts';

export function noSealingKey(): Refusal {
  return new Refusal('conflict', 'sealing-key-missing', 'You have no sealing key yet; make one first.');
}

/** A wrong passphrase and bytes that were changed are not told apart. */
export function notOpened(): Refusal {
  return new Refusal('not-allowed', 'sealing-not-opened', 'This does not open with that passphrase.');
}
