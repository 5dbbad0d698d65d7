import { foldedTokens } from '../../text/words.ts';
import { FIELD_GAP, type MatchDocument } from '../document.ts';
import { ALWAYS, MARK_BITS, markOf } from '../questions/leaf-table.ts';
import { FORMS, findWord } from '../questions/vocabulary.ts';
import { copyEach, cutKeys, LONGEST_STRETCH, nextStretch, stretchEnd, type TextCopier, UNITS } from './token-keys.ts';
import { type ScanView, SHAPE, TokenMemo } from './token-memo.ts';

const LAST_STAMP = 0x7ffffff0;
const MOST_ATTRIBUTES = 4096;
const LEAF_CELLS = 4;
// As constants of this module: what comes from another is looked up at each use.
const { someLeafBit, moreLeaves, exactFirst, pairFirstBit, pairSecondBit } = SHAPE;

/** The title and the text of a document as UTF-16 units, each at most `LONGEST_STRETCH` of them. */
export interface PackedText {
  readonly title: Uint16Array;
  readonly text: Uint16Array;
}

/**
 * What one document holds of the words that questions use: which leaves are true, and where their words stand.
 * The arrays are those of one thread and are used again for the next document; nothing is cleared between
 * documents but the marks, since a leaf is true exactly if it carries the document's own stamp.
 */
export class DocumentScan {
  /**
   * Four cells for each leaf, in one line of memory: `stamp` where it is true, `stamp + 1` where it was found false;
   * of a word its first and its last place; where what is filed under it begins in the base, or 0.
   */
  state = new Int32Array(LEAF_CELLS << 10);
  /** Two cells for each place: position in the document, and the next place of the same word or -1. */
  places = new Int32Array(1 << 14);
  /** By position: the leaf of the exact word, or -1. */
  exactAt = new Int32Array(1 << 12);
  /** Positions of words that may begin a filed phrase's pair, with the word after them: `pairCount` of them. */
  pairsAt = new Int32Array(1 << 12);
  pairCount = 0;
  /** Words that are true, in the order of their first place. */
  present = new Int32Array(1 << 12);
  presentCount = 0;
  /** Where what is filed under the leaves that are true begins in the base: `filedCount` places. */
  filedAt = new Int32Array((1 << 12) + 1);
  filedCount = 0;
  readonly marks = new Int32Array(1 << (MARK_BITS - 5));
  stamp = 0;
  /** Places that were looked at to find out which words stand near each other. */
  steps = 0;
  titleEnd = 0;
  bodyStart = 0;
  /** One past the last position. */
  end = 0;
  document: MatchDocument = { id: '', title: '', text: '' };
  readonly #memo: TokenMemo;
  #view: ScanView;
  /** The merge whose places in the base `state` holds. */
  #merges = -1;
  #placeCount = 0;
  /** Of the tokens with leaves: position and shape. */
  memoAt = new Int32Array(1 << 13);
  /** Whether the last token of the text may begin a pair: 1 or 0. */
  #pairOpen = 0;
  /** The leaves of attribute values met so far, emptied when the questions change. */
  readonly #attributes = {
    lang: new Map<string, number>(),
    source: new Map<string, number>(),
    stage: new Map<string, number>(),
  };
  readonly #copy: TextCopier;

  constructor(view: ScanView, copy?: TextCopier) {
    this.#copy = copy ?? copyEach;
    this.#memo = new TokenMemo(view);
    this.#view = view;
    this.use(view);
  }

  /** Reads another state of the questions. */
  use(view: ScanView): void {
    this.#memo.use(view);
    this.#view = view;
    for (const leaves of Object.values(this.#attributes)) leaves.clear();
    if (view.leafCount * LEAF_CELLS > this.state.length) {
      this.state = widened(this.state, (view.leafCount + (view.leafCount >> 2)) * LEAF_CELLS);
    }
    if (view.postings.merges !== this.#merges) this.#takeStarts(view.postings);
  }

  /** Keeps where what is filed under each leaf begins, in the memory that is looked at anyway where the leaf is true. */
  #takeStarts({ merges, starts }: ScanView['postings']): void {
    const { state } = this;
    for (let leaf = 0; leaf + 1 < starts.length; leaf++) {
      state[(leaf << 2) + 3] = starts[leaf + 1]! > starts[leaf]! ? starts[leaf]! : 0;
    }
    this.#merges = merges;
  }

  /**
   * Reads a document: from here on the arrays speak of it. With `packed`, its strings are made only if some question
   * asks for its sentences or amounts.
   */
  read(document: MatchDocument, packed?: PackedText): void {
    this.#begin(document);
    this.titleEnd = packed ? this.#scanPacked(packed.title, 0) : this.#scan(document.title, 0);
    this.bodyStart = this.titleEnd + FIELD_GAP;
    this.#reserve(this.bodyStart);
    this.exactAt.fill(-1, this.titleEnd, this.bodyStart);
    this.end = packed ? this.#scanPacked(packed.text, this.bodyStart) : this.#scan(document.text, this.bodyStart);
    this.exactAt[this.end] = -1;
  }

  /** How many words the memo of tokens holds. */
  get memoWords(): number {
    return this.#memo.size;
  }

  /** Makes a leaf true that is no word: an attribute, a phrase. */
  raise(leaf: number): void {
    this.state[leaf << 2] = this.stamp;
    this.#present(leaf);
    const mark = markOf(leaf);
    this.marks[mark >>> 5]! |= 1 << (mark & 31);
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
    const leaves = this.#attributes[attribute];
    const known = leaves.get(own);
    if (known !== undefined) return known;
    if (leaves.size >= MOST_ATTRIBUTES) leaves.clear();
    const leaf = findWord(this.#view.vocabulary, FORMS[attribute], foldedTokens(own).join(' '));
    leaves.set(own, leaf);
    return leaf;
  }

  #begin(document: MatchDocument): void {
    for (let index = 0; index < this.presentCount; index++) this.marks[markOf(this.present[index]!) >>> 5] = 0;
    this.#memo.tidy();
    this.document = document;
    this.presentCount = 0;
    this.filedCount = 0;
    this.steps = 0;
    this.#placeCount = 0;
    this.pairCount = 0;
    if (this.stamp > LAST_STAMP) {
      this.stamp = 0;
      this.state.fill(0);
      this.#takeStarts(this.#view.postings);
    }
    this.stamp += 2;
  }

  /** Takes in one text from position `from` on and returns the position behind it. */
  #scan(text: string, from: number): number {
    this.#pairOpen = 0;
    if (text.length <= LONGEST_STRETCH) return this.#scanCopy(text, from);
    let position = from;
    for (let start = 0; start < text.length; ) {
      const to = stretchEnd(text, start);
      position = this.#scanCopy(text.slice(start, to), position);
      start = nextStretch(text, to);
    }
    return position;
  }

  #scanCopy(stretch: string, from: number): number {
    this.#copy(stretch, UNITS);
    return this.#scanStretch(stretch.length, from);
  }

  #scanPacked(units: Uint16Array, from: number): number {
    this.#pairOpen = 0;
    UNITS.set(units);
    return this.#scanStretch(units.length, from);
  }

  /** Takes in the first `length` units of `UNITS`. */
  #scanStretch(length: number, from: number): number {
    const count = cutKeys(length);
    this.#reserve(from + count + 1);
    const { exactAt, pairsAt, memoAt } = this;
    const memo = this.#memo;
    let pairs = this.pairCount;
    let pairOpen = this.#pairOpen;
    let some = 0;
    for (let index = 0; index < count; index++) {
      let at = memo.findKnown(index);
      if (at < 0) at = memo.find(index);
      const shape = memo.entries[at + 2]!;
      const position = from + index;
      // Written always and counted where it is so, like the edges of tokens: the outcome cannot be guessed.
      exactAt[position] = memo.entries[at + 3]!;
      pairsAt[pairs] = position - 1;
      pairs += pairOpen & (shape >>> pairSecondBit);
      pairOpen = (shape >>> pairFirstBit) & 1;
      memoAt[some * 2] = position;
      memoAt[some * 2 + 1] = shape;
      some += (shape >>> someLeafBit) & 1;
    }
    this.pairCount = pairs;
    this.#pairOpen = pairOpen;
    for (let index = 0; index < some; index++) this.#meet(memoAt[index * 2]!, memoAt[index * 2 + 1]!);
    return from + count;
  }

  /** Notes the leaves of a token that has some. */
  #meet(position: number, shape: number): void {
    const value = this.exactAt[position]!;
    if ((shape & moreLeaves) === 0) {
      if ((shape & exactFirst) === 0) this.exactAt[position] = -1;
      this.#place(value, position);
      return;
    }
    const { leaves } = this.#memo;
    this.exactAt[position] = shape & exactFirst ? leaves[value + 1]! : -1;
    const last = value + leaves[value]!;
    for (let index = value + 1; index <= last; index++) this.#place(leaves[index]!, position);
  }

  #place(leaf: number, position: number): void {
    const place = this.#placeCount;
    this.#placeCount = place + 2;
    if (place + 2 > this.places.length) this.places = widened(this.places, place * 2);
    const { places, state } = this;
    places[place] = position;
    places[place + 1] = -1;
    const cells = leaf << 2;
    if (state[cells] === this.stamp) {
      places[state[cells + 2]! + 1] = place;
    } else {
      state[cells] = this.stamp;
      state[cells + 1] = place;
      this.#present(leaf);
      const mark = markOf(leaf);
      this.marks[mark >>> 5]! |= 1 << (mark & 31);
    }
    state[cells + 2] = place;
  }

  #present(leaf: number): void {
    if (this.presentCount === this.present.length) {
      this.present = widened(this.present, this.presentCount * 2);
      this.filedAt = widened(this.filedAt, this.presentCount * 2 + 1);
    }
    this.present[this.presentCount++] = leaf;
    // Written always and counted where it is so.
    const at = this.state[(leaf << 2) + 3]!;
    this.filedAt[this.filedCount] = at;
    this.filedCount += at === 0 ? 0 : 1;
  }

  #reserve(position: number): void {
    if (position + 1 < this.exactAt.length) return;
    const size = (position + 1) * 2;
    this.exactAt = widened(this.exactAt, size);
    this.pairsAt = widened(this.pairsAt, size);
    this.memoAt = widened(this.memoAt, size * 2);
  }
}

function widened(cells: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(length);
  wider.set(cells);
  return wider;
}
