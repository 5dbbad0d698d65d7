import { completed } from './complete-document.ts';
import { decodeText } from './decode-text.ts';
import {
  type Extracted,
  type ExtractProblem,
  isExtractProblem,
  type Origin,
  problemOf,
  Unreadable,
} from './extract-problem.ts';
import { formatByContent, formatOf, type TextFormat } from './file-format.ts';
import { slashed } from './file-name.ts';
import { jsonDocuments, jsonLineDocuments } from './json-documents.ts';
import { LARGEST_FILE } from './limits.ts';
import { markdownDocument } from './markdown-document.ts';
import { plainTextDocument } from './plain-text-document.ts';

export type { ExtractProblem };

/** How deep a part lies in mails, and how many were taken out of them. */
interface Nesting {
  readonly depth: number;
  readonly parts: { taken: number };
}

const CHARSET = /;\s*charset\s*=\s*"?([^\s";]+)/i;

/**
 * Reads the documents in the bytes of one file, with the marks that stand in them: by its first bytes, its media type,
 * its extension, or its content where none of them says anything. Nothing is thrown and nothing is skipped silently: what
 * gives no document is a problem. `bytes` is not changed.
 */
export async function* extractDocuments(bytes: Uint8Array, origin: Origin): AsyncGenerator<Extracted> {
  yield* extracted(bytes, { ...origin, path: slashed(origin.path) }, { depth: 0, parts: { taken: 0 } });
}

async function* extracted(bytes: Uint8Array, from: Origin, nesting: Nesting): AsyncGenerator<Extracted> {
  try {
    for await (const item of documentsIn(bytes, from, nesting))
      yield isExtractProblem(item) ? item : await completed(item, from);
  } catch (error) {
    yield problemOf(error, from.path);
  }
}

async function* documentsIn(bytes: Uint8Array, origin: Origin, nesting: Nesting): AsyncGenerator<Extracted> {
  const { depth, parts } = nesting;
  const extract = (part: Uint8Array, from: Origin) => extracted(part, from, { depth: depth + 1, parts });
  if (bytes.length > LARGEST_FILE) throw fileTooLarge();
  const format = await formatOf(bytes, origin);
  // Each of these brings packages and files that most others need not.
  switch (format) {
    case 'pdf': {
      const { pdfDocument } = await import('./pdf-document.ts');
      return yield await pdfDocument(bytes, origin);
    }
    case 'docx': {
      const { docxDocuments } = await import('./docx-document.ts');
      return yield* docxDocuments(bytes, origin);
    }
    case 'mail': {
      const { mailDocuments } = await import('./mail-documents.ts');
      return yield* mailDocuments(bytes, origin, { depth, parts, extract });
    }
    case 'warc': {
      const { warcDocuments } = await import('./warc-documents.ts');
      return yield* warcDocuments(bytes, origin, extract);
    }
  }
  const charset = origin.charset ?? CHARSET.exec(origin.mediaType ?? '')?.[1];
  const declares = format === undefined || format === 'html' || format === 'xml';
  const text = decodeText(bytes, { declares, charset });
  yield* textDocuments(text, format ?? formatByContent(text), origin);
}

async function* textDocuments(text: string, format: TextFormat, origin: Origin): AsyncGenerator<Extracted> {
  switch (format) {
    case 'text':
      return yield plainTextDocument(text, origin);
    case 'markdown':
      return yield* markdownDocument(text, origin);
    case 'html': {
      const { htmlDocument } = await import('./html-document.ts');
      return yield htmlDocument(text, origin);
    }
    case 'xml': {
      const { xmlDocuments } = await import('./xml-documents.ts');
      return yield* xmlDocuments(text, origin);
    }
    case 'json':
      return yield* jsonDocuments(text, origin);
    case 'json-lines':
      return yield* linesOfText(text, origin);
    case 'csv': {
      const { csvDocument } = await import('./csv-document.ts');
      return yield csvDocument(text, origin);
    }
  }
}

async function* linesOfText(text: string, origin: Origin): AsyncGenerator<Extracted> {
  if (text.trim() === '') throw new Unreadable('extract-no-text', 'The file is empty or holds white space only.');
  let line = 1;
  for (let start = 0; start <= text.length; line++) {
    const end = text.indexOf('\n', start);
    yield* jsonLineDocuments(text.slice(start, end < 0 ? text.length : end), line, origin);
    start = end < 0 ? text.length + 1 : end + 1;
  }
}

/** What is said of a file above the limit. */
export function fileTooLarge(): Unreadable {
  const size = LARGEST_FILE / 1024 / 1024;
  const message = `The file has more than ${size} MB and gives no document; JSONL may be larger, line by line.`;
  return new Unreadable('extract-too-large', message);
}
