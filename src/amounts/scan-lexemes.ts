import { dollarLetters } from './currency-table.ts';
import { type CurrencyWord, currencyNames, currencySigns, exactCurrencies } from './currency-words.ts';
import type { Lexeme } from './lexemes.ts';
import { nationPairs, nationWords } from './nation-words.ts';
import { numberWords, scaleLetters, unclearScales } from './number-words.ts';

/** Longest word that can be in a table; longer ones are passed over without a look-up. */
const longestWord = 16;
/** Longest figure that is read; more digits than this are not a sum of money. */
const longestFigure = 32;

/** Kinds of character: 1 a digit, 2 a Latin letter, 3 a sign of the currency table, 0 all else. */
const kinds = new Uint8Array(0x10000);
for (let code = 0x30; code <= 0x39; code++) kinds[code] = 1;
for (let code = 0x41; code <= 0x5a; code++) kinds[code] = kinds[code + 32] = 2;
for (let code = 0xc0; code <= 0x24f; code++) if (code !== 0xd7 && code !== 0xf7) kinds[code] = 2;
for (const sign of currencySigns.keys()) kinds[sign.charCodeAt(0)] = 3;

/** Kind of the character at `at`: 'digit', 'letter', 'sign' or 'other'; 'other' outside the text. */
export function charKind(text: string, at: number): 'digit' | 'letter' | 'sign' | 'other' {
  const kind = at < 0 || at >= text.length ? 0 : kinds[text.charCodeAt(at)];
  return kind === 1 ? 'digit' : kind === 2 ? 'letter' : kind === 3 ? 'sign' : 'other';
}

function isDigitAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

function isSpaceCode(code: number): boolean {
  return code === 0x20 || code === 0xa0 || code === 0x2009 || code === 0x202f || code === 0x2008;
}

/** True where a blank at `at` parts three digits from the three before it, as thousands do. */
function partsThousands(text: string, first: number, groupStart: number, at: number): boolean {
  const length = at - groupStart;
  if (groupStart === first ? length > 3 : length !== 3) return false;
  return isDigitAt(text, at + 2) && isDigitAt(text, at + 3) && !isDigitAt(text, at + 4);
}

/** End of the figure that begins at `first`: digits with single separators between them. */
function figureEnd(text: string, first: number): number {
  let at = first;
  let groupStart = first;
  let marked = false;
  for (;;) {
    while (isDigitAt(text, at)) at++;
    if (!isDigitAt(text, at + 1)) break;
    const code = text.charCodeAt(at);
    if (isSpaceCode(code)) {
      if (marked || !partsThousands(text, first, groupStart, at)) break;
    } else if (code === 0x2e || code === 0x2c || code === 0x27 || code === 0x2019) {
      marked = true;
    } else break;
    groupStart = at + 1;
    at++;
  }
  const code = text.charCodeAt(at);
  return code >= 0xbc && code <= 0xbe ? at + 1 : at;
}

/** True where the characters around a figure show that it is a part of something else: a date, a score, a decimal of a parted text. */
function isPartOfOther(text: string, start: number, end: number): boolean {
  const before = text[start - 1] ?? '';
  const after = text[end] ?? '';
  if (end - start > longestFigure || after === '%' || after === '‰' || after === '°') return true;
  if ((after === '/' || after === ':') && isDigitAt(text, end + 1)) return true;
  if ((before === '/' || before === ':') && isDigitAt(text, start - 2)) return true;
  if (before === '-' && charKind(text, start - 2) === 'letter') return true;
  if (before === '#' || before === '^' || before === '_' || after === '_' || after === '^') return true;
  if (text.startsWith('00', start)) return true;
  const space = isSpaceCode(text.charCodeAt(start - 1));
  return space && /\d\s[.,]$/u.test(text.slice(Math.max(0, start - 4), start - 1));
}

/** Collects the lexemes of a text in one pass. */
class LexemeScan {
  readonly lexemes: Lexeme[] = [];
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  run(): Lexeme[] {
    const { text } = this;
    let at = 0;
    while (at < text.length) {
      const kind = kinds[text.charCodeAt(at)];
      if (kind === 2) at = this.#word(at);
      else if (kind === 1) at = this.#figure(at);
      else if (kind === 3) at = this.#sign(at);
      else at++;
    }
    return this.lexemes;
  }

  /** Whether the last lexeme is of this kind and ends exactly here. */
  #endsAt(at: number, kind: Lexeme['kind']): boolean {
    const last = this.lexemes.at(-1);
    return last?.kind === kind && last.end === at;
  }

  #figure(at: number): number {
    const { text } = this;
    const end = figureEnd(text, at);
    const leadingPoint = (text[at - 1] === '.' || text[at - 1] === ',') && !this.#endsAt(at, 'currency');
    const start = leadingPoint ? at - 1 : at;
    const before = charKind(text, start - 1);
    const glued = before === 'letter' && !this.#endsAt(start, 'currency');
    const orphan = leadingPoint && !(before === 'sign' || /^\s?$/u.test(text[start - 1] ?? ''));
    const barred = glued || orphan || before === 'digit' || isPartOfOther(text, at, end);
    this.lexemes.push({ kind: barred ? 'barrier' : 'figure', start, end });
    return end;
  }

  #word(start: number): number {
    const { text } = this;
    let end = start + 1;
    while (end < text.length && kinds[text.charCodeAt(end)] === 2) end++;
    if (end - start <= longestWord && this.#knownWord(start, end)) return this.lexemes.at(-1)?.end ?? end;
    // A figure with letters of no known meaning stuck to it (20th, 3D, 11a) is not a sum.
    const last = this.lexemes.at(-1);
    if (last?.kind === 'figure' && last.end === start) {
      this.lexemes[this.lexemes.length - 1] = { kind: 'barrier', start: last.start, end: last.end };
    }
    return end;
  }

  #knownWord(start: number, end: number): boolean {
    const word = this.text.slice(start, end);
    const afterFigure = this.#endsAt(start, 'figure');
    const exact = end - start <= 6 ? exactCurrencies.get(word) : undefined;
    if (exact !== undefined && this.#fits(word, exact, start, end)) {
      const point = word === 'Rs' && this.text[end] === '.' ? 1 : 0;
      this.lexemes.push({ kind: 'currency', start, end: end + point, word: exact });
      return true;
    }
    const letters = end - start <= 2 ? this.#scaleLetters(word, start, end) : undefined;
    if (letters !== undefined) return letters;
    const lower = word.toLowerCase();
    const number = numberWords.get(lower);
    if (number !== undefined && !(afterFigure && number.role === 'article')) {
      this.lexemes.push({ kind: 'number', start, end, word: number });
      return true;
    }
    const currency = currencyNames.get(lower);
    if (currency !== undefined) {
      this.lexemes.push({ kind: 'currency', start, end, word: currency });
      return true;
    }
    if (unclearScales.has(lower) && (lower.length > 1 || afterFigure)) {
      this.lexemes.push({ kind: 'barrier', start, end });
      return true;
    }
    return this.#nation(lower, start, end);
  }

  /** Single letters and lower-case codes are a currency only where they stand by themselves. */
  #fits(word: string, found: CurrencyWord, start: number, end: number): boolean {
    if (word === 'p') {
      const last = this.lexemes.at(-1);
      return (
        last?.kind === 'figure' && (last.end === start || (last.end === start - 1 && this.text[start - 1] === ' '))
      );
    }
    if (found.form === 'code' && this.text[end] === '/') return false;
    return true;
  }

  /** A scale letter right after a figure, or one blank away; undefined where the letter is something else. */
  #scaleLetters(word: string, start: number, end: number): boolean | undefined {
    const found = scaleLetters.get(word);
    const last = this.lexemes.at(-1);
    if (found === undefined || last === undefined || (last.kind !== 'figure' && last.kind !== 'number'))
      return undefined;
    const gap = start - last.end;
    if (gap > 1 || (gap === 1 && !/\s/u.test(this.text[start - 1] ?? ''))) return undefined;
    const next = this.text.slice(end, end + 3);
    // "200 $ M. Dupont", "5 K-pop", "5 M&Ms" and "2 T-shirts" have letters that are not a scale.
    const other =
      ((gap === 1 || word === 'T') && /^[-&][\p{L}]/u.test(next)) || (gap === 1 && /^\.\s?\p{Lu}/u.test(next));
    const barred = other || (gap === 1 && found.letters === 'glued');
    this.lexemes.push(barred ? { kind: 'barrier', start, end } : { kind: 'number', start, end, word: found });
    return true;
  }

  #nation(lower: string, start: number, end: number): boolean {
    const country = nationWords.get(lower);
    if (country !== undefined) {
      this.lexemes.push({ kind: 'nation', start, end, country });
      return true;
    }
    if (lower === 'u') {
      const dotted = /^\.\s?s\b\.?/iu.exec(this.text.slice(end, end + 5));
      if (dotted === null) return false;
      this.lexemes.push({ kind: 'nation', start, end: end + dotted[0].length, country: 'US' });
      return true;
    }
    for (const [second, of] of Object.hasOwn(nationPairs, lower) ? (nationPairs[lower] ?? []) : []) {
      const after = end + 1 + second.length;
      if (/[\s-]/u.test(this.text[end] ?? '') && this.text.slice(end + 1, after).toLowerCase() === second) {
        this.lexemes.push({ kind: 'nation', start, end: after, country: of });
        return true;
      }
    }
    return false;
  }

  #sign(at: number): number {
    const word = currencySigns.get(this.text[at] ?? '') as CurrencyWord;
    if (word.family !== 'dollar-sign') {
      const start = this.text[at] === '¥' || this.text[at] === '£' ? this.#signStart(at) : at;
      this.lexemes.push({ kind: 'currency', start, end: at + 1, word: this.#signWord(start, at, word) });
      return at + 1;
    }
    return this.#dollarSign(at, word);
  }

  #signStart(at: number): number {
    const found = /(?:^|\P{L})(CN|RMB|JP|IR|E)$/u.exec(this.text.slice(Math.max(0, at - 4), at));
    return found === null ? at : at - (found[1]?.length ?? 0);
  }

  #signWord(start: number, at: number, word: CurrencyWord): CurrencyWord {
    const letters = this.text.slice(start, at);
    const code = { CN: 'CNY', RMB: 'CNY', JP: 'JPY', IR: 'IEP', E: 'EGP' }[letters];
    return code === undefined ? word : { form: 'sign', code, factor: 1 };
  }

  /** `$` with the letters that say whose it is: before it (`C$`, `US $`), or after it (`$CAN`, `$ US`). */
  #dollarSign(at: number, plain: CurrencyWord): number {
    const { text } = this;
    const push = (start: number, end: number, code: string | undefined): number => {
      while ((this.lexemes.at(-1)?.end ?? 0) > start) this.lexemes.pop();
      const word: CurrencyWord = code === undefined ? plain : { form: 'sign', code, factor: 1 };
      this.lexemes.push({ kind: 'currency', start, end, word });
      return end;
    };
    const before = /(?:^|[^\p{L}\p{N}.])((?:u\.\s?s\.?|[a-z]{1,3})(\s?))$/iu.exec(text.slice(Math.max(0, at - 8), at));
    const letters = before?.[1] ?? '';
    const key = letters.toLowerCase().replace(/[\s.]/gu, '');
    const spaced = before?.[2] !== '';
    // "a $5 fine" and "give us $5" hold words, not the letters of a currency; "c $ 5" and "hk $ 5" are wire style.
    const style = spaced
      ? /^(?:[ch]|hk|nz|nt|can?|cdn|mex)$/iu.test(key) || /^(?:US|U\.\s?S\.?|u\.\s?s\.?)\s?$/u.test(letters)
      : true;
    const lowSingle = !spaced && /^[as]$/u.test(letters);
    if (before !== null && style && !lowSingle && Object.hasOwn(dollarLetters, key)) {
      return push(at - letters.length, at + 1, dollarLetters[key]);
    }
    const after = /^(\s?)(u\.s\.|[a-z]{1,3})(?![\p{L}])/iu.exec(text.slice(at + 1, at + 7));
    if (after !== null) {
      const named = (after[2] ?? '').toLowerCase().replace(/\./gu, '');
      const single =
        /^[a-z]$/iu.test(named) && !(named === 'c' || (named === 'a' && after[1] === '' && after[2] === 'A'));
      const article = after[1] !== '' && named === 'a';
      const follows =
        this.#afterNumber(at) ||
        (after[1] === '' && isDigitAt(text, at + 2 + named.length - 1 + Number(text[at + 1 + named.length] === ' ')));
      if (!single && !article && follows && Object.hasOwn(dollarLetters, named)) {
        return push(at, at + 1 + after[0].length, dollarLetters[named]);
      }
    }
    return push(at, at + 1, undefined);
  }

  /** Whether a number or scale, perhaps with "de", stands right before. */
  #afterNumber(at: number): boolean {
    const last = this.lexemes.at(-1);
    if (last === undefined || (last.kind !== 'figure' && last.kind !== 'number')) return false;
    return /^\s?(?:de\s)?$/u.test(this.text.slice(last.end, at).slice(0, 5));
  }
}

/**
 * The lexemes of `text` that money can be made of, in order and without overlap. Linear in the length of the text:
 * every character is passed once, and each look back or ahead is of a bounded number of characters.
 */
export function scanLexemes(text: string): Lexeme[] {
  return new LexemeScan(text).run();
}
