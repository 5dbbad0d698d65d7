/** Throws `RangeError` where a pool cannot have that many threads. */
export function checkThreads(threads: number): void {
  if (!Number.isInteger(threads) || threads < 1) {
    throw new RangeError(`A pool needs a whole number of threads, 1 or more, not ${threads}.`);
  }
}

/** Returns the file of a worker. Threads run built files: beside a source file stands its twin in `dist`. */
export function workerFile(name: string): URL {
  const here = import.meta.url;
  if (!here.endsWith('.ts')) return new URL(`./${name}.js`, here);
  return new URL(here.replace(/\/src\/threads\/[^/]*$/, `/dist/src/threads/${name}.js`));
}
