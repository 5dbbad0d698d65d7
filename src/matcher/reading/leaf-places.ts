import { meetsThreshold } from '../../amounts/compare-amount.ts';
import type { RateTable } from '../../amounts/rates.ts';
import { dayOf } from '../document.ts';
import { LEAF, type LeafView } from '../questions/leaf-table.ts';
import { thresholdAt } from './conditions.ts';
import type { DocumentParts } from './document-parts.ts';
import type { DocumentScan } from './document-scan.ts';
import { NOWHERE, type PlaceList } from './place-list.ts';

/** Where the words, phrases and amounts of a scanned document stand: each list is made once, when first asked for. */
export class LeafPlaces {
  readonly #scan: DocumentScan;
  readonly #parts: DocumentParts;
  readonly #rates: RateTable;
  #leaves: LeafView;
  readonly #lists = new Map<number, PlaceList>();

  constructor(scan: DocumentScan, leaves: LeafView, parts: DocumentParts, rates: RateTable) {
    this.#scan = scan;
    this.#leaves = leaves;
    this.#parts = parts;
    this.#rates = rates;
  }

  use(leaves: LeafView): void {
    this.#leaves = leaves;
  }

  /** Forgets the document before. */
  begin(): void {
    if (this.#lists.size > 0) this.#lists.clear();
  }

  /** Returns where a word, a phrase or an amount stands; no two of its stretches hold each other. */
  of(leaf: number): PlaceList {
    const known = this.#lists.get(leaf);
    if (known) return known;
    const list = this.#find(leaf);
    this.#lists.set(leaf, list);
    return list;
  }

  #find(leaf: number): PlaceList {
    const kind = this.#leaves.kinds[leaf]!;
    if (kind === LEAF.phrase) return this.#phrase(leaf);
    if (kind === LEAF.amount) return this.#amounts(leaf);
    const firsts = Int32Array.from(this.#positions(leaf));
    return { firsts, lasts: firsts };
  }

  *#positions(word: number): Generator<number> {
    const { state, stamp, places } = this.#scan;
    if (state[word << 2] !== stamp) return;
    for (let place = state[(word << 2) + 1]!; place >= 0; place = places[place + 1]!) yield places[place]!;
  }

  #amounts(leaf: number): PlaceList {
    const threshold = thresholdAt(this.#leaves.definitions, this.#leaves.definitionAt[leaf]! + 1);
    const day = dayOf(this.#scan.document);
    const found = this.#parts.amounts().filter(({ amount }) => meetsThreshold(amount, threshold, day, this.#rates));
    return {
      firsts: Int32Array.from(found, ({ first }) => first),
      lasts: Int32Array.from(found, ({ last }) => last),
    };
  }

  #phrase(leaf: number): PlaceList {
    const starts: number[] = [];
    const length = this.#follow(leaf, (start) => {
      starts.push(start);
      return false;
    });
    if (starts.length === 0) return NOWHERE;
    return { firsts: Int32Array.from(starts), lasts: Int32Array.from(starts, (start) => start + length - 1) };
  }

  /** Returns whether a phrase stands anywhere, and stops at the first place. */
  phraseStands(leaf: number): boolean {
    let found = false;
    this.#follow(leaf, () => {
      found = true;
      return true;
    });
    return found;
  }

  /** Follows the rarest pair of a phrase and calls `visit` with each start until it returns true; returns its length. */
  #follow(leaf: number, visit: (start: number) => boolean): number {
    const { definitions } = this.#leaves;
    const at = this.#leaves.definitionAt[leaf]!;
    const count = definitions[at]! - 1;
    const anchor = definitions[at + 1]!;
    const words = at + 2;
    const { state, stamp, places, exactAt } = this.#scan;
    const word = definitions[words + anchor]!;
    if (state[word << 2] !== stamp) return count;
    for (let place = state[(word << 2) + 1]!; place >= 0; place = places[place + 1]!) {
      const start = places[place]! - anchor;
      let index = 0;
      while (index < count && exactAt[start + index] === definitions[words + index]) index++;
      if (index === count && visit(start)) break;
    }
    return count;
  }
}
