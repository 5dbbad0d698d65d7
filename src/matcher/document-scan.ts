import { CLASSES, SEPARATOR, WORD } from '../text/characters.ts';
import { characterClass } from '../text/cut.ts';
import { foldedTokens } from '../text/words.ts';
import { FIELD_GAP, type MatchDocument } from './document.ts';
import { ALWAYS } from './leaf-table.ts';
import { HASH_FACTOR, HASH_SEED, LONGEST_MEMO_TOKEN, SHAPE, TokenMemo } from './token-memo.ts';
import { FORMS, findWord, type VocabularyView } from './vocabulary.ts';
import { leavesOfToken, type WordFormsView } from './word-forms.ts';

/** Bits of the marks that say, with one look into a small table, which words cannot be in the document. */
const MARK_BITS = 16;
/** The mark that every document has: for a record that needs no second word. */
export const NO_MARK = 0;

/** Returns the mark of a word leaf, 1 to 65,535. */
export function markOf(leaf: number): number {
  return (Math.imul(leaf, 0x9e3779b1) >>> (32 - MARK_BITS)) || 1;
}

const LAST_STAMP = 0x7ffffff0;

/**
 * What one document holds of the words that questions use: which leaves are true, and where their words stand.
 * The arrays are those of one thread and are used again for the next document; nothing is cleared between
 * documents but the marks, since a leaf is true exactly if it carries the document's own stamp.
 */
export class DocumentScan {
  /** By leaf: `stamp` where true, `stamp + 1` where found false. */
  state = new Int32Array(1024);
  /** By leaf: index of its first and last place, side by side. */
  ends = new Int32Array(2048);
  /** Places: position in the document, and index of the next place of the same leaf or -1. */
  places = new Int32Array(1 << 13);
  next = new Int32Array(1 << 13);
  /** By position: the leaf of the exact word or -1, and the span in its text. */
  exactAt = new Int32Array(1 << 12);
  starts = new Int32Array(1 << 12);
  stops = new Int32Array(1 << 12);
  /** Words that are true, in the order of their first place. */
  present = new Int32Array(1 << 12);
  presentCount = 0;
  readonly marks = new Int32Array(1 << (MARK_BITS - 5));
  stamp = 0;
  titleEnd = 0;
  bodyStart = 0;
  /** One past the last position. */
  end = 0;
  document: MatchDocument = { id: '', title: '', text: '' };
  readonly #memo: TokenMemo;
  #forms: WordFormsView;
  #vocabulary: VocabularyView;
  #placeCount = 0;

  constructor(forms: WordFormsView, vocabulary: VocabularyView) {
    this.#memo = new TokenMemo(forms, vocabulary);
    this.#forms = forms;
    this.#vocabulary = vocabulary;
  }

  /** Reads another state of the questions; `leaves` is how many leaves there are now. */
  use(forms: WordFormsView, vocabulary: VocabularyView, leaves: number): void {
    this.#memo.use(forms, vocabulary);
    this.#forms = forms;
    this.#vocabulary = vocabulary;
    if (leaves <= this.state.length) return;
    const size = leaves + (leaves >> 2);
    this.state = widened(this.state, size);
    this.ends = widened(this.ends, size * 2);
  }

  /** Reads a document: from here on the arrays speak of it. */
  read(document: MatchDocument): void {
    this.#begin(document);
    this.titleEnd = this.#scan(document.title, 0);
    this.bodyStart = this.titleEnd + FIELD_GAP;
    this.#reserve(this.bodyStart);
    this.exactAt.fill(-1, this.titleEnd, this.bodyStart);
    this.end = this.#scan(document.text, this.bodyStart);
    this.exactAt[this.end] = -1;
  }

  /** Makes a leaf true that is no word: an attribute, a phrase. */
  raise(leaf: number): void {
    this.state[leaf] = this.stamp;
    this.#present(leaf);
  }

  /** Raises what is true of the document as a whole: its language, source and stage. */
  raiseAttributes(document: MatchDocument): void {
    this.raise(ALWAYS);
    for (const attribute of ['lang', 'source', 'stage'] as const) {
      const own = document[attribute];
      const leaf = own === undefined ? -1 : findWord(this.#vocabulary, FORMS[attribute], foldedTokens(own).join(' '));
      if (leaf >= 0) this.raise(leaf);
    }
  }

  #begin(document: MatchDocument): void {
    for (let index = 0; index < this.presentCount; index++) this.marks[markOf(this.present[index]!) >>> 5] = 0;
    this.marks[0] = 1;
    this.document = document;
    this.presentCount = 0;
    this.#placeCount = 0;
    if (this.stamp > LAST_STAMP) {
      this.stamp = 0;
      this.state.fill(0);
    }
    this.stamp += 2;
  }

  #scan(text: string, from: number): number {
    const length = text.length;
    let position = from;
    let index = 0;
    while (index < length) {
      let unit = text.charCodeAt(index);
      if (CLASSES[unit] !== WORD && (CLASSES[unit] === SEPARATOR || characterClass(text, index) !== WORD)) {
        index++;
        continue;
      }
      const start = index;
      let hash = HASH_SEED;
      for (;;) {
        hash = Math.imul(hash ^ unit, HASH_FACTOR);
        if (++index === length) break;
        unit = text.charCodeAt(index);
        if (CLASSES[unit] === WORD) continue;
        if (CLASSES[unit] === SEPARATOR || characterClass(text, index) === SEPARATOR) break;
      }
      this.#token(text, start, index, hash, position++);
    }
    return position;
  }

  #token(text: string, start: number, end: number, hash: number, position: number): void {
    if (position + 1 >= this.exactAt.length) this.#reserve(position + 1);
    this.starts[position] = start;
    this.stops[position] = end;
    this.exactAt[position] = -1;
    if (end - start > LONGEST_MEMO_TOKEN) return this.#longToken(text.slice(start, end), position);
    const memo = this.#memo;
    const at = memo.find(text, start, end, hash);
    const shape = memo.entries[at + 2]!;
    const value = memo.entries[at + 3]!;
    if (shape & SHAPE.oneLeaf) {
      if (shape & SHAPE.exactFirst) this.exactAt[position] = value;
      this.#place(value, position);
    } else if (shape & SHAPE.moreLeaves) {
      const { leaves } = memo;
      if (shape & SHAPE.exactFirst) this.exactAt[position] = leaves[value + 1]!;
      const last = value + leaves[value]!;
      for (let index = value + 1; index <= last; index++) this.#place(leaves[index]!, position);
    }
  }

  #longToken(token: string, position: number): void {
    const [exact = -1, ...others] = leavesOfToken(token, this.#forms, this.#vocabulary);
    this.exactAt[position] = exact;
    if (exact >= 0) this.#place(exact, position);
    for (const leaf of others) this.#place(leaf, position);
  }

  #place(leaf: number, position: number): void {
    const place = this.#placeCount++;
    if (place >= this.places.length) {
      this.places = widened(this.places, place * 2);
      this.next = widened(this.next, place * 2);
    }
    this.places[place] = position;
    this.next[place] = -1;
    const { ends } = this;
    if (this.state[leaf] === this.stamp) {
      this.next[ends[leaf * 2 + 1]!] = place;
    } else {
      this.state[leaf] = this.stamp;
      ends[leaf * 2] = place;
      this.#present(leaf);
      const mark = markOf(leaf);
      this.marks[mark >>> 5]! |= 1 << (mark & 31);
    }
    ends[leaf * 2 + 1] = place;
  }

  #present(leaf: number): void {
    if (this.presentCount === this.present.length) this.present = widened(this.present, this.presentCount * 2);
    this.present[this.presentCount++] = leaf;
  }

  #reserve(position: number): void {
    if (position + 1 < this.exactAt.length) return;
    const size = (position + 1) * 2;
    this.exactAt = widened(this.exactAt, size);
    this.starts = widened(this.starts, size);
    this.stops = widened(this.stops, size);
  }
}

function widened(cells: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(length);
  wider.set(cells);
  return wider;
}
