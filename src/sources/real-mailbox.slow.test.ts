import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasDovecot, openDovecot } from '../../test/support/dovecot.ts';
import { extractedFrom } from '../../test/support/extracted.ts';
import { signedInAt } from '../../test/support/mail-server.ts';
import { readToEnd } from '../../test/support/read-source.ts';
import { withFiles } from '../../test/support/real-files.ts';
import { readMailbox } from './mailbox.ts';

const missing = hasDovecot ? '' : ' (skipped: dovecot is not there)';

describe.skipIf(!hasDovecot)(`a mailbox of Dovecot${missing}`, () => {
  withFiles('mail', 'gives each of the real mails as it lies there, and none twice', async (paths) => {
    const mails = paths.filter((path) => /\.(?:msg|eml)$/.test(path)).map((path) => readFileSync(path));
    expect(mails.length).toBeGreaterThan(150);
    const server = await openDovecot(mails);
    try {
      const address = `imap://${server.place}/INBOX`;
      const first = await readToEnd(readMailbox, { address }, signedInAt(server.place));
      expect(first.items).toHaveLength(mails.length);
      expect(first.reading.findings).toEqual([]);
      // Lines end with CR LF over IMAP, whatever they end with in a file.
      const plain = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1').replaceAll('\r\n', '\n');
      expect(first.items.map(({ bytes }) => plain(bytes)).sort()).toEqual(mails.map(plain).sort());
      for (const { bytes, name, mediaType } of first.items) {
        expect((await extractedFrom(bytes, { path: name, mediaType })).length).toBeGreaterThan(0);
      }
      const again = await readToEnd(readMailbox, { address, cursor: first.reading.cursor }, signedInAt(server.place));
      expect([again.items.length, again.reading.outcome]).toEqual([0, 'unchanged']);
      const keys = new Set(first.items.map(({ key }) => key)).size;
      process.stdout.write(`dovecot: ${mails.length} real mails read, ${keys} by a name of their own\n`);
    } finally {
      await server.close();
    }
  });

  it('is read so many mails at a time, and the others the next time', { timeout: 120_000 }, async () => {
    const mails = Array.from({ length: 1_003 }, (_, at) => Buffer.from(`Message-ID: <m${at}@x.example>\n\nBody.\n`));
    const server = await openDovecot(mails);
    try {
      const address = `imap://${server.place}/INBOX`;
      const first = await readToEnd(readMailbox, { address }, signedInAt(server.place));
      expect(first.items).toHaveLength(1_000);
      expect(first.reading.findings.map(({ code }) => code)).toEqual(['mailbox-more']);
      const { cursor } = first.reading;
      const second = await readToEnd(readMailbox, { address, cursor }, signedInAt(server.place));
      const keys = new Set([...first.items, ...second.items].map(({ key }) => key));
      expect([second.items.length, keys.size, second.reading.findings]).toEqual([3, 1_003, []]);
    } finally {
      await server.close();
    }
  });
});
