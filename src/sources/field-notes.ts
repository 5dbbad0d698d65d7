import { readMailbox } from './mailbox.ts';
import type { ReadSource } from './source.ts';

/**
 * Reads the mailbox to which members send notes, where the address is that of one. What they file by themselves is not
 * fetched: at another address there is nothing to read.
 */
export const readFieldNotes: ReadSource = async function* (place, world) {
  if (/^imaps?:/i.test(place.address)) return yield* readMailbox(place, world);
  return { cursor: {}, outcome: 'unchanged', findings: [] };
};
