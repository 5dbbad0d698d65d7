import { Unreadable } from './extract-problem.ts';

/** Returns what is said of a file that is `what`, such as “a picture”, and cannot be read. */
export function unknownFormat(what: string): Unreadable {
  const message = `The file is ${what}; text, Markdown, HTML, XML, JSON, CSV, PDF, DOCX, mail and WARC can be read.`;
  return new Unreadable('extract-unknown-format', message);
}
