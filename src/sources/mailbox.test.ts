import { afterEach, describe, expect, it } from 'vitest';
import {
  type MailServer,
  type MailServerSettings,
  openMailServer,
  signedInAt,
} from '../../test/support/mail-server.ts';
import { keysOf, readToEnd, textOf } from '../../test/support/read-source.ts';
import { readMailbox } from './mailbox.ts';
import type { SourceCursor } from './source.ts';

const open: MailServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const mail = (id: string, text = 'Body.') =>
  `From: A <a@x.example>\r\nSubject: ${id}\r\nMessage-ID: <${id}@x.example>\r\nDate: Tue, 22 May 2012 10:00:00 +0000\r\n\r\n${text}\r\n`;

async function serving(settings: MailServerSettings = {}) {
  const server = await openMailServer(settings);
  open.push(server);
  const read = (cursor: SourceCursor = {}, world: Partial<Parameters<typeof readToEnd>[2]> = {}) =>
    readToEnd(
      readMailbox,
      { address: `imap://${server.place}/INBOX`, cursor },
      { ...signedInAt(server.place), ...world },
    );
  return { server, read };
}

describe('readMailbox', () => {
  it('gives each mail as it is, by its own id, and only those that are new', async () => {
    const { server, read } = await serving({ mails: [mail('one'), mail('two', 'Été')] });
    const first = await read();
    expect(keysOf(first)).toEqual(['<one@x.example>', '<two@x.example>']);
    expect(first.items[0]).toMatchObject({ mediaType: 'message/rfc822', name: 'mail.eml' });
    expect(textOf(first.items[0]!)).toBe(mail('one'));
    expect(first.reading).toMatchObject({ outcome: 'items', findings: [], cursor: { uidValidity: '7', uid: 2 } });
    const again = await read(first.reading.cursor);
    expect([keysOf(again), again.reading.outcome]).toEqual([[], 'unchanged']);
    server.add(mail('three'));
    const third = await read(again.reading.cursor);
    expect(keysOf(third)).toEqual(['<three@x.example>']);
    expect(third.reading.cursor).toMatchObject({ uid: 3 });
  });

  it('changes nothing on the server, and asks for no more than it needs', async () => {
    const { server, read } = await serving({ mails: [mail('one')] });
    await read();
    expect(server.flags()).not.toContain('\\Seen');
    expect(server.asked).toContain('EXAMINE');
    expect(server.asked.filter((command) => /SELECT|STORE|EXPUNGE|APPEND|COPY|MOVE/.test(command))).toEqual([]);
  });

  it('reads from the start where the folder is numbered anew, and calls the mails as before', async () => {
    const { read } = await serving({ mails: [mail('one')], uidValidity: 8 });
    const reading = await read({ uidValidity: '7', uid: 40 });
    expect(keysOf(reading)).toEqual(['<one@x.example>']);
    expect(reading.reading.cursor).toEqual({ uidValidity: '8', uid: 1 });
  });

  it('passes by what is too large, tells it once, and asks for none of it', async () => {
    const { server, read } = await serving({ mails: [mail('huge', 'x'.repeat(65 * 1024 * 1024)), mail('one')] });
    const first = await read();
    expect(keysOf(first)).toEqual(['<one@x.example>']);
    expect(first.reading.findings.map(({ code }) => code)).toEqual(['mailbox-mail-too-large']);
    expect((await read(first.reading.cursor)).reading).toMatchObject({ outcome: 'unchanged', findings: [] });
    expect(server.asked.filter((command) => command === 'UID FETCH')).toHaveLength(2);
  });

  it('goes on behind a mail that the server does not give, and asks for it again', async () => {
    const withheld = new Map([[2, 'refused' as const]]);
    const { read } = await serving({ mails: [mail('one'), mail('two'), mail('three')], withheld });
    const first = await read();
    expect(keysOf(first)).toEqual(['<one@x.example>', '<three@x.example>']);
    expect(first.reading).toMatchObject({
      findings: [{ code: 'mailbox-mails-missing' }],
      cursor: { uid: 3, missing: [[2, 1]] },
    });
    withheld.clear();
    const second = await read(first.reading.cursor);
    expect(keysOf(second)).toEqual(['<two@x.example>']);
    expect(second.reading.cursor).not.toHaveProperty('missing');
  });

  it.each(['refused', 'cut'] as const)(
    'passes a mail that is %s by after five readings, once others come',
    async (how) => {
      const mails = ['one', 'two', 'three'].map((id) => mail(id));
      const withheld = new Map([[2, how]]);
      const { server, read } = await serving({ mails, withheld });
      const given: string[] = [];
      let cursor = {};
      for (let tries = 1; tries <= 6; tries++) {
        const one = await read(cursor);
        given.push(...keysOf(one));
        cursor = one.reading.cursor;
        expect(one.reading).toMatchObject({
          findings: [{ code: 'mailbox-mails-missing' }],
          cursor: { missing: [[2, tries]] },
        });
      }
      expect(given).toEqual(['<one@x.example>', '<three@x.example>']);
      server.add(mail('four'));
      const last = await read(cursor);
      expect(keysOf(last)).toEqual(['<four@x.example>']);
      expect(last.reading.findings).toMatchObject([{ code: 'mailbox-mails-passed-by' }]);
      expect(last.reading.cursor).not.toHaveProperty('missing');
    },
  );

  it('loses nothing where the server gives no mail for as long as it will', async () => {
    const mails = Array.from({ length: 8 }, (_, at) => mail(`mail ${at}`));
    const withheld = new Map(mails.map((_, at) => [at + 1, 'refused' as const]));
    const { read } = await serving({ mails, withheld });
    let cursor = {};
    for (let tries = 1; tries <= 9; tries++) cursor = (await read(cursor)).reading.cursor;
    withheld.clear();
    expect(keysOf(await read(cursor))).toHaveLength(8);
  });

  it('takes a cursor that was tampered with for none', async () => {
    const { read } = await serving({ mails: [mail('one')] });
    const { cursor } = (await read()).reading;
    for (const missing of ['x', [1], [[1]], [[1, 'x']], [[-1, 1]], { 1: 1 }]) {
      const { reading } = await read({ ...cursor, missing });
      expect(reading).toMatchObject({ outcome: 'unchanged', findings: [] });
    }
  });

  it('says that a folder is empty', async () => {
    const { read } = await serving();
    expect((await read()).reading.outcome).toBe('empty');
  });

  it('calls a mail without an id by its bytes', async () => {
    const raw = 'Subject: x\r\n\r\nMessage-ID: <not-in-the-head@x.example>\r\n';
    const { read } = await serving({ mails: [raw] });
    const first = await read();
    expect(keysOf(first)[0]).toMatch(/^mail [\w-]{43}$/);
    expect(keysOf(await read())).toEqual(keysOf(first));
  });

  it('is refused where the password is wrong, in words that do not hold it', async () => {
    const { server, read } = await serving();
    const world = signedInAt(server.place, { password: 'wr0ng' });
    const error = await read({}, world).catch((failure: unknown) => failure);
    expect(error).toMatchObject({ name: 'SourceFailure', code: 'mailbox-sign-in' });
    expect(JSON.stringify(error) + String(error)).not.toContain('wr0ng');
    expect((error as Error).cause).toBeUndefined();
  });

  it('says so where no secret is there for it', async () => {
    const { server, read } = await serving();
    const { credentials } = signedInAt(server.place, { scheme: 'imaps' });
    await expect(read({}, { credentials })).rejects.toMatchObject({ code: 'mailbox-credentials' });
    expect(server.asked).toEqual([]);
  });

  it('says so where there is no such folder', async () => {
    const { server } = await serving();
    const address = `imap://${server.place}/Elsewhere`;
    await expect(readToEnd(readMailbox, { address }, signedInAt(server.place))).rejects.toMatchObject({
      code: 'mailbox-none',
    });
  });

  it('connects to no host of this network that the settings do not allow', async () => {
    const { server, read } = await serving({ mails: [mail('one')] });
    await expect(read({}, signedInAt(server.place, { allow: [] }))).rejects.toMatchObject({ code: 'fetch-not-public' });
    expect(server.asked).toEqual([]);
  });

  it('sends no password to a host of others that does not encrypt', async () => {
    const { server, read } = await serving({ mails: [mail('one')] });
    const addresses = [{ address: '127.0.0.1', family: 4 as const }];
    const findHost = () => Promise.resolve({ addresses, isOwn: false });
    await expect(read({}, { ...signedInAt(server.place), findHost })).rejects.toMatchObject({
      code: 'mailbox-encryption',
    });
    expect(server.asked).not.toContain('LOGIN');
    expect(server.asked).not.toContain('AUTHENTICATE');
  });

  it.each([
    ['STARTTLS', 'imap', { plugins: ['STARTTLS'] }],
    ['TLS from the first byte', 'imaps', { isEncrypted: true }],
  ])('takes no certificate that nobody vouches for, with %s', async (_, scheme, settings) => {
    const { server } = await serving(settings);
    const address = `${scheme}://${server.place}/INBOX`;
    await expect(readToEnd(readMailbox, { address }, signedInAt(server.place, { scheme }))).rejects.toMatchObject({
      code: 'mailbox-encryption',
    });
    expect(server.asked).not.toContain('LOGIN');
  });

  it('ends where it is told to, with the reason of that', async () => {
    const { server } = await serving({ mails: [mail('one'), mail('two')] });
    const stop = new AbortController();
    const world = { ...signedInAt(server.place), signal: stop.signal };
    stop.abort(new Error('enough'));
    await expect(readToEnd(readMailbox, { address: `imap://${server.place}` }, world)).rejects.toThrow('enough');
  });

  it.each([
    'https://x.example/INBOX',
    'imaps:///INBOX',
    'imaps://x.example/a?b',
    'imaps://x.example/%0a',
    'imaps://x.example/%',
  ])('takes %s for no mailbox', async (address) => {
    await expect(readToEnd(readMailbox, { address })).rejects.toMatchObject({ code: 'mailbox-address' });
  });
});
