import { Column } from './column.ts';

/** Numbers whose records still stand in the files, until a merge leaves them out. */
export class Buried {
  readonly #bits = new Column(1024);
  #numbers: number[] = [];

  /** A bit for each number: set where it is buried. */
  get bits(): Int32Array {
    return this.#bits.cells;
  }

  get any(): boolean {
    return this.#numbers.length > 0;
  }

  bury(number: number): void {
    this.#bits.ensure((number >> 5) + 1)[number >> 5]! |= 1 << (number & 31);
    this.#numbers.push(number);
  }

  has(number: number): boolean {
    const word = number >> 5;
    return word < this.#bits.cells.length && (this.#bits.cells[word]! & (1 << (number & 31))) !== 0;
  }

  /** Returns the numbers that are buried now. */
  all(): readonly number[] {
    return [...this.#numbers];
  }

  /** Forgets numbers of which no record is left. */
  forget(numbers: readonly number[]): void {
    const gone = new Set(numbers);
    for (const number of gone) this.#bits.cells[number >> 5]! &= ~(1 << (number & 31));
    this.#numbers = this.#numbers.filter((number) => !gone.has(number));
  }
}
