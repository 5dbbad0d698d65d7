import { isLink } from '../domain/report.ts';

/** What no reader sees and what turns the direction of what they see, but for tabs and line feeds. */
const UNSEEN = /(?![\n\t])[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;

/**
 * Returns a text as renderings show it: without control and bidirectional signs, by which a text can be made to look like
 * another, and with a line feed for every kind of line end.
 */
export function cleanText(text: string): string {
  return text
    .replace(LINE_ENDS, '\n')
    .replace(UNSEEN, '')
    .replace(/\t/g, ' ')
    .replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Returns the address where it may be followed: of the web or of mail, with no sign that an address must not hold. */
export function webAddress(address: string): string | undefined {
  const text = cleanText(address).trim();
  return isLink(text) ? text : undefined;
}
