import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { IssuedCopy } from '../domain/copy.ts';
import { Refusal } from '../errors.ts';
import type { PdfAnswer } from './pdf-messages.ts';

/** Milliseconds that one copy may take: 2,000 portions on 400 pages take four seconds. */
const LONGEST = 30_000;
/** Bytes of a copy as JSON. */
const LARGEST = 16_000_000;

export interface PdfPrinterOptions {
  readonly longest?: number;
  /** The built program of the process. */
  readonly program?: URL;
}

/**
 * Makes PDF files of copies, one after the other, in a process of its own: what hangs or breaks there is ended with it, and the
 * next copy gets another. It is started with the first copy, knows nothing of the environment, and ends with `close`.
 */
export class PdfPrinter {
  readonly #longest: number;
  readonly #program: URL;
  #process: ChildProcess | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor({ longest = LONGEST, program = builtProgram() }: PdfPrinterOptions = {}) {
    this.#longest = longest;
    this.#program = program;
  }

  /**
   * Returns a copy as PDF/A-2b; equal copies give equal bytes. Refuses with `pdf-not-available`, `pdf-too-large` or
   * `pdf-took-too-long`.
   */
  print(issued: IssuedCopy): Promise<Uint8Array> {
    const printed = this.#last.then(() => this.#printed(issued));
    this.#last = printed.catch(() => undefined);
    return printed;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#end();
    await this.#last;
  }

  async #printed(issued: IssuedCopy): Promise<Uint8Array> {
    if (this.#isClosed) throw new Error('The printer is closed.');
    if (JSON.stringify(issued).length > LARGEST) throw tooLarge();
    const answer = await this.#answer(issued);
    switch (answer.kind) {
      case 'printed':
        return answer.bytes;
      case 'refused': {
        const { kind, code, message } = answer.refusal;
        throw new Refusal(kind, code, message);
      }
      case 'too-long':
        throw tooLong(this.#longest);
      case 'failed':
        throw new Error('The PDF of a copy could not be made.');
    }
  }

  #answer(issued: IssuedCopy): Promise<PdfAnswer | { readonly kind: 'too-long' }> {
    this.#process ??= this.#start();
    const child = this.#process;
    return new Promise((resolve) => {
      const finish = (answer: PdfAnswer | { readonly kind: 'too-long' }): void => {
        clearTimeout(clock);
        child.off('message', finish);
        child.off('error', fail);
        child.off('exit', fail);
        child.unref();
        child.channel?.unref();
        if (answer.kind === 'too-long' || answer.kind === 'failed') this.#end();
        resolve(answer);
      };
      const fail = (): void => finish({ kind: 'failed' });
      const clock = setTimeout(() => finish({ kind: 'too-long' }), this.#longest);
      child.on('message', finish);
      child.on('error', fail);
      child.on('exit', fail);
      child.ref();
      child.channel?.ref();
      child.send(issued, (error) => {
        if (error) fail();
      });
    });
  }

  #start(): ChildProcess {
    const child = fork(fileURLToPath(this.#program), [], {
      serialization: 'advanced',
      // What typst writes of its own may hold words of the copy.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: {},
      execArgv: [],
    });
    child.on('error', () => undefined);
    child.once('exit', () => {
      if (this.#process === child) this.#process = undefined;
    });
    return child;
  }

  /** A process that holds still is not asked to end: it is ended. */
  #end(): void {
    this.#process?.kill('SIGKILL');
    this.#process = undefined;
  }
}

function tooLarge(): Refusal {
  const message = `This copy is too large for a PDF file: it holds more than ${LARGEST / 1_000_000} MB of text. Use another form of it.`;
  return new Refusal('invalid', 'pdf-too-large', message);
}

function tooLong(longest: number): Refusal {
  const message = `The PDF file of this copy was not made within ${longest / 1000} seconds. Use another form of it, or make the report shorter.`;
  return new Refusal('invalid', 'pdf-took-too-long', message);
}

/** Processes run built files: beside a source file stands its twin in `dist`. */
function builtProgram(): URL {
  const here = import.meta.url;
  if (!here.endsWith('.ts')) return new URL('./pdf-child.js', here);
  return new URL(here.replace(/\/src\/render\/[^/]*$/, '/dist/src/render/pdf-child.js'));
}
