import { generateKeyPairSync } from 'node:crypto';
import { type AddressInfo, createServer } from 'node:net';
import type { SMTPServerOptions } from 'smtp-server';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hasDkimSignature } from '../../test/support/dkim-check.ts';
import { type MailReceiver, startMailReceiver } from '../../test/support/mail-receiver.ts';
import { type MailOptions, MailSender, type MailServer } from './mail.ts';
import { type ComposedMail, composeMail, type DkimKey, type WrittenMail } from './mail-message.ts';

const DELIVERY = '01937c2e-5a00-7000-8000-000000000001';
const FROM = { name: 'Desk, of Vigie', address: 'desk@vigie.example' };

const written: WrittenMail = {
  deliveryId: DELIVERY,
  from: FROM,
  to: 'reader@example.org',
  subject: 'Diffusé – été',
  text: 'Words, with été.\n.\nA line of one point is above.\n',
  html: '<p>Words</p>',
  sentAt: Date.UTC(2026, 10, 30),
};

async function receiver(options: SMTPServerOptions = {}): Promise<MailReceiver> {
  const started = await startMailReceiver(options);
  onTestFinished(() => started.close());
  return started;
}

const own = ({ port }: { readonly port: number }, more: Partial<MailServer> = {}): MailServer => ({
  ...{ host: '127.0.0.1', port, isEncrypted: false, isOwn: true },
  ...more,
});

/** Sends one mail over a connection of its own. */
async function sendMail(
  server: MailServer,
  mail: ComposedMail,
  { signal, ...options }: MailOptions & { readonly signal?: AbortSignal } = {},
) {
  const sender = new MailSender(server, options);
  const attempt = await sender.send(mail, signal);
  sender.close();
  return attempt;
}

const headersOf = (mail: Buffer): string => mail.toString('utf8').split('\r\n\r\n')[0]!;

describe('a mail', () => {
  it('comes as it was composed, to one reader, with an id of its delivery', async () => {
    const server = await receiver();
    const pdf = { name: 'report.pdf', bytes: Buffer.from('%PDF-1.7') };
    const mail = await composeMail({ ...written, pdf, followsId: DELIVERY.replace(/1$/, '2') });
    const attempt = await sendMail(own(server), mail);
    expect(attempt).toMatchObject({ kind: 'accepted', answer: expect.stringContaining('taken as 42') });
    expect(server.mails).toMatchObject([{ from: 'desk@vigie.example', to: ['reader@example.org'] }]);
    const { bytes } = server.mails[0]!;
    expect(bytes.equals(mail.bytes)).toBe(true);
    const headers = headersOf(bytes);
    expect(headers).toContain(`Message-ID: <${DELIVERY}@vigie.example>`);
    expect(headers).toContain(`In-Reply-To: <${DELIVERY.replace(/1$/, '2')}@vigie.example>`);
    expect(headers).toContain('Auto-Submitted: auto-generated');
    expect(headers).toMatch(/^From: "Desk, of Vigie" <desk@vigie\.example>$/m);
    expect(bytes.toString()).toContain('Content-Disposition: attachment; filename=report.pdf');
    expect((await composeMail(written)).hash).toBe((await composeMail(written)).hash);
  });

  it('goes over the connection by which the one before was taken, and over a new one where that is over', async () => {
    const server = await receiver();
    const connections = new Set<string>();
    const sender = new MailSender(own(server));
    onTestFinished(() => sender.close());
    const mails: string[] = [];
    const send = async (text: string) => {
      const attempt = await sender.send(await composeMail({ ...written, text }));
      mails.push(attempt.kind);
      for (const { id } of server.connections()) connections.add(id);
    };
    for (const text of ['one', 'two', 'three']) await send(text);
    expect([mails, connections.size]).toEqual([['accepted', 'accepted', 'accepted'], 1]);
    // The server ends it while nothing goes over it, or at the moment at which the next mail comes.
    for (const connection of server.connections()) connection.destroy();
    await send('four');
    server.replies = [{ at: 'recipient', status: 421 }, 'accept'];
    await send('five');
    expect(mails.slice(3)).toEqual(['accepted', 'accepted']);
    expect(connections.size).toBeGreaterThanOrEqual(2);
    expect(server.mails.map(({ bytes }) => /\r\n\r\n(one|two|three|four|five)/.exec(bytes.toString())?.[1])).toEqual([
      ...['one', 'two', 'three', 'four', 'five'],
    ]);
    // A refusal for good is not tried over another one.
    server.replies = [{ at: 'recipient', status: 550 }, 'accept'];
    expect(await sender.send(await composeMail(written))).toMatchObject({ kind: 'refused' });
    expect(server.mails).toHaveLength(5);
  });

  it('carries a signature that holds, and that does not hold once a word is changed', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const dkim: DkimKey = { domain: 'vigie.example', selector: 'one', key };
    const server = await receiver();
    await sendMail(own(server), await composeMail(written, dkim));
    const { bytes } = server.mails[0]!;
    const open = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    expect(headersOf(bytes)).toMatch(/^DKIM-Signature: .*d=vigie\.example;.*s=one;/ms);
    expect(hasDkimSignature(bytes, open)).toBe(true);
    for (const [word, other] of [
      ['Words', 'Works'],
      ['reader@', 'readen@'],
    ] as const) {
      expect(hasDkimSignature(Buffer.from(bytes.toString('latin1').replaceAll(word, other), 'latin1'), open)).toBe(
        false,
      );
    }
  });

  it('has no header but its own, whatever is written into it', async () => {
    const evil = 'x\r\nBcc: all@example.org\r\n\r\n<b>\u2028y\u0000';
    const hostile = { ...written, subject: evil, from: { ...FROM, name: evil }, text: evil };
    const plain = headersOf((await composeMail(written)).bytes);
    const headers = headersOf((await composeMail(hostile)).bytes);
    const names = (text: string) => [...text.matchAll(/^([\w-]+):/gm)].map(([, name]) => name);
    expect(names(headers)).toEqual(names(plain));
    expect(headers).not.toMatch(/^bcc/im);
  });
});

describe('what a mail comes to', () => {
  const mail = (): Promise<ComposedMail> => composeMail(written);

  it('is final where the server refuses it for good, and passes where it does so for now', async () => {
    const server = await receiver();
    for (const at of ['recipient', 'data'] as const) {
      server.replies = [{ at, status: 550 }];
      expect(await sendMail(own(server), await mail())).toMatchObject({ kind: 'refused', code: 'mail-refused' });
      server.replies = [{ at, status: 451 }];
      const postponed = await sendMail(own(server), await mail());
      expect(postponed).toMatchObject({ kind: 'postponed', code: 'mail-deferred', mayHaveCome: false });
      expect(postponed.answer).toContain('451');
      expect(postponed.answer).not.toContain('somebody.else@');
    }
    expect(server.mails).toEqual([]);
  });

  it('is unknown where the answer was lost after the whole of it was sent', async () => {
    const server = await receiver();
    server.replies = ['lose'];
    expect(await sendMail(own(server), await mail())).toMatchObject({ kind: 'unknown', code: 'mail-answer-lost' });
    expect(server.mails).toHaveLength(1);
  });

  it('is unknown where no answer comes in time', async () => {
    const server = await receiver({ onData: (stream) => void stream.resume() });
    expect(await sendMail(own(server), await mail(), { answerMs: 300 })).toMatchObject({ kind: 'unknown' });
  });

  it('passes where nobody listens, or the connection ends before the whole was sent', async () => {
    const deaf = createServer((socket) => {
      socket.write('220 here\r\n');
      socket.on('error', () => undefined);
      socket.on('data', (data) => {
        const said = data.toString();
        if (/^(?:EHLO|MAIL|RCPT)/.test(said)) socket.write('250 go on\r\n');
        else if (said.startsWith('DATA')) socket.write('354 go on\r\n', () => socket.destroy());
      });
    });
    await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve));
    const { port } = deaf.address() as AddressInfo;
    const large = await composeMail({ ...written, text: 'many words\n'.repeat(2_000_000) });
    expect(await sendMail(own({ port }), large)).toMatchObject({ kind: 'postponed', code: 'mail-connection' });
    await new Promise<void>((resolve) => void deaf.close(() => resolve()));
    const refused = await sendMail(own({ port }), await mail());
    expect(refused).toMatchObject({ kind: 'postponed', code: 'mail-connection', answer: 'ECONNREFUSED' });
  });

  it('passes where it is given up before it was sent', async () => {
    const server = await receiver({ onMailFrom: () => undefined });
    const given = new AbortController();
    const attempt = sendMail(own(server), await mail(), { signal: given.signal });
    setTimeout(() => given.abort(), 100);
    expect(await attempt).toMatchObject({ kind: 'postponed' });
  });
});

describe('the way to the server', () => {
  it('is encrypted unless the server is one’s own', async () => {
    const plain = await receiver();
    const attempt = await sendMail(own(plain, { isOwn: false }), await composeMail(written));
    expect(attempt).toMatchObject({ kind: 'postponed', code: 'mail-encryption' });
    const encrypting = await receiver({ disabledCommands: ['AUTH'] });
    expect(await sendMail(own(encrypting), await composeMail(written))).toMatchObject({ kind: 'accepted' });
    expect(encrypting.mails).toMatchObject([{ isEncrypted: true }]);
    // Nobody vouches for the certificate of this one.
    const unproved = await sendMail(own(encrypting, { isOwn: false }), await composeMail(written));
    expect(unproved).toMatchObject({ kind: 'postponed', code: 'mail-encryption' });
    expect([plain.mails.length, encrypting.mails.length]).toEqual([0, 1]);
  });

  it('is signed in to; a password that is wrong is our fault, and passes', async () => {
    const server = await receiver({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      authOptional: false,
      onAuth: ({ username, password }, _session, done) =>
        password === 'right' ? done(null, { user: username }) : done(new Error('no')),
    });
    const login = { user: 'desk', password: 'right' };
    expect(await sendMail(own(server, { login }), await composeMail(written))).toMatchObject({ kind: 'accepted' });
    expect(server.mails).toMatchObject([{ user: 'desk' }]);
    const wrong = await sendMail(own(server, { login: { ...login, password: 'wrong' } }), await composeMail(written));
    expect(wrong).toMatchObject({ kind: 'postponed', code: 'mail-sign-in' });
    expect(JSON.stringify(wrong)).not.toContain('wrong');
  });
});
