/**
 * A growing row of 32-bit integers on shared memory: one writer, and readers in other threads that are handed
 * `cells` again whenever it was replaced by a larger one.
 */
export class Column {
  cells: Int32Array<SharedArrayBuffer>;
  /** How many cells are in use; kept by the writer. */
  length = 0;
  readonly #filler: number;

  constructor(capacity = 1024, filler = 0) {
    this.#filler = filler;
    this.cells = allocate(capacity, filler);
  }

  /** Returns the cells after making sure that `count` of them exist. */
  ensure(count: number): Int32Array<SharedArrayBuffer> {
    if (count > this.cells.length) {
      const larger = allocate(Math.max(count, this.cells.length + (this.cells.length >> 1)), this.#filler);
      larger.set(this.cells);
      this.cells = larger;
    }
    return this.cells;
  }

  /** Appends one value and returns its index. */
  push(value: number): number {
    const index = this.length++;
    this.ensure(this.length)[index] = value;
    return index;
  }

  /** Gives back the memory beyond what is in use. */
  trim(): void {
    if (this.cells.length === this.length) return;
    const exact = allocate(this.length, this.#filler);
    exact.set(this.cells.subarray(0, this.length));
    this.cells = exact;
  }
}

function allocate(length: number, filler: number): Int32Array<SharedArrayBuffer> {
  const cells = new Int32Array(new SharedArrayBuffer(length * 4));
  return filler === 0 ? cells : cells.fill(filler);
}
