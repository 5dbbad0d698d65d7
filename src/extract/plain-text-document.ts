import type { Document } from '../domain/document.ts';
import { documentOf } from './document-of.ts';
import { type Origin, Unreadable } from './extract-problem.ts';
import { readFileName } from './file-name.ts';

const LONGEST_TITLE = 120;

/** Returns the text with one kind of line end and without the control characters that no text needs. */
export function normalizedLines(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.replace(/\r\n?|\u2028/g, '\n').replace(/[\0-\x08\x0e-\x1f]/g, ' ');
}

/**
 * Reads a plain text. The title is that of a dated file name (`2012-05-22-some-title.txt`), else the first line where
 * it is short and other text follows; that line is then no part of the text. A line that runs on in the next one is
 * no title. Throws `Unreadable`.
 */
export function plainTextDocument(source: string, origin: Origin): Document {
  const text = normalizedLines(source).trim();
  if (text === '') throw new Unreadable('extract-no-text', 'The file is empty or holds white space only.');
  const { date, title } = readFileName(origin.path);
  const parts = title === undefined ? titled(text) : { title, text };
  return documentOf({ id: origin.path, ...parts, lang: origin.lang, date });
}

function titled(text: string): Pick<Document, 'title' | 'text'> {
  const end = text.indexOf('\n');
  const first = text.slice(0, end).trim();
  const rest = text.slice(end + 1);
  if (end < 0 || first.length > LONGEST_TITLE || runsOn(first, rest)) return { title: '', text };
  return { title: first, text: rest.trim() };
}

function runsOn(first: string, rest: string): boolean {
  if (/^[^\S\n]*\n/.test(rest)) return false;
  return /[,;–-]$/.test(first) || /^\s*\p{Ll}/u.test(rest);
}
