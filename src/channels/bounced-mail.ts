/** What a mail server says of a mail that it could not deliver (RFC 3464). */
export interface BouncedMail {
  /** Of the deliveries that the Message-IDs of the mails that came back name. */
  readonly deliveryIds: readonly string[];
  /** Whether it will not be delivered; else it is only late. */
  readonly isFinal: boolean;
  /** Such as `5.1.1` (RFC 3463); empty where none is stated. */
  readonly status: string;
}

const LONGEST = 2 * 1024 * 1024;
const MOST = 10;

/**
 * Returns what a mail says of others that came back, where it is a report on deliveries; nothing where it is another mail.
 * Who wrote it proves nothing, but the id of a delivery is known to nobody but whoever got it.
 */
export function bouncedMail(bytes: Uint8Array): BouncedMail | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, LONGEST)).toString('latin1');
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  const head = text.slice(0, end).replace(/\r?\n[ \t]+/g, ' ');
  if (!/^content-type:\s*multipart\/report\b[^\n]*\breport-type="?delivery-status\b/im.test(head)) return undefined;
  const body = text.slice(end).replace(/\r?\n[ \t]+/g, ' ');
  const ids = [...body.matchAll(/^message-id:\s*<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^<>\s]{1,255}>/gim)];
  const action = /^action:\s*([a-z]+)/im.exec(body)?.[1]?.toLowerCase();
  return {
    deliveryIds: [...new Set(ids.map(([, id]) => id!.toLowerCase()))].slice(0, MOST),
    isFinal: action === 'failed',
    status: /^status:\s*([245]\.\d{1,3}\.\d{1,3})/im.exec(body)?.[1] ?? '',
  };
}
