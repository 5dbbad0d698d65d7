import { createRequire } from 'node:module';
import { datelineOf } from './dateline.ts';
import { decodeText } from './decode-text.ts';
import { documentOf } from './document-of.ts';
import { docxMarks, docxProperties } from './docx-parts.ts';
import { type Extracted, type Origin, reasonOf, Unreadable } from './extract-problem.ts';
import { readFileName } from './file-name.ts';
import { type MarkupDocument, type MarkupNode, parseHtml } from './markup-tree.ts';
import { checkMarkup } from './nesting.ts';
import { type PortionedText, renderedParts, renderedText } from './rendered-text.ts';
import { withoutTitle } from './text-blocks.ts';
import { ZipArchive } from './zip-archive.ts';

/** What the converter reads a file through. */
interface PackageFile {
  exists(name: string): boolean;
  read(name: string, encoding?: string): Promise<string | Uint8Array>;
}

interface Mammoth {
  convertToHtml(
    input: { readonly file: PackageFile },
    options: {
      readonly styleMap: readonly string[];
      readonly includeEmbeddedStyleMap: boolean;
      readonly externalFileAccess: boolean;
      readonly convertImage: unknown;
    },
  ): Promise<{ readonly value: string }>;
  readonly images: { imgElement(read: () => Promise<{ readonly src: string }>): unknown };
}

const require = createRequire(import.meta.url);
const STYLES = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Subtitle'] => h2:fresh",
  "p[style-name='caption'] => figcaption:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Intense Quote'] => blockquote > p:fresh",
];
const NOTES = 'li[id^="footnote-"], li[id^="endnote-"]';
const WAYS_BACK = 'a[href^="#footnote-ref-"], a[href^="#endnote-ref-"]';

/**
 * Reads a DOCX file: headings, paragraphs, list items, tables and notes; title, author and days as its properties state
 * them, and the marks in the headers and footers of its pages, whose other words are no part of the text. Those that cannot
 * be looked at for marks are a problem. Throws `Unreadable` where it is broken, encrypted, holds no text, or would unpack beyond the limits.
 */
export async function* docxDocuments(bytes: Uint8Array, origin: Origin): AsyncGenerator<Extracted> {
  const archive = new ZipArchive(bytes);
  const page = parseHtml(await htmlOf(archive));
  const body = bodyText(page);
  const properties = docxProperties(archive);
  const name = readFileName(origin.path);
  const title = properties.title ?? headingAt(body) ?? name.title ?? '';
  const { text, portions } = withoutTitle(body, title);
  const { marks, unread } = docxMarks(archive);
  if (text === '' && title === '') throw new Unreadable('extract-no-text', 'The document holds no text.');
  const lang = properties.lang ?? origin.lang;
  const date = properties.date ?? name.date ?? datelineOf(text, lang);
  const { byline, updated } = properties;
  if (unread > 0) {
    const message = `Of the headers and footers of the pages ${unread} cannot be read; a mark in them is not found.`;
    yield { problem: true, code: 'extract-left-out', message, path: origin.path };
  }
  yield documentOf({ id: origin.path, title, text, lang, date, byline, updated, portions, marks });
}

async function htmlOf(archive: ZipArchive): Promise<string> {
  const mammoth = require('mammoth') as Mammoth;
  const file: PackageFile = {
    exists: (name) => archive.has(name.replace(/^\/+/, '')),
    read: async (name, encoding) => readPart(archive, name.replace(/^\/+/, ''), encoding),
  };
  try {
    const { value } = await mammoth.convertToHtml(
      { file },
      {
        styleMap: STYLES,
        // A document must not say which of its styles are left out, nor have other files read.
        includeEmbeddedStyleMap: false,
        externalFileAccess: false,
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
      },
    );
    return value;
  } catch (error) {
    if (error instanceof Unreadable || error instanceof RangeError) throw error;
    throw new Unreadable('extract-damaged', `The document is broken (${reasonOf(error)}) and gives no text.`);
  }
}

function readPart(archive: ZipArchive, name: string, encoding: string | undefined): string | Uint8Array {
  const bytes = archive.read(name);
  if (encoding === undefined) return new Uint8Array(bytes);
  if (encoding === 'base64') return bytes.toString('base64');
  const text = decodeText(bytes, { declares: true });
  checkMarkup(text, 'xml');
  return text;
}

/** The text, and behind it the notes, each a portion, without the arrows that lead back from them. */
function bodyText(page: MarkupDocument): PortionedText {
  const notes = [...page.querySelectorAll(NOTES)];
  const back = new Set<MarkupNode>(notes.flatMap((note) => [...note.querySelectorAll(WAYS_BACK)]));
  const main = renderedParts(page.querySelector('body')!, new Set<MarkupNode>(notes));
  let { text } = main;
  const portions = [...main.portions];
  for (const note of notes) {
    const words = renderedText(note, back);
    if (words === '') continue;
    if (text !== '') text += '\n\n';
    portions.push({ kind: 'footnote', mark: null, start: text.length, end: text.length + words.length });
    text += words;
  }
  return { text, portions };
}

function headingAt({ text, portions }: PortionedText): string | undefined {
  const [first] = portions;
  return first?.kind === 'heading' ? text.slice(first.start, first.end) : undefined;
}
