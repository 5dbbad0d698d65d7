import { createHash } from 'node:crypto';
import DKIM from 'nodemailer/lib/dkim';
import MailComposer from 'nodemailer/lib/mail-composer';

export interface MailAddress {
  /** Empty where there is none. */
  readonly name: string;
  readonly address: string;
}

/** By what receivers know that a mail is from whom it says. */
export interface DkimKey {
  readonly domain: string;
  readonly selector: string;
  /** Private key in PEM. */
  readonly key: string;
}

/** A mail to one reader. */
export interface WrittenMail {
  /** Of the delivery; the Message-ID is made from it, so that a mail that is sent again is the same one. */
  readonly deliveryId: string;
  /** Of the delivery that it follows, such as that of the copy which it recalls. */
  readonly followsId?: string | undefined;
  readonly from: MailAddress;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly pdf?: { readonly name: string; readonly bytes: Uint8Array } | undefined;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
}

/** A mail as it goes over the wire. */
export interface ComposedMail {
  readonly from: string;
  readonly to: string;
  readonly bytes: Buffer;
  /** SHA-256 in hexadecimal digits. */
  readonly hash: string;
}

/** Returns the Message-ID of a delivery: the same whenever it is sent, and one by which it is found when it comes back. */
export function messageId(deliveryId: string, from: MailAddress): string {
  return `<${deliveryId}@${domainOf(from)}>`;
}

/** Writes a mail whole, and signs it where there is a key. Nothing of what it says can become a header of its own. */
export async function composeMail(mail: WrittenMail, dkim?: DkimKey): Promise<ComposedMail> {
  const { deliveryId, followsId, from, to, pdf } = mail;
  const follows = followsId === undefined ? undefined : messageId(followsId, from);
  const unsigned = await new MailComposer({
    from: { name: oneLine(from.name), address: from.address },
    to: { name: '', address: to },
    subject: oneLine(mail.subject),
    messageId: messageId(deliveryId, from),
    ...(follows !== undefined && { inReplyTo: follows, references: follows }),
    date: new Date(mail.sentAt),
    text: mail.text,
    html: mail.html,
    attachments: pdf ? [{ filename: pdf.name, content: Buffer.from(pdf.bytes), contentType: 'application/pdf' }] : [],
    headers: { 'Auto-Submitted': 'auto-generated' },
    // The same delivery gives the same bytes.
    baseBoundary: createHash('sha256').update(deliveryId).digest('hex').slice(0, 24),
    disableUrlAccess: true,
    disableFileAccess: true,
    newline: 'win',
  })
    .compile()
    .build();
  const bytes = dkim ? await signed(unsigned, dkim) : unsigned;
  return { from: from.address, to, bytes, hash: createHash('sha256').update(bytes).digest('hex') };
}

async function signed(unsigned: Buffer, { domain, selector, key }: DkimKey): Promise<Buffer> {
  const stream = new DKIM({ domainName: domain, keySelector: selector, privateKey: key }).sign(unsigned);
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

function domainOf({ address }: MailAddress): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
