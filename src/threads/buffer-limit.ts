/** Bytes of a buffer from which on the limit is looked at: small ones are many, and few of them are let go late. */
const LOOKED_AT = 1024 * 1024;

/** Whether this thread was refused a buffer since `reset`. A parser may have passed over it, and lost what it read. */
export interface BufferLimit {
  readonly isExceeded: boolean;
  reset(): void;
}

/**
 * Has this thread refuse large byte arrays where all its buffers together would take more than `limit` bytes. The limits
 * that Node sets on a thread count the heap alone, in which buffers do not lie: a stream of a megabyte that unpacks to
 * gigabytes passes them. It holds for the rest of the thread.
 */
export function limitBuffers(limit: number): BufferLimit {
  let isExceeded = false;
  const plain = globalThis.Uint8Array;
  globalThis.Uint8Array = new Proxy(plain, {
    construct(target, words: [unknown], made) {
      const size = typeof words[0] === 'number' ? words[0] : 0;
      if (size >= LOOKED_AT && process.memoryUsage().arrayBuffers + size > limit) {
        isExceeded = true;
        throw new RangeError(`A buffer of ${size} bytes would be more than this thread may hold.`);
      }
      return Reflect.construct(target, words, made) as object;
    },
  });
  return {
    get isExceeded() {
      return isExceeded;
    },
    reset() {
      isExceeded = false;
    },
  };
}
