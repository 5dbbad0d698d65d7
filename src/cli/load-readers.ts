import { readFile } from 'node:fs/promises';
import { Refusal } from '../errors.ts';
import { readReaderFile } from '../schema/read-reader-file.ts';
import type { ReaderEntry } from '../schema/reader-file.ts';
import { counted } from './counted.ts';
import { printable, styledError, type Terminal } from './terminal.ts';

/** Reads the readers of a file; what is wrong in it is told with its line, and then the file is refused. */
export async function loadReaders(path: string, terminal: Terminal): Promise<readonly ReaderEntry[]> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    const message = `The reader file “${path}” cannot be read (${error.code}); check the path.`;
    throw new Refusal('not-found', 'reader-file-unreadable', message);
  });
  let source: string;
  try {
    source = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal('invalid', 'reader-file-not-utf8', `The reader file “${path}” is not UTF-8; save it as UTF-8.`);
  }
  const { readers, findings } = readReaderFile(source);
  for (const { line, column, message, code } of findings) {
    const place = styledError(terminal, 'bold', printable(`${path}:${line}:${column}`));
    terminal.error(`${place}: ${styledError(terminal, 'red', 'error')}: ${printable(message)} (${code})\n`);
  }
  if (findings.length > 0) {
    const message = `The reader file has ${counted(findings.length, 'error')}; docs/reader-file.md describes what is right.`;
    throw new Refusal('invalid', 'reader-file-has-errors', message);
  }
  return readers;
}

/** Returns the readers that are meant: the one of that id, or all of the file. */
export async function readersMeant(
  path: string,
  id: string | undefined,
  terminal: Terminal,
): Promise<readonly ReaderEntry[]> {
  const readers = await loadReaders(path, terminal);
  if (id === undefined) return readers;
  const meant = readers.filter((reader) => reader.id === id);
  if (meant.length > 0) return meant;
  const ids = readers.map((reader) => reader.id).join(', ');
  throw new Refusal('not-found', 'reader-unknown', `There is no reader “${id}” in ${path}; there are ${ids}.`);
}

/** Returns the one reader that is meant; of a file with several, `id` must name it. */
export async function readerMeant(path: string, id: string | undefined, terminal: Terminal): Promise<ReaderEntry> {
  const [reader, ...more] = await readersMeant(path, id, terminal);
  if (reader && more.length === 0) return reader;
  const ids = [reader!, ...more].map((one) => one.id).join(', ');
  throw new Refusal('invalid', 'reader-which', `The file ${path} has several readers; say --as with one of ${ids}.`);
}
