import { getDocumentProxy } from 'unpdf';
import type { Document, DocumentMark } from '../domain/document.ts';
import { datelineOf } from './dateline.ts';
import { dayOf } from './day.ts';
import { documentOf } from './document-of.ts';
import { type Origin, reasonOf, Unreadable } from './extract-problem.ts';
import { readFileName } from './file-name.ts';
import { bannerIn } from './find-marks.ts';
import { languageCode } from './language-code.ts';
import { LONGEST_PDF_TEXT, MOST_PAGES } from './limits.ts';
import { linesOfPage, type PdfLine, type PdfPiece, withoutPageLines } from './pdf-lines.ts';
import { type PdfBlock, paragraphsOf } from './pdf-paragraphs.ts';
import { joinBlocks } from './text-blocks.ts';

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

/** What programs write where a title should be. */
const NO_TITLE = /^(?:untitled|microsoft word - .*|.*\.(?:docx?|pdf|indd|tex|dvi|rtf|odt|pptx?|xlsx?)|document\d*)$/i;
const STAMP = /^(?:D:)?(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:\d{2})?(?:(Z)|([+-]\d{2})'?(\d{2})?'?)?/;

/**
 * Reads a PDF file: its text with the lines of a paragraph put together, without what is printed on every page; title,
 * author, days and language as its metadata state them. Throws `Unreadable` where it is encrypted (`extract-encrypted`),
 * broken (`extract-damaged`), holds no text (`extract-only-pictures`), or is above the limits.
 */
export async function pdfDocument(bytes: Uint8Array, origin: Origin): Promise<Document> {
  const pdf = await opened(bytes);
  try {
    const { lines, marks } = withoutPageLines(await linesOf(pdf), bannerIn);
    const blocks = paragraphsOf(lines);
    if (blocks.length === 0) {
      const message = 'The PDF file holds no text, as one of scanned pages, and gives no document.';
      throw new Unreadable('extract-only-pictures', message);
    }
    return await described(pdf, { blocks, marks }, origin);
  } catch (error) {
    throw readable(error);
  } finally {
    await pdf.destroy();
  }
}

async function opened(bytes: Uint8Array): Promise<Pdf> {
  try {
    // The parser takes the memory of what it is given.
    return await getDocumentProxy(new Uint8Array(bytes), { isEvalSupported: false, verbosity: 0 });
  } catch (error) {
    throw readable(error);
  }
}

function readable(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Unreadable || error instanceof RangeError) return error;
  if (error.name === 'PasswordException') {
    return new Unreadable('extract-encrypted', 'The PDF file is encrypted and gives no document.');
  }
  return new Unreadable('extract-damaged', `The PDF file is broken (${reasonOf(error)}) and gives no document.`);
}

/** What stands on the pages: the text, and the marks that are printed around it. */
interface PdfContent {
  readonly blocks: readonly PdfBlock[];
  readonly marks: readonly DocumentMark[];
}

async function linesOf(pdf: Pdf): Promise<PdfLine[]> {
  if (pdf.numPages > MOST_PAGES) throw tooLarge(`${MOST_PAGES} pages`);
  const lines: PdfLine[] = [];
  let length = 0;
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    for (const line of linesOfPage(items.filter((item) => 'str' in item) as PdfPiece[], number)) {
      length += line.text.length;
      lines.push(line);
    }
    page.cleanup();
    if (length > LONGEST_PDF_TEXT) throw tooLarge(`${LONGEST_PDF_TEXT} characters`);
  }
  return lines;
}

function tooLarge(what: string): Unreadable {
  return new Unreadable('extract-too-large', `The PDF file has more than ${what} and gives no document.`);
}

async function described(pdf: Pdf, { blocks, marks }: PdfContent, origin: Origin): Promise<Document> {
  const { info, metadata } = await pdf.getMetadata();
  const stated = (name: string, key: string) => {
    const values = [(info as Record<string, unknown>)[name], metadata?.get(key)].flat();
    return values.find((value): value is string => typeof value === 'string' && value.trim() !== '')?.trim() ?? '';
  };
  const name = readFileName(origin.path);
  const named = stated('Title', 'dc:title');
  const heading = largestHeading(blocks);
  const title = NO_TITLE.test(named) || named === '' ? (heading?.text ?? name.title ?? '') : named;
  const { text, portions } = joinBlocks(heading?.text === title ? blocks.filter((one) => one !== heading) : blocks);
  const lang = languageCode(stated('Language', 'dc:language')) ?? origin.lang;
  const date = stampDay(stated('CreationDate', 'xmp:createdate')) ?? name.date ?? datelineOf(text, lang);
  const updated = stampDay(stated('ModDate', 'xmp:modifydate'));
  const byline = stated('Author', 'dc:creator');
  return documentOf({ id: origin.path, title, text, lang, date, byline, updated, portions, marks });
}

/** The heading in the largest letters of the first page, where there is other text. */
function largestHeading(blocks: readonly PdfBlock[]): PdfBlock | undefined {
  if (blocks.length < 2) return undefined;
  const headings = blocks.filter(({ kind, page }) => kind === 'heading' && page === 1);
  return headings.sort((one, other) => other.size - one.size)[0];
}

/** The UTC day of a date as PDF writes it: `D:20120522233000-05'00'`. */
function stampDay(text: string): string | undefined {
  const [, year, month = '01', day = '01', hour = '00', minute = '00', utc, hours, minutes = '00'] =
    STAMP.exec(text) ?? [];
  if (year === undefined) return dayOf(text);
  const zone = hours === undefined ? (utc ?? '') : `${hours}:${minutes}`;
  return dayOf(`${year}-${month}-${day}T${hour}:${minute}${zone}`) ?? dayOf(text);
}
