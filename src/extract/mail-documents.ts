import type { Document } from '../domain/document.ts';
import { decodeText, withoutControls } from './decode-text.ts';
import { documentOf } from './document-of.ts';
import { type Extracted, type ExtractProblem, type Origin, Unreadable } from './extract-problem.ts';
import { languageCode } from './language-code.ts';
import { DEEPEST_MAIL, MOST_PARTS } from './limits.ts';
import { mailDay } from './mail-day.ts';
import { parseHtml } from './markup-tree.ts';
import { charsetOf, headerOf, type MailPart, type ParsedMail, parsedMail, sendersOf } from './parsed-mail.ts';
import { normalizedLines, plainTextDocument } from './plain-text-document.ts';
import { type PortionedText, renderedParts } from './rendered-text.ts';

/** How the parts of a mail are extracted, and how many more may be: one count for all mails inside one another. */
export interface Inside {
  readonly depth: number;
  readonly parts: { taken: number };
  readonly extract: (bytes: Uint8Array, origin: Origin) => AsyncIterable<Extracted>;
}

/** Parts that vouch for others and say nothing. */
const SIGNATURE = /^application\/(?:pgp-signature|(?:x-)?pkcs7-signature)$/;
const ENCRYPTED = /^(?:multipart\/encrypted|application\/pgp-encrypted)\b/i;

/**
 * Reads a mail: its text, from the HTML where that says as much as the plain part, with the subject as title and the
 * senders as byline; then each attachment as a document of its own, whose id is that of the mail, `#` and its name.
 * Pictures that the HTML shows and signatures are no attachments. Throws `Unreadable`.
 */
export async function* mailDocuments(bytes: Uint8Array, origin: Origin, inside: Inside): AsyncGenerator<Extracted> {
  const mail = await parsedMail(bytes);
  if (ENCRYPTED.test(headerOf(mail, 'content-type'))) {
    throw new Unreadable('extract-encrypted', 'The mail is encrypted and gives no document.');
  }
  const document = mailDocument(mail, origin);
  const parts = mail.attachments.filter(({ contentType, related }) => {
    const type = contentType || '';
    return !SIGNATURE.test(type) && !(related && type.startsWith('image/'));
  });
  const isEmpty = document.text === '' && document.title === '';
  // What is called a mail and has not one header is a text.
  if (isEmpty && !mail.headers?.size) return yield plainTextDocument(decodeText(bytes), origin);
  if (isEmpty && parts.length === 0) throw new Unreadable('extract-no-text', 'The mail holds no text.');
  if (!isEmpty) yield document;
  yield* partDocuments(parts, { ...origin, ...(document.date && { date: document.date }) }, inside);
}

function mailDocument(mail: ParsedMail, origin: Origin): Document {
  const { text, portions } = textOf(mail);
  const lang = languageCode(headerOf(mail, 'content-language')) ?? origin.lang;
  const date = mailDay(headerOf(mail, 'date'));
  const byline = withoutControls(sendersOf(mail));
  const title = withoutControls(mail.subject ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  return documentOf({ id: origin.path, title, text, lang, date, byline, portions });
}

function textOf({ text = '', html }: ParsedMail): PortionedText {
  const plain = normalizedLines(withoutControls(text)).trim();
  const rendered = html ? renderedHtml(withoutControls(html)) : undefined;
  // Where the HTML says far less it is a frame around the text.
  if (rendered && rendered.text.length * 2 >= plain.length && rendered.text !== '') return rendered;
  return { text: plain, portions: [] };
}

function renderedHtml(html: string): PortionedText | undefined {
  try {
    const body = parseHtml(html).querySelector('body');
    return body ? renderedParts(body) : undefined;
  } catch (error) {
    // The plain part of the mail may be sound.
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

async function* partDocuments(
  parts: readonly MailPart[],
  origin: Origin,
  { depth, parts: count, extract }: Inside,
): AsyncGenerator<Extracted> {
  const names = new Set<string>();
  for (const [index, part] of parts.entries()) {
    const path = `${origin.path}#${nameOf(part, index, names)}`;
    if (++count.taken > MOST_PARTS) {
      return yield problem('extract-too-many-parts', `has more than ${MOST_PARTS} attachments; the others`, path);
    }
    if (depth >= DEEPEST_MAIL) {
      yield problem('extract-too-deep', `lies more than ${DEEPEST_MAIL} mails deep, and what it holds`, path);
      continue;
    }
    const { date, lang } = origin;
    yield* extract(part.content, {
      path,
      lang,
      date,
      mediaType: part.contentType || undefined,
      charset: charsetOf(part),
    });
  }
}

function problem(code: string, what: string, path: string): ExtractProblem {
  return { problem: true, code, message: `The mail ${what} give no documents.`, path };
}

/** The name of a part as a path can hold it, or its number from 1; one that was there already gets its number behind. */
function nameOf({ filename }: MailPart, index: number, names: Set<string>): string {
  const stated = (filename || '').replace(/[/\\\p{Cc}]+/gu, '_').trim();
  const name = stated === '' ? String(index + 1) : stated;
  const own = names.has(name) ? `${index + 1}-${name}` : name;
  names.add(own);
  return own;
}
