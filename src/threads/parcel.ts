import type { MatchDocument } from '../matcher/document.ts';
import type { Attributes, Packed } from './match-messages.ts';

/** The memory in which the documents of one batch go to a thread, used again when the batch is done. */
export class Parcel {
  /** By this the thread knows the memory again. */
  readonly number: number;
  #units = new SharedArrayBuffer(1 << 20);
  #bytes = Buffer.from(this.#units);

  constructor(number: number) {
    this.number = number;
  }

  /** The memory that was packed last; replaced by a larger one where the documents need it. */
  get units(): SharedArrayBuffer {
    return this.#units;
  }

  /**
   * Packs the documents from `from` up to `to`. Throws where one has no title or no text;
   * the parcel can be packed again all the same.
   */
  pack(documents: readonly MatchDocument[], from: number, to: number): Packed {
    const lengths = new Int32Array((to - from) * 2);
    const attributes = new AttributeTable(to - from);
    let at = 0;
    for (let index = from; index < to; index++) {
      const document = documents[index]!;
      const { title, text } = checkedDocument(document, index);
      const body = stretchAfter(at, title.length);
      const end = stretchAfter(body, text.length);
      this.#reserve(end * 2);
      if (title) this.#bytes.write(title, at * 2, 'utf16le');
      this.#bytes.write(text, body * 2, 'utf16le');
      at = end;
      lengths[(index - from) * 2] = title.length;
      lengths[(index - from) * 2 + 1] = text.length;
      attributes.put(index - from, document);
    }
    return { parcel: this.number, lengths, attributes: attributes.sets, attributesAt: attributes.at };
  }

  #reserve(bytes: number): void {
    if (bytes <= this.#units.byteLength) return;
    const larger = new SharedArrayBuffer(bytes * 2);
    const copy = Buffer.from(larger);
    this.#bytes.copy(copy);
    this.#units = larger;
    this.#bytes = copy;
  }
}

/** Units of a word of memory. Shared memory is copied word by word from where one begins, and byte by byte elsewhere. */
const WORD = 4;

/** Returns where the text behind one of `length` units at `at` begins. */
export function stretchAfter(at: number, length: number): number {
  return Math.ceil((at + length) / WORD) * WORD;
}

/** Returns a document that may be matched: it comes from files and callers, and one bad record must be named. */
export function checkedDocument(document: MatchDocument | undefined, index: number): MatchDocument {
  if (typeof document?.title === 'string' && typeof document.text === 'string') return document;
  throw new TypeError(`Document ${index} (id ${String(document?.id)}) must have a title and a text, both strings.`);
}

const NAMES = ['lang', 'date', 'source', 'stage', 'country'] as const;

/** The attributes of documents, each set of them once: most documents of a batch share theirs. */
class AttributeTable {
  readonly sets: Attributes[] = [];
  /** By document: the number of its set, or -1. */
  readonly at: Int32Array;
  readonly #numbers = new Map<string, number>();
  /** The document that had the set put last. */
  #last: MatchDocument | undefined;
  #lastNumber = -1;

  constructor(documents: number) {
    this.at = new Int32Array(documents);
  }

  put(index: number, document: MatchDocument): void {
    this.at[index] = document.amounts === undefined ? this.#shared(document) : this.#add(document);
  }

  #shared(document: MatchDocument): number {
    const { lang, date, source, stage, country } = document;
    if ((lang ?? date ?? source ?? stage ?? country) === undefined) return -1;
    const last = this.#last;
    this.#last = document;
    if (last && NAMES.every((name) => last[name] === document[name])) return this.#lastNumber;
    this.#lastNumber = this.#numberOf(document);
    return this.#lastNumber;
  }

  #numberOf(document: MatchDocument): number {
    const { lang, date, source, stage, country } = document;
    const key = JSON.stringify([lang, date, source, stage, country]);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#add(document);
    this.#numbers.set(key, number);
    return number;
  }

  #add(document: MatchDocument): number {
    const set: { -readonly [Name in keyof Attributes]: Attributes[Name] } = {};
    for (const name of NAMES) if (document[name] !== undefined) set[name] = document[name];
    if (document.amounts !== undefined) set.amounts = document.amounts;
    return this.sets.push(set) - 1;
  }
}
