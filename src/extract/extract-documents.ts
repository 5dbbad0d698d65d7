import { decodeText } from './decode-text.ts';
import { type Extracted, type ExtractProblem, type Origin, problemOf, Unreadable } from './extract-problem.ts';
import { formatByContent, formatByExtension, refuseBinary } from './file-format.ts';
import { htmlDocument } from './html-document.ts';
import { jsonDocuments, jsonLineDocuments } from './json-documents.ts';
import { LARGEST_FILE } from './limits.ts';
import { markdownDocument } from './markdown-document.ts';
import { plainTextDocument } from './plain-text-document.ts';
import { xmlDocuments } from './xml-documents.ts';

export type { ExtractProblem };

/**
 * Reads the documents in the bytes of one file: by its extension, and by its content where the extension says nothing.
 * Nothing is thrown and nothing is skipped silently: what gives no document is a problem. `bytes` is not changed.
 */
export function* extractDocuments(bytes: Uint8Array, origin: Origin): Generator<Extracted> {
  const from = { ...origin, path: origin.path.replaceAll('\\', '/') };
  try {
    yield* documentsIn(bytes, from);
  } catch (error) {
    yield problemOf(error, from.path);
  }
}

function* documentsIn(bytes: Uint8Array, origin: Origin): Generator<Extracted> {
  if (bytes.length > LARGEST_FILE) throw fileTooLarge();
  refuseBinary(bytes);
  const named = formatByExtension(origin.path);
  const text = decodeText(bytes, named === undefined || named === 'html' || named === 'xml');
  switch (named ?? formatByContent(text)) {
    case 'text':
      return yield plainTextDocument(text, origin);
    case 'markdown':
      return yield* markdownDocument(text, origin);
    case 'html':
      return yield htmlDocument(text, origin);
    case 'xml':
      return yield* xmlDocuments(text, origin);
    case 'json':
      return yield* jsonDocuments(text, origin);
    case 'json-lines':
      return yield* linesOfText(text, origin);
  }
}

function* linesOfText(text: string, origin: Origin): Generator<Extracted> {
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
