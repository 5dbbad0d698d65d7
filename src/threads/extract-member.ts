import { Worker } from 'node:worker_threads';
import { reasonOf } from '../extract/extract-problem.ts';
import type { ExtractAnswer, ExtractMessage, ExtractWorkerStart } from './extract-messages.ts';

/** How one file ended in a thread: with an answer, or with the thread. */
export type ExtractEnd = ExtractAnswer | { readonly kind: 'too-long' };

/** How a file ends in a thread that can take the next one. */
const SOUND: ReadonlySet<ExtractEnd['kind']> = new Set(['extracted', 'apart']);

export interface ExtractMemberOptions extends ExtractWorkerStart {
  /** Milliseconds of one file. */
  readonly longest: number;
  /** Megabytes of the heap of a thread. */
  readonly heap: number;
  /** The built worker. */
  readonly worker: URL;
}

/**
 * One place in the pool, and the thread that fills it. Where the thread has ended, another one is started with the next
 * file and not before, so that a thread that cannot even start is not started for ever.
 */
export class ExtractMember {
  readonly #options: ExtractMemberOptions;
  #worker: Worker | undefined;

  constructor(options: ExtractMemberOptions) {
    this.#options = options;
  }

  /** Takes one file apart; the one before must have ended. Never rejects. */
  async extract(message: ExtractMessage): Promise<ExtractEnd> {
    try {
      this.#worker ??= this.#start();
    } catch (error) {
      return { kind: 'broke', reason: reasonOf(error) };
    }
    const worker = this.#worker;
    const end = await this.#endOf(worker, message);
    // A thread that was out of memory, or that let an error through, is in a state that nobody knows.
    if (!SOUND.has(end.kind)) await this.#replace(worker);
    return end;
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const { heap, worker, buffers, mostDocuments, mostUnits } = this.#options;
    const started = new Worker(worker, {
      workerData: { buffers, mostDocuments, mostUnits } satisfies ExtractWorkerStart,
      resourceLimits: { maxOldGenerationSizeMb: heap, maxYoungGenerationSizeMb: Math.min(64, heap) },
      // What a parser writes of its own is no answer, and may be as long as the file.
      stdout: true,
      stderr: true,
    });
    // A thread that waits for a file must not keep the process from ending, nor one that breaks between two files.
    started.unref();
    started.on('error', () => undefined);
    started.once('exit', () => {
      if (this.#worker === started) this.#worker = undefined;
    });
    started.stdout.resume();
    started.stderr.resume();
    return started;
  }

  async #replace(worker: Worker): Promise<void> {
    if (this.#worker === worker) this.#worker = undefined;
    await worker.terminate();
  }

  #endOf(worker: Worker, message: ExtractMessage): Promise<ExtractEnd> {
    const { longest } = this.#options;
    return new Promise((resolve) => {
      const finish = (end: ExtractEnd) => {
        clearTimeout(clock);
        worker.off('message', finish);
        worker.off('error', fail);
        worker.off('exit', leave);
        resolve(end);
      };
      const fail = (error: unknown) => finish(endOfError(error));
      const leave = (code: number) => finish({ kind: 'broke', reason: `the thread ended with code ${code}` });
      const clock = setTimeout(() => finish({ kind: 'too-long' }), longest);
      worker.on('message', finish);
      worker.on('error', fail);
      worker.on('exit', leave);
      try {
        worker.postMessage(message);
      } catch (error) {
        fail(error);
      }
    });
  }
}

function endOfError(error: unknown): ExtractEnd {
  const isMemory = error instanceof Error && (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isMemory ? { kind: 'out-of-memory' } : { kind: 'broke', reason: reasonOf(error) };
}
