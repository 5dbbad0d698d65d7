import { createHash, createPublicKey, verify } from 'node:crypto';

/**
 * Whether the DKIM signature of a mail holds (RFC 6376, relaxed/relaxed and rsa-sha256), by the public key in PEM: written
 * from the standard alone, apart from what signs.
 */
export function hasDkimSignature(mail: Buffer, publicKey: string): boolean {
  const text = mail.toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  const headers = text.slice(0, end).split(/\r\n(?![ \t])/);
  const body = relaxedBody(text.slice(end + 4));
  const signature = headers.find((header) => /^dkim-signature:/i.test(header));
  if (signature === undefined) return false;
  const tags = new Map(
    signature
      .slice(signature.indexOf(':') + 1)
      .split(';')
      .map((tag) => [tag.split('=')[0]!.trim(), tag.slice(tag.indexOf('=') + 1).replace(/\s+/g, '')] as const),
  );
  if (tags.get('a') !== 'rsa-sha256' || tags.get('c') !== 'relaxed/relaxed') return false;
  if (createHash('sha256').update(body, 'latin1').digest('base64') !== tags.get('bh')) return false;
  const left = [...headers];
  const signed = tags
    .get('h')!
    .split(':')
    .flatMap((name) => {
      const at = left.findLastIndex((header) => header.toLowerCase().startsWith(`${name.toLowerCase()}:`));
      return at === -1 ? [] : left.splice(at, 1);
    });
  const own = relaxedHeader(signature.replace(/(\bb=)[A-Za-z0-9+/=\s]+$/, '$1'));
  const whole = [...signed.map(relaxedHeader), own].join('\r\n');
  const key = createPublicKey(publicKey);
  return verify('sha256', Buffer.from(whole, 'latin1'), key, Buffer.from(tags.get('b')!, 'base64'));
}

function relaxedHeader(header: string): string {
  const at = header.indexOf(':');
  const value = header
    .slice(at + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim();
  return `${header.slice(0, at).trim().toLowerCase()}:${value}`;
}

function relaxedBody(body: string): string {
  const lines = body.replace(/[ \t]+\r\n/g, '\r\n').replace(/[ \t]+/g, ' ');
  const ended = lines.replace(/(?:\r\n)*$/, '\r\n');
  return ended === '\r\n' ? '' : ended;
}
