import { type Extracted, type ExtractProblem, isExtractProblem, type Origin } from '../extract/extract-problem.ts';
import { slashed } from '../extract/file-name.ts';
import type { Asked, Found, NotTakenApart, PartKind } from '../extract/take-apart.ts';
import { type ExtractEnd, ExtractMember } from './extract-member.ts';
import type { ExtractMessage } from './extract-messages.ts';
import { checkThreads, workerFile } from './pool-threads.ts';

export interface ExtractPoolOptions {
  /** Worker threads: an integer, 1 or more. */
  readonly threads: number;
  /** Milliseconds for one file; 20,000 where none is given. */
  readonly longest?: number;
  /** Megabytes of a thread's heap, and of its buffers once more; 1,024 where none is given. */
  readonly memory?: number;
  /** Documents and problems of one file. */
  readonly mostDocuments?: number;
  /** UTF-16 units of the titles and texts of one file. */
  readonly mostUnits?: number;
  /** Another worker in the place of the built one. */
  readonly worker?: URL;
}

const LONGEST = 20_000;
const MEMORY = 1024;
const MOST_DOCUMENTS = 100_000;
const MOST_UNITS = 128 * 1024 * 1024;
const MEGABYTE = 1024 * 1024;

interface Call {
  readonly message: ExtractMessage;
  readonly resolve: (end: ExtractEnd) => void;
}

/**
 * Extracts files in several threads, each within limits of time, memory and result. A file whose parser hangs, breaks or
 * exhausts its memory ends as a problem; its thread is replaced, and the other files go on. Files are begun in the order
 * of the calls.
 */
export class ExtractPool {
  readonly #longest: number;
  readonly #free: ExtractMember[];
  readonly #members: readonly ExtractMember[];
  readonly #waiting: Call[] = [];
  #isClosed = false;

  constructor(options: ExtractPoolOptions) {
    const { threads, longest = LONGEST, memory = MEMORY, worker = workerFile('extract-worker') } = options;
    const { mostDocuments = MOST_DOCUMENTS, mostUnits = MOST_UNITS } = options;
    checkThreads(threads);
    this.#longest = longest;
    const limits = { longest, heap: memory, buffers: memory * MEGABYTE, mostDocuments, mostUnits };
    this.#members = Array.from({ length: threads }, () => new ExtractMember({ ...limits, worker }));
    this.#free = [...this.#members];
  }

  /**
   * Returns the documents of a file and what could not become one. `bytes` is copied and not changed. Rejects only where
   * the pool is closed.
   */
  async extract(bytes: Uint8Array, origin: Origin): Promise<Extracted[]> {
    return itemsOf(await this.#end({ bytes, origin }), slashed(origin.path), this.#longest);
  }

  /**
   * Returns what a source wants to know of bytes, within the same limits. `bytes` is copied and not changed. Rejects as
   * `extract` does.
   */
  async takeApart<K extends PartKind>(kind: K, bytes: Uint8Array, asked: Asked<K>): Promise<Found<K> | NotTakenApart> {
    const end = await this.#end({ kind, bytes, asked });
    if (end.kind === 'apart') return end.found as Found<K> | NotTakenApart;
    const [first] = itemsOf(end, '', this.#longest).filter(isExtractProblem);
    return first ?? problem('extract-broke', 'made its reader fail (it gave documents)', '');
  }

  /** Ends the threads. Files that have not ended give a problem (`extract-broke`). May be called again. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { resolve } of this.#waiting.splice(0)) resolve({ kind: 'broke', reason: 'the pool was closed' });
    await Promise.all(this.#members.map((member) => member.close()));
  }

  #end(message: ExtractMessage): Promise<ExtractEnd> {
    if (this.#isClosed) return Promise.reject(new Error('The pool is closed.'));
    return new Promise((resolve) => {
      this.#waiting.push({ message, resolve });
      this.#deal();
    });
  }

  #deal(): void {
    while (this.#free.length > 0 && this.#waiting.length > 0)
      void this.#work(this.#free.pop()!, this.#waiting.shift()!);
  }

  async #work(member: ExtractMember, { message, resolve }: Call): Promise<void> {
    resolve(await member.extract(message));
    this.#free.push(member);
    this.#deal();
  }
}

function itemsOf(end: ExtractEnd, path: string, longest: number): Extracted[] {
  switch (end.kind) {
    case 'extracted':
      return [...end.items];
    case 'too-many':
      return [...end.items, leftOut('extract-too-many-documents', 'gives more documents than are taken', path)];
    case 'too-much-text':
      return [...end.items, leftOut('extract-too-much-text', 'gives more text than is taken', path)];
    case 'too-long':
      return [problem('extract-took-too-long', `was not read in ${longest / 1000} seconds`, path)];
    case 'out-of-memory':
      return [problem('extract-out-of-memory', 'takes more memory to read than a file may', path)];
    case 'broke':
      return [problem('extract-broke', `made its reader fail (${end.reason})`, path)];
    case 'apart':
      // Only asked for by `takeApart`.
      return [problem('extract-broke', 'made its reader fail (it gave no documents)', path)];
  }
}

function problem(code: string, what: string, path: string): ExtractProblem {
  return { problem: true, code, message: `The file ${what}; it gives no document.`, path };
}

function leftOut(code: string, what: string, path: string): ExtractProblem {
  return { problem: true, code, message: `The file ${what}; the others are left out.`, path };
}
