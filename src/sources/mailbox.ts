import { mailKey } from './mail/message-id.ts';
import { NewMails } from './mail/new-mails.ts';
import type { ReadSource } from './source.ts';

/**
 * Reads the mails of a folder that came since it was read last, over IMAP (RFC 3501), each as an item with its attachments
 * inside. Nothing on the server is changed. A folder that is numbered anew is read from its start, and gives the same mails.
 */
export const readMailbox: ReadSource = async function* ({ address, cursor }, world) {
  // The library is loaded with the first mailbox that is read.
  const { openMailbox } = await import('./mail/open-mailbox.ts');
  const box = await openMailbox(address, world);
  try {
    const mails = new NewMails(box, cursor);
    for await (const bytes of mails.read()) {
      yield { key: mailKey(bytes), bytes, mediaType: 'message/rfc822', name: 'mail.eml', given: {} };
    }
    return mails.ending();
  } finally {
    box.close();
  }
};
