import { Unreadable } from './extract-problem.ts';
import { DEEPEST_NESTING, MOST_CONTAINERS, MOST_MARKUP } from './limits.ts';

const VOID = new Set(
  'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr'.split(
    ' ',
  ),
);
const RAW = new Set(['script', 'style', 'title', 'textarea', 'xmp']);
/** Opening elements (by line) that end the open ones on the left, as the parser takes it. */
const ENDED_BY: Readonly<Record<string, string>> = {
  p: 'p h1 h2 h3 h4 h5 h6 address article aside blockquote details div dl fieldset figcaption figure footer form header hr main nav ol pre section table ul',
  li: 'li',
  dd: 'dd dt',
  dt: 'dd dt',
  td: 'td tr',
  th: 'td th tr',
  tr: 'tr',
  thead: 'td tbody tfoot',
  tbody: 'tbody tfoot',
  option: 'option optgroup select input output button datalist textarea',
  optgroup: 'optgroup select input output button datalist textarea',
  rt: 'rt rp',
  rp: 'rt rp',
  head: 'body',
};
const ENDERS = new Map(Object.entries(ENDED_BY).map(([open, enders]) => [open, new Set(enders.split(' '))]));
const SPACES = /[ \t\n\f\r]*/y;
const NAME = /[^/> \t\n\f\r]+/y;
const CLOSING_NAME = /[ \t\n\f\r]*([^> \t\n\f\r]*)/y;
const SELF_CLOSING = /\/[ \t\n\f\r]*>/y;
// The caller has seen that no tag ends here; an equals sign may begin a name.
const ATTRIBUTE =
  /[^>/ \t\n\f\r][^=/> \t\n\f\r]*[ \t\n\f\r]*(?:=[ \t\n\f\r]*(?:"[^"]*(?:"|$)|'[^']*(?:'|$)|[^> \t\n\f\r]*))?/y;

/** Walks the tags of a markup file as the parser will, with nothing but a stack of names. */
class TagScan {
  readonly #markup: string;
  readonly #html: boolean;
  readonly #open: string[] = [];
  #at = 0;
  #count = 0;

  constructor(markup: string, html: boolean) {
    this.#markup = markup;
    this.#html = html;
  }

  run(): void {
    for (let at = this.#markup.indexOf('<'); at >= 0; at = this.#markup.indexOf('<', this.#at)) {
      this.#at = at + 1;
      this.#counted();
      const next = this.#markup[this.#at] ?? '';
      if (next === '!') this.#declaration();
      else if (next === '?') this.#skipPast('>');
      else if (next === '/') this.#closing();
      else if (this.#html ? /[a-z]/i.test(next) : /[^/> \t\n\f\r]/.test(next)) this.#opening();
    }
  }

  #counted(): void {
    if (++this.#count > MOST_MARKUP) throw tooLarge();
  }

  #matched(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#markup);
    if (match) this.#at = pattern.lastIndex;
    return match;
  }

  #skipPast(end: string): void {
    const at = this.#markup.indexOf(end, this.#at);
    this.#at = at < 0 ? this.#markup.length : at + end.length;
  }

  #declaration(): void {
    this.#at++;
    if (this.#markup.startsWith('--', this.#at)) this.#skipPast('-->');
    else if (this.#markup.startsWith('[CDATA[', this.#at)) this.#skipPast(']]>');
    else this.#skipPast('>');
  }

  #closing(): void {
    this.#at++;
    const name = this.#matched(CLOSING_NAME)?.[1] ?? '';
    this.#skipPast('>');
    const at = this.#open.lastIndexOf(this.#html ? name.toLowerCase() : name);
    if (at >= 0) this.#open.length = at;
  }

  #opening(): void {
    const written = this.#matched(NAME)?.[0] ?? '';
    const name = this.#html ? written.toLowerCase() : written;
    const selfClosing = this.#attributes();
    if (this.#html) {
      while (this.#open.length > 0 && ENDERS.get(this.#open.at(-1)!)?.has(name)) this.#open.pop();
      if (VOID.has(name)) return;
    }
    // In HTML a slash closes nothing but elements of SVG and MathML.
    if (selfClosing && (!this.#html || this.#open.includes('svg') || this.#open.includes('math'))) return;
    this.#open.push(name);
    if (this.#open.length > DEEPEST_NESTING) throw tooDeep();
    if (this.#html && RAW.has(name)) this.#rawText(name);
  }

  #attributes(): boolean {
    while (this.#at < this.#markup.length) {
      this.#matched(SPACES);
      const next = this.#markup[this.#at];
      if (next === '>') {
        this.#at++;
        return false;
      }
      if (next !== '/') {
        this.#counted();
        this.#matched(ATTRIBUTE);
      } else if (this.#matched(SELF_CLOSING)) return true;
      else this.#at++;
    }
    return false;
  }

  #rawText(name: string): void {
    const end = new RegExp(`</(?=${name}[> \\t\\n\\f\\r])`, 'gi');
    end.lastIndex = this.#at;
    this.#at = end.exec(this.#markup)?.index ?? this.#markup.length;
  }
}

function tooDeep(): Unreadable {
  const message = `The file nests more than ${DEEPEST_NESTING} parts inside one another and gives no document.`;
  return new Unreadable('extract-too-deep', message);
}

function tooLarge(): Unreadable {
  return new Unreadable('extract-too-large', 'The file holds more parts than are taken apart, and gives no document.');
}

function occurrences(text: string, character: string, most: number): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0 && count <= most; at = text.indexOf(character, at + 1)) count++;
  return count;
}

/**
 * Throws `Unreadable` where `markup` would become a tree that is too deep or too large. It stands before the parser,
 * whose time grows with the square of the depth.
 */
export function checkMarkup(markup: string, kind: 'html' | 'xml'): void {
  if (occurrences(markup, '&', MOST_MARKUP) > MOST_MARKUP) throw tooLarge();
  new TagScan(markup, kind === 'html').run();
}

/** Throws `Unreadable` where `json` nests too deeply or holds too many arrays and objects. It need not be sound. */
export function checkJson(json: string): void {
  const containers = occurrences(json, '[', MOST_CONTAINERS) + occurrences(json, '{', MOST_CONTAINERS);
  if (containers <= DEEPEST_NESTING) return;
  let depth = 0;
  let count = 0;
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (character === '"') at = endOfString(json, at);
    else if (character === '[' || character === '{') {
      if (++depth > DEEPEST_NESTING) throw tooDeep();
      if (++count > MOST_CONTAINERS) throw tooLarge();
    } else if (character === ']' || character === '}') depth--;
  }
}

/** The index of the quotation mark that ends the string beginning at `start`, or the end of the text. */
function endOfString(json: string, start: number): number {
  for (let at = start + 1; at < json.length; at++) {
    if (json[at] === '\\') at++;
    else if (json[at] === '"') return at;
  }
  return json.length;
}
