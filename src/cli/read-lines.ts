import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { ReadStream } from 'node:tty';
import { linesOf } from '../extract/extract-lines.ts';
import { printable, styledError, type Terminal } from './terminal.ts';

export interface LineSource {
  /** Files; `-` or none stands for standard input. */
  readonly paths: readonly string[];
  readonly input: Readable;
}

/** Reads lines from files or standard input one after the other, without empty ones, which are counted. */
export class LineReader {
  problems = 0;
  empty = 0;
  readonly #terminal: Terminal;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  async *lines({ paths, input }: LineSource): AsyncGenerator<string> {
    for (const path of paths.length === 0 ? ['-'] : paths) {
      if (path === '-' && (input as Partial<ReadStream>).isTTY === true) {
        this.#terminal.error('Reading from the keyboard, a line each; end with Ctrl-D, or give a file.\n');
      }
      try {
        for await (const line of linesOf(path === '-' ? input : createReadStream(path))) {
          if (line.trim() === '') this.empty++;
          else yield line;
        }
      } catch (error) {
        if (!(error instanceof Error && 'syscall' in error)) throw error;
        this.#report(path, (error as NodeJS.ErrnoException).code ?? error.message);
      }
    }
  }

  #report(path: string, reason: string): void {
    this.problems++;
    const place = styledError(this.#terminal, 'bold', printable(path));
    const error = styledError(this.#terminal, 'red', 'error');
    this.#terminal.error(`${place}: ${error}: The file cannot be read (${reason}). (mark-unreadable)\n`);
  }
}

/** Gathers what is printed, so that many short lines become few writes. */
export class Gathered {
  #text = '';
  readonly #write: (text: string) => void;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  add(text: string): void {
    this.#text += text;
    if (this.#text.length > 65_536) this.flush();
  }

  flush(): void {
    if (this.#text !== '') this.#write(this.#text);
    this.#text = '';
  }
}

/** Remembers what was worked out for a text, for so many texts and no more. */
export class Remembered<Value> {
  readonly #known = new Map<string, Value>();
  readonly #most: number;
  readonly #work: (text: string) => Value;

  constructor(most: number, work: (text: string) => Value) {
    this.#most = most;
    this.#work = work;
  }

  get(text: string): Value {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const value = this.#work(text);
    if (this.#known.size >= this.#most) this.#known.clear();
    // A long text is no marking that comes again.
    if (text.length <= 500) this.#known.set(text, value);
    return value;
  }
}
