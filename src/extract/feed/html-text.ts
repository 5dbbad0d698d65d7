import { parseHtml } from '../markup-tree.ts';
import { renderedText } from '../rendered-text.ts';
import { decodeReferences } from './references.ts';

const TAG = /<(?:\/?[a-z][^<>]*>|!--)/i;
const REFERENCE = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/i;
const LONGEST_TITLE = 1_000;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Whether a text of which nobody says what it is has tags or references of HTML in it. */
export function looksLikeHtml(text: string): boolean {
  return TAG.test(text) || REFERENCE.test(text);
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ESCAPES[sign]!);
}

/** HTML for a plain text: an empty line begins a paragraph. */
export function htmlOfText(text: string): string {
  return text
    .split(/\n\s*\n/)
    .filter((part) => part.trim() !== '')
    .map((part) => `<p>${escapeHtml(part.trim())}</p>`)
    .join('\n');
}

/** Plain text in one line for HTML, without its markup, of a length that a title may have. */
export function lineOfHtml(html: string): string {
  const short = html.slice(0, LONGEST_TITLE * 4);
  return oneLine(TAG.test(short) ? renderedHtml(short) : decodeReferences(short));
}

/** Puts white space of every kind down to single blanks, and cuts what is longer than any title. */
export function oneLine(text: string): string {
  const line = text.replace(/[\s\u200b\ufeff]+/g, ' ').trim();
  return line.length <= LONGEST_TITLE ? line : `${line.slice(0, LONGEST_TITLE - 1).trimEnd()}…`;
}

function renderedHtml(html: string): string {
  try {
    const body = parseHtml(`<html><body>${html}</body></html>`).querySelector('body');
    return body ? renderedText(body) : '';
  } catch {
    // Deeper or larger than is taken apart: the tags go, their text stays.
    return decodeReferences(html.replace(/<[^<>]*>/g, ' '));
  }
}
