import type { Readable } from 'node:stream';
import type { ReadStream } from 'node:tty';
import type { Document } from '../domain/document.ts';
import { Refusal } from '../errors.ts';
import { extractDocuments } from '../extract/extract-documents.ts';
import { extractFile } from '../extract/extract-file.ts';
import { extractLines, linesOf } from '../extract/extract-lines.ts';
import { type Extracted, type ExtractProblem, isExtractProblem } from '../extract/extract-problem.ts';
import { LARGEST_FILE } from '../extract/limits.ts';
import { listFiles } from '../extract/list-files.ts';
import type { Progress } from './progress.ts';
import { printable, styledError, type Terminal } from './terminal.ts';

export interface DocumentSource {
  /** Files and folders; `-` or none stands for standard input. */
  readonly paths: readonly string[];
  readonly input: Readable;
  readonly lang?: string | undefined;
}

/** Reads documents one after the other; what gives none is reported on standard error and counted. */
export class DocumentReader {
  problems = 0;
  read = 0;
  readonly #terminal: Terminal;
  readonly #progress: Progress | undefined;

  constructor(terminal: Terminal, progress?: Progress) {
    this.#terminal = terminal;
    this.#progress = progress;
  }

  async *documents(source: DocumentSource): AsyncGenerator<Document> {
    if (isTyped(source))
      this.#terminal.error('Reading from the keyboard; end with Ctrl-D, or give files or folders.\n');
    for await (const item of extracted(source)) {
      if (isExtractProblem(item)) this.#report(item);
      else {
        this.read++;
        yield item;
      }
    }
  }

  #report({ path, line, message, code }: ExtractProblem): void {
    this.problems++;
    this.#progress?.clear();
    const place = styledError(this.#terminal, 'bold', printable(line === undefined ? path : `${path}:${line}`));
    const error = styledError(this.#terminal, 'red', 'error');
    this.#terminal.error(`${place}: ${error}: ${printable(message)} (${code})\n`);
  }
}

function isTyped({ paths, input }: DocumentSource): boolean {
  return (paths.length === 0 || paths.includes('-')) && (input as Partial<ReadStream>).isTTY === true;
}

async function* extracted({ paths, input, lang }: DocumentSource): AsyncGenerator<Extracted> {
  if (paths.length === 0) yield* standardInput(input, lang);
  for (const path of paths) {
    if (path === '-') yield* standardInput(input, lang);
    else yield* extractPath(path, lang);
  }
}

/** What is not there is a problem like any other: the other paths are read all the same. */
async function* extractPath(path: string, lang: string | undefined): AsyncGenerator<Extracted> {
  try {
    for await (const file of listFiles([path])) yield* extractFile({ path: file, lang });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message } = error;
    yield { problem: true, code, message, path };
  }
}

const BRACE = 0x7b;

/** Standard input may be empty; it is JSONL where it begins with a brace and its first line is whole; else one document. */
async function* standardInput(input: Readable, lang: string | undefined): AsyncGenerator<Extracted> {
  const iterator = (input as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let next = await iterator.next();
  while (!next.done && head.length === 0) {
    if (next.value.some((byte) => byte > 0x20)) head.push(next.value);
    else next = await iterator.next();
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield* head;
    for (let more = await iterator.next(); !more.done; more = await iterator.next()) yield more.value;
  }
  if (head.length === 0) return;
  const origin = { path: 'stdin', lang };
  const first = head[0]?.find((byte) => byte > 0x20);
  const firstLine = head[0] ? Buffer.from(head[0]).toString('utf8').trimStart().split('\n')[0]! : '';
  if (first === BRACE && firstLine.trimEnd() !== '{') yield* extractLines(linesOf(whole()), origin);
  else yield* extractDocuments(await collect(whole()), origin);
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > LARGEST_FILE) {
      throw new Refusal(
        'invalid',
        'input-too-large',
        'Standard input is too large for one document; give JSON lines or a folder of files.',
      );
    }
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}
