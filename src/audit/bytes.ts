/** A surrogate without its other half: such a string has no UTF-8. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Returns whether each surrogate of the text has its other half. */
export function isWellFormed(text: string): boolean {
  return !LONE_SURROGATE.test(text);
}

/** Returns the UTF-8 of a well-formed text; a lone surrogate is a bug of the caller (RangeError). */
export function utf8(text: string): Uint8Array {
  if (!isWellFormed(text)) throw new RangeError('A text with a lone surrogate has no UTF-8.');
  const bytes = new Uint8Array(utf8Length(text));
  let at = 0;
  for (const character of text) {
    const point = character.codePointAt(0)!;
    if (point < 0x80) {
      bytes[at++] = point;
    } else if (point < 0x800) {
      bytes[at++] = 0xc0 | (point >> 6);
      bytes[at++] = 0x80 | (point & 0x3f);
    } else if (point < 0x10000) {
      bytes[at++] = 0xe0 | (point >> 12);
      bytes[at++] = 0x80 | ((point >> 6) & 0x3f);
      bytes[at++] = 0x80 | (point & 0x3f);
    } else {
      bytes[at++] = 0xf0 | (point >> 18);
      bytes[at++] = 0x80 | ((point >> 12) & 0x3f);
      bytes[at++] = 0x80 | ((point >> 6) & 0x3f);
      bytes[at++] = 0x80 | (point & 0x3f);
    }
  }
  return bytes;
}

function utf8Length(text: string): number {
  let length = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    // Each half of a pair counts two of its four bytes.
    if (unit < 0x80) length += 1;
    else length += unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
  }
  return length;
}

/**
 * Beyond ASCII: the bits of a first byte, how many bytes follow, and the least code point that needs them (RFC 3629).
 */
const LEADS = [
  { mask: 0xe0, lead: 0xc0, more: 1, least: 0x80 },
  { mask: 0xf0, lead: 0xe0, more: 2, least: 0x800 },
  { mask: 0xf8, lead: 0xf0, more: 3, least: 0x10000 },
];

/** Returns the text of UTF-8, or nothing where the bytes are not exactly the UTF-8 of a text (RFC 3629). */
export function fromUtf8(bytes: Uint8Array): string | undefined {
  const parts: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const ascii = asciiRun(bytes, at);
    if (ascii > at) {
      parts.push(Reflect.apply(String.fromCharCode, undefined, bytes.subarray(at, ascii)));
      at = ascii;
      continue;
    }
    const first = bytes[at++]!;
    const form = LEADS.find(({ mask, lead }) => (first & mask) === lead);
    if (!form) return undefined;
    let point = first & ~form.mask & 0xff;
    for (let count = 0; count < form.more; count++) {
      const next = bytes[at++];
      if (next === undefined || (next & 0xc0) !== 0x80) return undefined;
      point = (point << 6) | (next & 0x3f);
    }
    if (point < form.least || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return undefined;
    parts.push(String.fromCodePoint(point));
  }
  return parts.join('');
}

/** How many characters go into one call: each is an argument, and arguments lie on the stack. */
const LONGEST_RUN = 4096;

/** Returns where the ASCII that begins at a place ends, or where enough of it has been seen. */
function asciiRun(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && at - from < LONGEST_RUN && bytes[at]! < 0x80) at += 1;
  return at;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Returns the base64 of the bytes, padded (RFC 4648 section 4). */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [one = 0, two = 0, three = 0] = bytes.subarray(at, at + 3);
    const bits = (one << 16) | (two << 8) | three;
    const left = bytes.length - at;
    text += ALPHABET[bits >> 18]! + ALPHABET[(bits >> 12) & 63]!;
    text += (left > 1 ? ALPHABET[(bits >> 6) & 63]! : '=') + (left > 2 ? ALPHABET[bits & 63]! : '=');
  }
  return text;
}

/**
 * Returns the bytes of padded base64, or nothing: each value has one form only, so bits that the padding makes
 * meaningless must be zero (RFC 4648 section 3.5).
 */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  for (let at = 0, to = 0; at < text.length; at += 4, to += 3) {
    let bits = 0;
    for (let place = 0; place < 4; place++) bits = (bits << 6) | Math.max(0, ALPHABET.indexOf(text[at + place]!));
    for (let place = 0; place < 3 && to + place < bytes.length; place++) bytes[to + place] = bits >> (16 - 8 * place);
  }
  return base64(bytes) === text ? bytes : undefined;
}

/** Returns the bytes in lower-case hexadecimal. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Returns whether both hold the same bytes. */
export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

/** Returns the parts as one. */
export function concatenate(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
