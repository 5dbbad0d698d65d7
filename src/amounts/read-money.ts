import type { AmountContext } from './amount.ts';
import type { CurrencyWord } from './currency-words.ts';
import { type CurrencyLexeme, gapBetween, isBlankGap, type Lexeme } from './lexemes.ts';
import { type NumberPhrase, readNumber } from './read-number.ts';

/** A number, with the currency that the words around it give it, if any. */
export interface Money {
  readonly start: number;
  readonly end: number;
  /** Index of the first lexeme after it. */
  readonly next: number;
  readonly number: NumberPhrase;
  /** The number, times the scale that follows the currency ("75 USD million"). */
  readonly value: number;
  readonly scale: number | undefined;
  readonly scaled: boolean;
  readonly currency: CurrencyLexeme | undefined;
  readonly prefixed: boolean;
  /** ISO 3166 alpha-2 of the country that the words name, or `CFA`. */
  readonly country: string | undefined;
  /** Hundredths stated after the currency ("3 dollars 50 cents"), in units of it. */
  readonly minor: number;
}

/** A number without its currency, with one, or something that must not be read; `next` is where to go on. */
export type MoneyReading = Money | { readonly skipTo: number };

const linksToCurrency: ReadonlySet<string> = new Set([
  '-',
  ' - ',
  ' de ',
  " d'",
  ' d ',
  "-d'",
  ' de l',
  ' (',
  '-odd ',
  ' of ',
]);

/** What stands between a figure with a currency and a scale that would still change its size. */
const looseScale =
  /^(?:[\s-]{1,2}(?!a\b|an\b|per\b|par\b|to\b|à\b)[\p{L}.]{1,12})?[\s-]{1,2}(?:hundred|thousand|mill(?:e\b|ion|iard)|billion|trillion|crore|lakh)/iu;
/** Codes that are words of a capitalised heading too often to be read before a figure ("TOP 10 MILLION"). */
const neverBefore: ReadonlySet<string> = new Set(['ALL', 'TOP', 'CUP', 'SOS', 'PEN', 'BOB', 'COP']);
const notMoneyNoun = /^\s?(?:of|de|d['’])\s?(?:\p{L}+)/u;
const moneyNoun =
  /^\s?(?:of|de|d['’])\s?(?:aid|public|private|tax|debt|new|investment|funding|spending|cuts|savings|money|damage|losses|loss|sales|revenue|income|profits?|costs?|loans?|bonds|shares|cash|state|government|dette|dettes|prêts?|bénéfices?|pertes?|ventes|dégâts|travaux|chiffre)/iu;
const francNear =
  /\b(?:prix|co[uû]t\p{L}*|francs?|pay[eéa]\p{L}*|euros?|budget\p{L}*|montant\p{L}*|sommes?|amendes?|salaires?|imp[oô]ts?|vend\p{L}*|factur\p{L}*|valeurs?|vau[xt]|crédits?|recettes?|capital|TTC|HT|millions?)(?!\p{L})/iu;

/** Reads money at one place of a text. */
export class MoneyReader {
  readonly #text: string;
  readonly #lexemes: readonly Lexeme[];
  readonly #lang: string | undefined;
  readonly #sterling: boolean;
  readonly #poundCountry: boolean;
  #namesSterling: boolean | undefined;

  constructor(text: string, lexemes: readonly Lexeme[], context: AmountContext) {
    this.#text = text;
    this.#lexemes = lexemes;
    this.#lang = context.lang;
    this.#sterling = context.country === 'GB';
    this.#poundCountry = /^(?:GB|IE|EG|LB|SY|SD|CY|MT|GI)$/u.test(context.country ?? '');
  }

  /** Reads from lexeme `first`, which must be a currency or the beginning of a number for anything to be found. */
  readAt(first: number): MoneyReading {
    const lexeme = this.#lexemes[first];
    if (lexeme?.kind === 'currency') {
      const prefixed = this.#readPrefixed(first, lexeme);
      if (prefixed !== undefined) return prefixed;
    }
    const number = readNumber(this.#text, this.#lexemes, first, { lang: this.#lang });
    if (number === 'none') return { skipTo: first + 1 };
    if (number === 'unreadable') return { skipTo: this.#afterUnreadable(first) };
    const suffixed = this.#withSuffix(number);
    return suffixed ?? this.#bare(number);
  }

  /** An unreadable number takes the scales after it with it, which would else be read alone. */
  #afterUnreadable(first: number): number {
    let at = first + 1;
    for (; at < first + 8; at++) {
      const lexeme = this.#lexemes[at];
      if (lexeme?.kind !== 'number' && lexeme?.kind !== 'barrier') break;
      if (!isBlankGap(this.#gap(at))) break;
    }
    return at;
  }

  #gap(index: number): string | undefined {
    return gapBetween(this.#text, this.#lexemes[index - 1], this.#lexemes[index]);
  }

  #bare(number: NumberPhrase): Money {
    const { start, end, next, value, scaled } = number;
    const scale = number.factor;
    return {
      start,
      end,
      next,
      number,
      value,
      scale,
      scaled,
      currency: undefined,
      prefixed: false,
      country: undefined,
      minor: 0,
    };
  }

  #readPrefixed(first: number, currency: CurrencyLexeme): MoneyReading | undefined {
    const { word } = currency;
    if (word.factor < 1 || (word.form === 'code' && word.family === 'franc' && word.factor === 1)) return undefined;
    if (!isBlankGap(this.#gap(first + 1))) return undefined;
    const prefixed = word.family === 'dollar-sign' || word.family === 'pound' ? 'dollar' : 'other';
    const number = readNumber(this.#text, this.#lexemes, first + 1, { lang: this.#lang, prefixed });
    if (number === 'unreadable' || (number === 'none' && this.#lexemes[first + 1]?.kind === 'barrier')) {
      return { skipTo: this.#afterUnreadable(first + 1) };
    }
    if (number === 'none') return undefined;
    if (number.letters && this.#text[number.end - 1] === 'G') return { skipTo: number.next };
    if (!this.#takesPrefix(word, number)) return undefined;
    const bare = this.#bare(number);
    const scale = number.factor === undefined ? undefined : number.factor * word.factor;
    const value = number.value * word.factor;
    const scaled = bare.scaled || word.factor > 1;
    const before = this.#lexemes[first - 1];
    const nation = before?.kind === 'nation' && word.family === 'dollar-sign' && isBlankGap(this.#gap(first));
    const country = nation ? before.country : undefined;
    const money = { ...bare, start: currency.start, value, scale, scaled, currency, prefixed: true, country };
    return this.#afterMoney(this.#withMinor(this.#redundantSuffix(money)));
  }

  /** Whether a currency before a number belongs to it, and is not a word or a part of something else. */
  #takesPrefix(word: CurrencyWord, number: NumberPhrase): boolean {
    if (word.form === 'sign') return true;
    if (!number.inDigits || (word.form === 'word' && !number.scaled)) return false;
    if (word.form !== 'code') return true;
    if (word.needsSize === true && (!number.scaled || neverBefore.has(word.code ?? ''))) return false;
    const after = this.#lexemes[number.next];
    const gap = this.#gap(number.next);
    const joined = isBlankGap(gap) || linksToCurrency.has(gap ?? '');
    return !(after?.kind === 'currency' && joined && after.word.form !== 'code' && !sameMoney(word, after.word));
  }

  /** "$10 dollars", "$200 million US", "$5m (Canadian)": words after a sign that repeat or settle it. */
  #redundantSuffix(money: Money): Money {
    let { next, end, country } = money;
    for (let left = 2; left > 0; left--) {
      const lexeme = this.#lexemes[next];
      if (lexeme === undefined || !isBlankGap(this.#gap(next)) || money.currency === undefined) break;
      const same =
        lexeme.kind === 'currency' &&
        lexeme.word.form === 'word' &&
        lexeme.word.factor === 1 &&
        sameMoney(money.currency.word, lexeme.word);
      const dollars =
        money.currency.word.family === 'dollar-sign' && lexeme.kind === 'nation' && this.#closesPhrase(lexeme, next);
      if (!same && !dollars) break;
      if (lexeme.kind === 'nation') country = lexeme.country;
      end = lexeme.end;
      next++;
    }
    return { ...money, next, end, country };
  }

  /** "$50 million US ..." settles the dollar only where "US" does not begin what comes next ("US troops"). */
  #closesPhrase(lexeme: Lexeme, index: number): boolean {
    const after = this.#lexemes[index + 1];
    if (after?.kind === 'currency' && isBlankGap(this.#gap(index + 1))) return true;
    return /^\s?(?:[.,;:)\n]|$)/u.test(this.#text.slice(lexeme.end, lexeme.end + 2));
  }

  #withSuffix(number: NumberPhrase): MoneyReading | undefined {
    let at = number.next;
    let country: string | undefined;
    let gap = this.#gap(at);
    const firstGap = gap;
    if (!isBlankGap(gap) && !linksToCurrency.has(gap ?? '')) return undefined;
    for (let left = 2; left > 0; left--) {
      const nation = this.#lexemes[at];
      if (nation?.kind !== 'nation') break;
      country = nation.country;
      at++;
      gap = this.#gap(at);
      if (!isBlankGap(gap) && gap !== '-') return undefined;
    }
    const currency = this.#lexemes[at];
    if (currency?.kind !== 'currency' || (gap === ' (' && currency.word.form !== 'code')) return undefined;
    if (gap === ' (' || firstGap === ' of ') return undefined;
    if (!this.#takesSuffix(number, currency, at, firstGap ?? '')) return undefined;
    const bare = this.#bare(number);
    const { factor } = currency.word;
    const end = this.#suffixEnd(currency, at);
    const settled = end.country ?? country;
    const money = {
      ...bare,
      end: end.end,
      next: end.next,
      value: number.value * factor,
      scale: number.factor === undefined ? undefined : number.factor * (factor > 1 ? factor : 1),
      scaled: number.scaled || factor > 1,
      currency: end.currency,
      country: settled,
    };
    return this.#afterMoney(this.#withMinor(this.#withLateScale(money)));
  }

  /** Nations and "sterling" after the currency: "dollars canadiens", "francs suisses", "pounds sterling". */
  #suffixEnd(
    currency: CurrencyLexeme,
    at: number,
  ): { end: number; next: number; country: string | undefined; currency: CurrencyLexeme } {
    const after = this.#lexemes[at + 1];
    const gap = this.#gap(at + 1);
    const adjective = after?.kind === 'nation' && (isBlankGap(gap) || gap === ' de ');
    if (adjective && currency.word.family !== undefined && (this.#lang === 'fr' || this.#closesPhrase(after, at + 1))) {
      return { end: after.end, next: at + 2, country: after.country, currency };
    }
    if (
      after?.kind === 'currency' &&
      isBlankGap(gap) &&
      currency.word.family === 'pound' &&
      after.word.code === 'GBP' &&
      after.word.factor === 1
    ) {
      return { end: after.end, next: at + 2, country: undefined, currency: { ...currency, word: after.word } };
    }
    return { end: currency.end, next: at + 1, country: undefined, currency };
  }

  /** Whether the currency after a number belongs to it, and not to the figure that follows the currency. */
  #takesSuffix(number: NumberPhrase, currency: CurrencyLexeme, at: number, gap: string): boolean {
    if (number.letters && !this.#lettersFit(number, gap)) return false;
    const after = this.#lexemes[at + 1];
    const gapAfter = this.#gap(at + 1);
    if (after?.kind !== 'figure' || !isBlankGap(gapAfter) || currency.word.form === 'word') return true;
    if (gapAfter === '') return gap === '' && !(currency.word.form === 'sign' && this.#lang === 'en');
    if (gap === '') return true;
    const following = readNumber(this.#text, this.#lexemes, at + 1, { lang: this.#lang });
    if (following === 'none' || following === 'unreadable') return true;
    const then = this.#lexemes[following.next];
    if (then?.kind === 'currency' && isBlankGap(this.#gap(following.next))) {
      // "1 $ 10 dollars bill": the sign belongs to the figure whose word repeats it.
      return !(then.word.form === 'word' && then.word.factor === 1 && sameMoney(currency.word, then.word));
    }
    const yearLike =
      number.inDigits && !number.scaled && !number.grouped && number.value >= 1900 && number.value < 2100;
    if (yearLike && following.scaled) return false;
    return this.#lang === 'fr' || (currency.word.form === 'code' && !following.scaled);
  }

  /** "200 M€" and "200m euros" are millions; "200 m €" and "3 G euros" are not sure. */
  #lettersFit(number: NumberPhrase, gap: string): boolean {
    const scale = this.#lexemes[number.next - 1];
    if (scale?.kind !== 'number') return false;
    const spelling = this.#text.slice(scale.start, scale.end);
    if (spelling.length > 1) return true;
    const glued = this.#text[scale.start - 1] !== undefined && /\d/u.test(this.#text[scale.start - 1] ?? '');
    if (spelling === 'm') return glued && (gap !== '' || this.#lang === 'en');
    if (spelling === 'G' || spelling === 'T') return spelling === 'G' && gap === '';
    return true;
  }

  /** "75 USD million": the scale after the currency. */
  #withLateScale(money: Money): Money {
    const lexeme = this.#lexemes[money.next];
    if (money.scaled || lexeme?.kind !== 'number' || lexeme.word.role !== 'scale' || lexeme.word.letters !== undefined)
      return money;
    if (!isBlankGap(this.#gap(money.next)) || lexeme.word.value < 1e6) return money;
    const scale = lexeme.word.value;
    return { ...money, value: money.value * scale, scale, scaled: true, end: lexeme.end, next: money.next + 1 };
  }

  /** "3 dollars 50 cents", "15 euros 50", "thirteen dollars and forty-five". */
  #withMinor(money: Money): Money {
    const { currency } = money;
    if (money.scaled || !Number.isInteger(money.value) || currency === undefined || currency.word.factor !== 1)
      return money;
    const gap = this.#gap(money.next);
    const linked = gap === ' and ' || gap === ' et ';
    if (!linked && !isBlankGap(gap)) return money;
    const glued = gap === '';
    if (glued && currency.word.form !== 'sign') return money;
    const minor = readNumber(this.#text, this.#lexemes, money.next, { lang: this.#lang });
    if (
      minor === 'none' ||
      minor === 'unreadable' ||
      minor.scaled ||
      !Number.isInteger(minor.value) ||
      minor.value > 99
    )
      return money;
    const unit = this.#lexemes[minor.next];
    const unitGap = this.#gap(minor.next);
    if (unit?.kind === 'currency' && (isBlankGap(unitGap) || unitGap === '-')) {
      if (unit.word.factor !== 0.01 || money.prefixed) return money;
      return { ...money, minor: minor.value / 100, end: unit.end, next: minor.next + 1 };
    }
    // "$100 and fifty." adds fifty cents; "$5 50" and "$4.25 and 32" do not.
    if (money.prefixed && (!linked || minor.inDigits || minor.value < 10)) return money;
    return this.#bareMinor(money, minor, glued);
  }

  /** Hundredths without their unit are read only where the sentence stops after them. */
  #bareMinor(money: Money, minor: NumberPhrase, glued: boolean): Money {
    const digits = this.#text.slice(minor.start, minor.end);
    const twoDigits = minor.inDigits ? money.number.inDigits && /^\d\d$/u.test(digits) : true;
    const stops =
      glued || /^\s{0,2}(?:[.;:!?)](?!\d)|,(?!\d)|more\b|$)/u.test(this.#text.slice(minor.end, minor.end + 8));
    if (!twoDigits || !stops || minor.value < 1) return money;
    return { ...money, minor: minor.value / 100, end: minor.end, next: minor.next };
  }

  /** The last doubts: a scale that is still to come, a word with a likelier meaning, a year of constant prices. */
  #afterMoney(money: Money): MoneyReading {
    const { number, currency } = money;
    const rest = this.#text.slice(money.end, money.end + 30);
    if (!money.scaled && looseScale.test(rest) && !this.#isCounted(money)) return { skipTo: money.next };
    // "$ 1 . 6 billion" and "$80, 000" are figures that a parted text broke in two.
    if (!money.scaled && money.minor === 0 && /^(?:\s[.,]\s?\d|,\s000)/u.test(rest)) return { skipTo: money.next + 1 };
    const year =
      number.inDigits &&
      !money.scaled &&
      !number.grouped &&
      !money.prefixed &&
      /^(?:19|20)\d\d$/u.test(this.#text.slice(number.start, number.end));
    const left = this.#text.slice(Math.max(0, number.start - 16), number.start);
    if (year && /\b(?:in|en|constant|constants|real|de|year|since|by)\s$/iu.test(left)) return { skipTo: money.next };
    if (currency !== undefined && !this.#isLikely(money, currency.word)) return { skipTo: money.next };
    return money;
  }

  /** "three thousand dollars two hundred times": what follows is a number of its own, and not the scale of this one. */
  #isCounted(money: Money): boolean {
    const next = readNumber(this.#text, this.#lexemes, money.next, { lang: this.#lang });
    return next !== 'none' && next !== 'unreadable';
  }

  #isLikely(money: Money, word: CurrencyWord): boolean {
    const { number, country } = money;
    const rest = this.#text.slice(money.end, money.end + 24);
    const sized = money.scaled || number.grouped;
    if (word.family === 'pound' && word.form === 'word' && notMoneyNoun.test(rest) && !moneyNoun.test(rest))
      return false;
    if (word.code === 'GBP' && word.factor === 0.01 && word.needsSize === true)
      return (
        number.inDigits &&
        (this.#sterling || (Number.isInteger(number.value) && number.value < 100 && money.end === number.end + 1))
      );
    if (word.form === 'code' && word.family === 'franc' && word.factor === 1) return this.#isFrancs(money);
    if (word.family === 'franc' && number.lang === 'fr' && number.value === 1)
      return country !== undefined || /^\s?(?:[.,;:)]|$|symbolique)/u.test(rest);
    if (word.form === 'sign') return true;
    if (word.family === 'pound' && country === undefined) return money.scaled || this.#isSterlingText();
    // "cinq cents" alone is five hundred as well as five cents.
    if (word.family === 'cent' && !number.inDigits && this.#lang !== 'en' && number.lang !== 'en' && number.value < 10)
      return false;
    if (word.code === 'GBP' || word.needsSize !== true || country !== undefined) return true;
    return sized;
  }

  /** Whether the text or its country speaks of pounds as money, so that "3,000 pounds" is no weight. */
  #isSterlingText(): boolean {
    this.#namesSterling ??= this.#lexemes.some(({ kind, ...lexeme }) => {
      const word = kind === 'currency' ? (lexeme as CurrencyLexeme).word : undefined;
      return (
        word !== undefined &&
        ((word.family === 'pound' && word.form === 'sign') || (word.code === 'GBP' && word.factor === 1))
      );
    });
    return this.#poundCountry || this.#namesSterling;
  }

  /** `F` after a figure is a franc only in French, beside words of money or a size that nothing else has. */
  #isFrancs(money: Money): boolean {
    if (this.#lang !== undefined && this.#lang !== 'fr') return false;
    if (money.scaled) return true;
    const around = `${this.#text.slice(Math.max(0, money.start - 60), money.start)} ${this.#text.slice(money.end, money.end + 40)}`;
    return francNear.test(around);
  }
}

function sameMoney(one: CurrencyWord, other: CurrencyWord): boolean {
  const plain = (word: CurrencyWord) => (word.family === 'dollar-sign' ? 'dollar' : (word.family ?? word.code ?? ''));
  if (plain(one) === plain(other)) return true;
  return plain(other) === 'dollar' ? /D$/u.test(one.code ?? '') : plain(one) === 'pound' && other.code === 'GBP';
}
