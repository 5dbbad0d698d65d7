import { CLASSES, SEPARATOR, WORD } from '../text/characters.ts';
import { characterClass } from '../text/cut.ts';
import { foldedTokens } from '../text/words.ts';
import { FIELD_GAP, type MatchDocument } from './document.ts';
import { ALWAYS } from './leaf-table.ts';
import { LONGEST_MEMO_TOKEN, type ScanView, SHAPE, SHORT, spellingOf, TokenMemo } from './token-memo.ts';
import { FORMS, findWord } from './vocabulary.ts';
import { leavesOfToken } from './word-forms.ts';

/** Bits of the marks that say, with one look into a small table, which words cannot be in the document. */
const MARK_BITS = 16;
/** The mark that every document has: for a record that needs no second word. */
export const NO_MARK = 0;

/** Returns the mark of a word leaf, 1 to 65,535. */
export function markOf(leaf: number): number {
  return (Math.imul(leaf, 0x9e3779b1) >>> (32 - MARK_BITS)) || 1;
}

const LAST_STAMP = 0x7ffffff0;
const SPACE = 0x20;
const MOST_ATTRIBUTES = 4096;

/** Copies the UTF-16 units of a text to the beginning of `units`, which has room for them. */
export type TextCopier = (text: string, units: Uint16Array) => void;

/** Copies unit by unit: right everywhere. A platform that copies strings as memory does it faster. */
function copyText(text: string, units: Uint16Array): void {
  for (let index = 0; index < text.length; index++) units[index] = text.charCodeAt(index);
}

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
  /** By position: the leaf of the exact word, or -1. */
  exactAt = new Int32Array(1 << 12);
  /** Positions of words that may begin a filed phrase's pair, with the word after them: `pairCount` of them. */
  pairsAt = new Int32Array(1 << 12);
  pairCount = 0;
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
  #view: ScanView;
  #placeCount = 0;
  #units = new Uint16Array(1 << 14);
  /** Whether the last token may begin a pair. */
  #pairOpen = false;
  /** The leaves of attribute values met so far, emptied when the questions change. */
  readonly #attributes = new Map<string, number>();
  readonly #copy: TextCopier;

  constructor(view: ScanView, copy: TextCopier = copyText) {
    this.#copy = copy;
    this.#memo = new TokenMemo(view);
    this.#view = view;
    this.use(view);
  }

  /** Reads another state of the questions. */
  use(view: ScanView): void {
    this.#memo.use(view);
    this.#view = view;
    this.#attributes.clear();
    if (view.leafCount <= this.state.length) return;
    const size = view.leafCount + (view.leafCount >> 2);
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
      const leaf = own === undefined ? -1 : this.#attributeLeaf(attribute, own);
      if (leaf >= 0) this.raise(leaf);
    }
  }

  #attributeLeaf(attribute: 'lang' | 'source' | 'stage', own: string): number {
    const key = `${attribute}:${own}`;
    const known = this.#attributes.get(key);
    if (known !== undefined) return known;
    if (this.#attributes.size >= MOST_ATTRIBUTES) this.#attributes.clear();
    const leaf = findWord(this.#view.vocabulary, FORMS[attribute], foldedTokens(own).join(' '));
    this.#attributes.set(key, leaf);
    return leaf;
  }

  #begin(document: MatchDocument): void {
    for (let index = 0; index < this.presentCount; index++) this.marks[markOf(this.present[index]!) >>> 5] = 0;
    this.marks[0] = 1;
    this.document = document;
    this.presentCount = 0;
    this.#placeCount = 0;
    this.pairCount = 0;
    if (this.stamp > LAST_STAMP) {
      this.stamp = 0;
      this.state.fill(0);
    }
    this.stamp += 2;
  }

  #scan(text: string, from: number): number {
    const { length } = text;
    if (length >= this.#units.length) this.#units = new Uint16Array(length * 2);
    // Every second character at most begins a token.
    this.#reserve(from + (length >> 1) + 2);
    const units = this.#units;
    this.#copy(text, units);
    // A separator behind the last character ends the last token without a test of the length.
    units[length] = SPACE;
    const [classes, word, separator] = [CLASSES, WORD, SEPARATOR];
    let position = from;
    this.#pairOpen = false;
    for (let index = 0; index < length; ) {
      let unit = units[index]!;
      if (classes[unit] !== word && (classes[unit] === separator || characterClass(text, index) !== word)) {
        index++;
        continue;
      }
      const start = index;
      let low = 0;
      let high = 0;
      let wide = 0;
      for (;;) {
        do {
          high = (high << 8) | (low >>> 24);
          low = (low << 8) | unit;
          wide |= unit;
          unit = units[++index]!;
        } while (classes[unit] === word);
        if (classes[unit] === separator || characterClass(text, index) === separator) break;
      }
      if (index - start <= SHORT && wide < 256) this.#token(this.#memo.findShort(low, high, index - start), position);
      else if (index - start <= LONGEST_MEMO_TOKEN) this.#token(this.#memo.findLong(units, start, index), position);
      else this.#longToken(start, index, position);
      position++;
    }
    return position;
  }

  /** Takes in the token whose entry in the memo stands at `at`. */
  #token(at: number, position: number): void {
    const { entries, leaves } = this.#memo;
    const shape = entries[at + 2]!;
    const value = entries[at + 3]!;
    if (shape & SHAPE.pairSecond && this.#pairOpen) this.pairsAt[this.pairCount++] = position - 1;
    this.#pairOpen = (shape & SHAPE.pairFirst) !== 0;
    if (shape & SHAPE.oneLeaf) {
      this.exactAt[position] = shape & SHAPE.exactFirst ? value : -1;
      this.#place(value, position);
    } else if (shape & SHAPE.moreLeaves) {
      this.exactAt[position] = shape & SHAPE.exactFirst ? leaves[value + 1]! : -1;
      const last = value + leaves[value]!;
      for (let index = value + 1; index <= last; index++) this.#place(leaves[index]!, position);
    } else this.exactAt[position] = -1;
  }

  /** A token too long for the memo: no word of any language, but looked up all the same. */
  #longToken(start: number, end: number, position: number): void {
    const token = new Array<string>();
    for (let at = start; at < end; at += 4096) token.push(spellingOf(this.#units, at, Math.min(end, at + 4096)));
    const [exact = -1, ...others] = leavesOfToken(token.join(''), this.#view.forms, this.#view.vocabulary);
    this.#pairOpen = false;
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
    this.pairsAt = widened(this.pairsAt, size);
  }
}

function widened(cells: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(length);
  wider.set(cells);
  return wider;
}
