import { decodeReferences, type Entities, readEntities } from './references.ts';

/** An element of XML as people write it. Names are lower case, with the prefix that was written. */
export interface XmlElement {
  readonly name: string;
  /** Names in lower case; of two equal ones the first. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly parent: XmlElement | undefined;
  readonly children: (XmlElement | string)[];
  /** False where it was still open when the text broke off. */
  closed: boolean;
}

export interface XmlTree {
  readonly root: XmlElement | undefined;
  /** The text broke off inside of an element, a tag or a section. */
  readonly isCut: boolean;
  /** There was more than is taken apart, and the rest was left. */
  readonly isTooLarge: boolean;
  /** Elements lay too deep, and were left out with their text. */
  readonly isTooDeep: boolean;
}

/** Elements inside one another; what lies deeper is left out. */
const DEEPEST = 200;
const MOST_TAGS = 500_000;
/** Shared: a list of addresses has a million elements without any. */
const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();
const NAME = /[^\s/><="']+/y;
const ATTRIBUTE = /[\s/]*([^\s=/>"'<][^\s=/>"'<]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/y;
/** Such an element never holds another of its kind, so that the next one ends it. */
const NEVER_NESTED = new Set(['item', 'entry']);

/**
 * Reads XML that may break every rule: tags that do not match, bare ampersands, unknown entities, text before the
 * first element, and an end in the middle. Elements are closed by the end of their parents. Entities that the file
 * declares are replaced once, those inside entities never. Linear in the length; never fails.
 */
export function readXml(text: string, mostTags = MOST_TAGS): XmlTree {
  return new XmlReader(text, mostTags).read();
}

class XmlReader {
  readonly #text: string;
  readonly #mostTags: number;
  readonly #open: XmlElement[] = [];
  #root: XmlElement | undefined;
  #entities: Entities = new Map();
  #at = 0;
  #tags = 0;
  /** Elements below the deepest that is kept, which have no place on the stack. */
  #tooDeep = 0;
  #isCut = false;
  #isTooDeep = false;
  #hasDoctype = false;

  constructor(text: string, mostTags: number) {
    this.#text = text;
    this.#mostTags = mostTags;
  }

  read(): XmlTree {
    let isTooLarge = false;
    while (this.#at < this.#text.length) {
      const start = this.#text.indexOf('<', this.#at);
      this.#characters(start < 0 ? this.#text.length : start);
      if (start < 0) break;
      this.#markup();
      if (++this.#tags > this.#mostTags) {
        isTooLarge = true;
        break;
      }
      if (this.#root && this.#open.length === 0) break;
    }
    return { root: this.#root, isCut: this.#isCut || this.#open.length > 0, isTooLarge, isTooDeep: this.#isTooDeep };
  }

  /** Text up to `end`, with its references replaced. */
  #characters(end: number): void {
    if (end > this.#at) this.#add(decodeReferences(this.#text.slice(this.#at, end), this.#entities));
    this.#at = end;
  }

  #add(text: string): void {
    if (this.#tooDeep === 0) this.#open.at(-1)?.children.push(text);
  }

  #markup(): void {
    const next = this.#text[this.#at + 1] ?? '';
    if (this.#text.startsWith('<!--', this.#at)) this.#skipPast('-->', 4);
    else if (this.#text.startsWith('<![CDATA[', this.#at)) this.#section();
    else if (/^<!doctype/i.test(this.#text.slice(this.#at, this.#at + 9))) this.#doctype();
    else if (next === '!' || next === '?') this.#skipPast('>', 2);
    else if (next === '/') this.#closing();
    else if (/[\p{L}_:]/u.test(next)) this.#opening();
    else {
      this.#add('<');
      this.#at++;
    }
  }

  #skipPast(end: string, from: number): void {
    const at = this.#text.indexOf(end, this.#at + from);
    if (at < 0) this.#isCut = true;
    this.#at = at < 0 ? this.#text.length : at + end.length;
  }

  #section(): void {
    const start = this.#at + '<![CDATA['.length;
    this.#skipPast(']]>', 9);
    this.#add(this.#text.slice(start, this.#isCut ? this.#at : this.#at - 3));
  }

  /** A document type ends at the first ">" outside of quotation marks, comments and its brackets. */
  #doctype(): void {
    const start = this.#at;
    // A second one means nothing, and would be gone through again.
    if (this.#hasDoctype) {
      this.#skipPast('>', 0);
      return;
    }
    this.#hasDoctype = true;
    const token = /["'[\]>]|<!--/g;
    token.lastIndex = start;
    let inside = false;
    for (let match = token.exec(this.#text); match; match = token.exec(this.#text)) {
      const [sign] = match;
      if (sign === '[') inside = true;
      else if (sign === ']') inside = false;
      else if (sign === '>') {
        if (inside) continue;
        this.#at = token.lastIndex;
        this.#entities = readEntities(this.#text.slice(start, this.#at));
        return;
      } else {
        const end = this.#text.indexOf(sign === '<!--' ? '-->' : sign, token.lastIndex);
        if (end < 0) break;
        token.lastIndex = end + 1;
      }
    }
    this.#skipPast('>', 0);
  }

  #closing(): void {
    // A tag that was not ended is ended by the next one, or by the end of the text. The next one is looked for first, so
    // that no part of the text is gone through for each of many tags.
    const next = this.#text.indexOf('<', this.#at + 1);
    const until = next < 0 ? this.#text.length : next;
    const end = this.#text.slice(this.#at, until).indexOf('>');
    const at = end < 0 ? until : this.#at + end;
    const name = this.#text
      .slice(this.#at + 2, at)
      .trim()
      .toLowerCase();
    this.#at = end < 0 ? at : at + 1;
    if (this.#tooDeep > 0) {
      this.#tooDeep--;
      return;
    }
    const place = this.#open.findLastIndex((element) => element.name === name);
    if (place >= 0) this.#close(place);
  }

  #close(place: number): void {
    for (const element of this.#open.splice(place)) element.closed = true;
  }

  #opening(): void {
    this.#at++;
    NAME.lastIndex = this.#at;
    const name = NAME.exec(this.#text)![0].toLowerCase();
    this.#at += name.length;
    const attributes = this.#attributes();
    const end = this.#text[this.#at];
    if (end === undefined) {
      this.#isCut = true;
      return;
    }
    const isEmpty = this.#text[this.#at - 1] === '/';
    if (end === '>') this.#at++;
    if (this.#tooDeep > 0 || this.#open.length >= DEEPEST) {
      this.#isTooDeep = true;
      if (!isEmpty) this.#tooDeep++;
      return;
    }
    this.#push(name, attributes, isEmpty);
  }

  #push(name: string, attributes: ReadonlyMap<string, string>, isEmpty: boolean): void {
    const place = NEVER_NESTED.has(name) ? this.#open.findIndex((element) => element.name === name) : -1;
    if (place >= 0) this.#close(place);
    const parent = this.#open.at(-1);
    const element: XmlElement = { name, attributes, parent, children: [], closed: isEmpty };
    parent?.children.push(element);
    this.#root ??= element;
    if (!isEmpty) this.#open.push(element);
  }

  /** Reads attributes up to the ">" that ends the tag, or to whatever else ends it. */
  #attributes(): ReadonlyMap<string, string> {
    let attributes: Map<string, string> | undefined;
    while (this.#at < this.#text.length) {
      ATTRIBUTE.lastIndex = this.#at;
      const match = ATTRIBUTE.exec(this.#text);
      if (match) {
        this.#at = ATTRIBUTE.lastIndex;
        const name = match[1]!.toLowerCase();
        const value = decodeReferences(match[2] ?? match[3] ?? match[4] ?? '', this.#entities);
        attributes ??= new Map();
        if (!attributes.has(name)) attributes.set(name, value);
        continue;
      }
      const sign = this.#text[this.#at]!;
      if (sign === '>' || sign === '<') break;
      this.#at++;
    }
    return attributes ?? NO_ATTRIBUTES;
  }
}
