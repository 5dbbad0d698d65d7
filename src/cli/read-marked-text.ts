import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Refusal } from '../errors.ts';
import { decodeText } from '../extract/decode-text.ts';
import { extractDocuments } from '../extract/extract-documents.ts';
import { isExtractProblem } from '../extract/extract-problem.ts';
import { formatByContent, formatOf } from '../extract/file-format.ts';
import { LARGEST_FILE } from '../extract/limits.ts';

/** A text with the marks in it, and what it is called. */
export interface MarkedSource {
  readonly id: string;
  readonly text: string;
}

/** Reads the bytes of a file, or of standard input for `-`. */
export async function bytesOf(path: string, input: Readable): Promise<Uint8Array> {
  try {
    if (path !== '-') return await readFile(path);
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of input as AsyncIterable<Uint8Array>) {
      size += part.length;
      if (size > LARGEST_FILE) break;
      parts.push(part);
    }
    if (size <= LARGEST_FILE) return Buffer.concat(parts);
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    const reason = (error as NodeJS.ErrnoException).code ?? error.message;
    throw new Refusal('not-found', 'mark-unreadable', `The file “${path}” cannot be read (${reason}); check the path.`);
  }
  throw new Refusal('invalid', 'input-too-large', 'Standard input is too large for one document; give a file.');
}

/**
 * Returns the texts of a file. Text and Markdown are taken as they are written, so that lines and list letters are
 * those of the file; of other formats it is the text that `extract` finds, with the title before it, and the marks of its
 * page headers and footers around it.
 */
export async function* markedSources(bytes: Uint8Array, path: string): AsyncGenerator<MarkedSource> {
  if (await isPlain(bytes, path)) {
    yield { id: path, text: decodeText(bytes).replace(/\r\n?/g, '\n') };
    return;
  }
  for await (const item of extractDocuments(bytes, { path })) {
    if (isExtractProblem(item))
      throw new Refusal('invalid', 'mark-no-text', `“${path}”: ${item.message} (${item.code})`);
    const { title, text, marks = [] } = item;
    const printed = (where: string) => marks.find((one) => one.where === where)?.mark ?? '';
    const parts = [printed('page-header'), title, text, printed('page-footer')];
    yield { id: item.id, text: parts.filter((part) => part !== '').join('\n\n') };
  }
}

async function isPlain(bytes: Uint8Array, path: string): Promise<boolean> {
  try {
    const format = (await formatOf(bytes, { path })) ?? formatByContent(decodeText(bytes));
    return format === 'text' || format === 'markdown';
  } catch {
    // What cannot be read says so where it is extracted.
    return false;
  }
}
