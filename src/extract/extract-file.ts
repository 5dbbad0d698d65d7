import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { extractDocuments, fileTooLarge } from './extract-documents.ts';
import { extractLines, linesOf } from './extract-lines.ts';
import { type Extracted, type Origin, problemOf, Unreadable } from './extract-problem.ts';
import { formatByExtension } from './file-format.ts';
import { slashed } from './file-name.ts';
import { LARGEST_FILE } from './limits.ts';

/**
 * Reads the documents of the file at `origin.path`; JSONL line by line, however large it is. A file that cannot be
 * read is a problem, and nothing is thrown.
 */
export async function* extractFile(origin: Origin): AsyncGenerator<Extracted> {
  try {
    if (formatByExtension(origin.path) === 'json-lines') {
      yield* extractLines(linesOf(createReadStream(origin.path)), origin);
      return;
    }
    const { size } = await stat(origin.path);
    // Before reading: a file of any size must not come into memory to be refused.
    if (size > LARGEST_FILE) throw fileTooLarge();
    yield* extractDocuments(await readFile(origin.path), origin);
  } catch (error) {
    const found = isSystemError(error) ? unreadable(error) : error;
    yield problemOf(found, slashed(origin.path));
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

function unreadable(error: NodeJS.ErrnoException): Unreadable {
  return new Unreadable('extract-unreadable', `The file cannot be read (${error.code ?? error.message}).`);
}
