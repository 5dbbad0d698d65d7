import type { DocumentMark } from '../domain/document.ts';
import { dayOf } from './day.ts';
import { decodeText } from './decode-text.ts';
import { Unreadable } from './extract-problem.ts';
import { bannerIn } from './find-marks.ts';
import { languageCode } from './language-code.ts';
import { elementsIn, lineOf, type MarkupElement, nameOf, parseXml } from './markup-tree.ts';
import type { ZipArchive } from './zip-archive.ts';

/** What a document states of itself in `docProps/core.xml`. */
export interface DocxProperties {
  readonly title?: string | undefined;
  readonly byline?: string | undefined;
  /** UTC days. */
  readonly date?: string | undefined;
  readonly updated?: string | undefined;
  readonly lang?: string | undefined;
}

const CORE = 'docProps/core.xml';
const OUTER = /^word\/(header|footer)\d*\.xml$/;
const MOST_OUTER = 200;

/** Reads the properties of a document; those that cannot be read are passed over, since its text can. */
export function docxProperties(archive: ZipArchive): DocxProperties {
  const root = archive.has(CORE) ? rootOf(archive, CORE) : undefined;
  if (!root) return {};
  const stated = new Map<string, string>();
  for (const child of elementsIn(root)) {
    const text = lineOf(child);
    if (text !== '') stated.set(nameOf(child), text);
  }
  return {
    title: stated.get('title'),
    byline: stated.get('creator'),
    date: dayOf(stated.get('created') ?? ''),
    updated: dayOf(stated.get('modified') ?? ''),
    lang: languageCode(stated.get('language') ?? ''),
  };
}

/** The marks around the pages of a document, and how many headers and footers could not be looked at for more. */
export interface DocxMarks {
  readonly marks: readonly DocumentMark[];
  readonly unread: number;
}

/** Returns the banners in the headers and footers of the pages, each once. */
export function docxMarks(archive: ZipArchive): DocxMarks {
  const marks = new Map<string, DocumentMark>();
  const parts = archive.names.filter((name) => OUTER.test(name)).sort();
  let unread = Math.max(0, parts.length - MOST_OUTER);
  for (const name of parts.slice(0, MOST_OUTER)) {
    const where = OUTER.exec(name)?.[1] === 'header' ? 'page-header' : 'page-footer';
    const root = rootOf(archive, name);
    if (!root) unread++;
    for (const line of root ? paragraphsIn(root) : []) {
      const mark = bannerIn(line, where);
      if (mark) marks.set(`${where} ${mark.mark}`, mark);
    }
  }
  return { marks: [...marks.values()], unread };
}

function rootOf(archive: ZipArchive, name: string): MarkupElement | undefined {
  try {
    return parseXml(decodeText(archive.read(name), { declares: true })).documentElement ?? undefined;
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** The words of each paragraph; of one inside another, as in a text box, they are a line of their own. */
function paragraphsIn(root: MarkupElement): string[] {
  const lines: string[] = [];
  const walk = (element: MarkupElement, words: string[]) => {
    for (const child of elementsIn(element)) {
      const name = nameOf(child);
      if (name === 't') words.push(child.textContent ?? '');
      else if (name === 'tab' || name === 'br') words.push(' ');
      else if (name === 'p') {
        const own: string[] = [];
        walk(child, own);
        lines.push(own.join('').replace(/\s+/g, ' ').trim());
      } else walk(child, words);
    }
  };
  walk(root, []);
  return lines.filter((line) => line !== '');
}
