import { createHash } from 'node:crypto';
import { readMailbox } from './mailbox.ts';
import type { ReadSource } from './source.ts';

/**
 * Reads the mailbox to which members send notes, where the address is that of one. What they file by themselves is not
 * fetched: at another address there is nothing to read. Mails are called by a hash of their ids, which tell of the machine
 * that sent them.
 */
export const readFieldNotes: ReadSource = async function* (place, world) {
  if (!/^imaps?:/i.test(place.address)) return { cursor: {}, outcome: 'unchanged', findings: [] };
  const mails = readMailbox(place, world);
  try {
    for (;;) {
      const { done, value } = await mails.next();
      if (done) return value;
      yield { ...value, key: `mail ${createHash('sha256').update(value.key).digest('base64url')}` };
    }
  } finally {
    // Ends the connection where nobody asks for the rest.
    await mails.return(undefined as never);
  }
};
