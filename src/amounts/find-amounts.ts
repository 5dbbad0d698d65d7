import type { Amount, AmountContext } from './amount.ts';
import { gapBetween, type Lexeme } from './lexemes.ts';
import { mayHoldAmount } from './may-hold-amount.ts';
import { timesScale } from './parse-figure.ts';
import { findQualifier } from './qualifiers.ts';
import { type Money, MoneyReader } from './read-money.ts';
import { scanLexemes } from './scan-lexemes.ts';
import { type SettledCurrency, settleCurrency } from './settle-currency.ts';

const rangeLinks: ReadonlySet<string> = new Set([
  '-',
  '–',
  '—',
  ' - ',
  ' – ',
  ' — ',
  ' to ',
  '-to-',
  ' à ',
  ' and ',
  ' et ',
]);
const listLinks: ReadonlySet<string> = new Set([
  ' and ',
  ' or ',
  ' et ',
  ' ou ',
  ', ',
  ' to ',
  ' à ',
  ', and ',
  ', or ',
]);

/** Finds the amounts of one text. */
class AmountSearch {
  readonly #text: string;
  readonly #lexemes: readonly Lexeme[];
  readonly #reader: MoneyReader;
  readonly #lang: string | undefined;
  readonly #country: string | undefined;
  readonly #dollars = new Set<string>();
  readonly #found: Amount[] = [];

  constructor(text: string, context: AmountContext) {
    this.#text = text;
    this.#lang = context.lang?.toLowerCase().split('-')[0];
    this.#country = context.country?.toUpperCase();
    this.#lexemes = scanLexemes(text);
    this.#reader = new MoneyReader(text, this.#lexemes, {
      ...(this.#lang === undefined ? {} : { lang: this.#lang }),
      ...(this.#country === undefined ? {} : { country: this.#country }),
    });
  }

  run(): Amount[] {
    let at = 0;
    while (at < this.#lexemes.length) at = this.#readFrom(at);
    return this.#found;
  }

  #readFrom(at: number): number {
    const first = this.#reader.readAt(at);
    if ('skipTo' in first) return Math.max(first.skipTo, at + 1);
    const link = this.#rangeLink(first);
    if (link !== undefined) {
      const second = this.#reader.readAt(first.next);
      if (!('skipTo' in second)) return this.#linked(first, second, link);
    }
    if (first.currency === undefined) return first.next;
    this.#emit(first, undefined);
    return first.next;
  }

  #rangeLink(first: Money): string | undefined {
    const last = this.#lexemes[first.next - 1];
    const gap = gapBetween(this.#text, last, this.#lexemes[first.next]);
    return gap !== undefined && (rangeLinks.has(gap) || listLinks.has(gap)) ? gap : undefined;
  }

  /** Two sums with a word of a range between them: one range, two amounts, or only the second. */
  #linked(first: Money, second: Money, link: string): number {
    const currency = second.currency ?? first.currency;
    if (currency === undefined) return first.next;
    const incomplete = first.currency === undefined || second.currency === undefined;
    const shares = !first.scaled && second.scaled;
    if (this.#isRange(first, second, link, incomplete)) {
      const range = this.#joined(first, second, shares);
      if (range !== undefined) {
        this.#emit(range.lower, range.upper);
        return second.next;
      }
      // The lower end has a size that is not sure ("from 900 to 1 million euros"): the upper one is all that is stated.
      if (second.currency !== undefined) this.#emit(second, undefined);
      return second.next;
    }
    if (first.currency !== undefined && !this.#listShares(first, second, link)) this.#emit(first, undefined);
    return first.next;
  }

  /** "$2, $3 and $4 billion": the first figures may be in billions too, so that they are not read alone. */
  #listShares(first: Money, second: Money, firstLink: string): boolean {
    if (first.scaled || !first.prefixed || first.number.grouped || first.value >= 1000) return false;
    let link: string | undefined = firstLink;
    let item = second;
    for (let left = 4; left > 0; left--) {
      if (link === undefined || !listLinks.has(link) || !item.prefixed) return false;
      if (item.scaled) return true;
      const following = this.#reader.readAt(item.next);
      if ('skipTo' in following) return false;
      link = this.#rangeLink(item);
      item = following;
    }
    return false;
  }

  #isRange(first: Money, second: Money, link: string, incomplete: boolean): boolean {
    const left = this.#text.slice(Math.max(0, first.start - 12), first.start).toLowerCase();
    const between = /\b(?:between|entre)\s(?:d['’])?$/u.test(left);
    if (!rangeLinks.has(link)) return false;
    // "in 1884 to $520,000": what has no currency before a sign is not an end of the range, and a year never is.
    if (first.currency === undefined && (second.prefixed || this.#isYear(first))) return false;
    if (link === ' and ' || link === ' et ') return between;
    const word = link === ' to ' || link === '-to-' || link === ' à ';
    if (!word && second.currency === undefined) return first.prefixed && !first.scaled;
    if (!word) return this.#agree(first, second);
    if (first.currency !== undefined && second.currency === undefined) {
      return first.prefixed && (second.scaled || /\b(?:from|between|de|entre)\s$/u.test(left));
    }
    const lowerOpen = first.currency === undefined || (!first.scaled && second.scaled && first.prefixed);
    return (incomplete || lowerOpen || between) && this.#agree(first, second);
  }

  #isYear(first: Money): boolean {
    const { number } = first;
    return !number.scaled && /^(?:1[5-9]|20)\d\d$/u.test(this.#text.slice(number.start, number.end));
  }

  #agree(first: Money, second: Money): boolean {
    const one = first.currency?.word;
    const other = second.currency?.word;
    if (one === undefined || other === undefined) return true;
    return one.code === other.code && one.family === other.family && one.factor === other.factor;
  }

  /** The two ends with the scale of the second shared where the first has none; undefined where the sizes do not fit. */
  #joined(first: Money, second: Money, shares: boolean): { lower: Money; upper: number } | undefined {
    const currency = (second.currency ?? first.currency) as NonNullable<Money['currency']>;
    const holder = second.currency === undefined ? first : second;
    const unit = holder.prefixed || currency.word.factor < 1 ? currency.word.factor : 1;
    let value = first.value * (first.currency === undefined ? unit : 1);
    if (shares) {
      const open = first.number.value < 1000 && !first.number.grouped;
      if (open && (second.scale === undefined || first.number.mantissa >= second.number.mantissa)) return undefined;
      if (open) value = timesScale(first.number.value, second.scale ?? 1);
    }
    const upper = second.value * (second.currency === undefined ? unit : 1) + second.minor;
    // "five to six hundred thousand" is five hundred thousand or five thousand.
    const hundreds = first.currency === undefined && !second.number.inDigits && second.number.mantissa >= 100;
    if (!(value < upper) || (hundreds && first.number.value < 100 && !first.scaled)) return undefined;
    return { lower: { ...first, value, end: second.end, currency, country: second.country ?? first.country }, upper };
  }

  #emit(money: Money, upper: number | undefined): void {
    const settled = this.#settle(money);
    if (settled === undefined) return;
    const value = timesScale(money.value + money.minor, 1.0);
    if (!Number.isFinite(value) || value > 1e18) return;
    const qualifier = findQualifier(this.#text, money.start, money.end);
    const { start, end } = money;
    this.#found.push({
      value: rounded(value),
      ...(upper === undefined ? {} : { upper: rounded(upper) }),
      ...(qualifier === undefined ? {} : { qualifier }),
      currency: settled.code,
      ...(settled.assumed ? { assumed: true } : {}),
      start,
      end,
    });
  }

  #settle(money: Money): SettledCurrency | undefined {
    const word = money.currency?.word;
    if (word === undefined) return undefined;
    const hints = { named: money.country, country: this.#country, lang: this.#lang, dollars: this.#besides(money) };
    const settled = settleCurrency(word, hints);
    const dollars = word.form === 'sign' || word.family === 'dollar' || word.family === 'dollar-sign';
    if (settled !== undefined && !settled.assumed && dollars && settled.code.endsWith('D'))
      this.#dollars.add(settled.code);
    return settled;
  }

  /** "C$200 million ($150 million)" converts: the bare dollar in brackets is another one than that before it. */
  #besides(money: Money): ReadonlySet<string> {
    const last = this.#found.at(-1);
    const between = last === undefined ? '' : this.#text.slice(last.end, money.start);
    return between.length < 24 && /^[^)]*[([]/u.test(between) ? new Set() : this.#dollars;
  }
}

function rounded(value: number): number {
  return Number(value.toPrecision(15));
}

/** The amounts that `text` states, in order of `start`, never overlapping. Never throws; linear in the length of the text. */
export function findAmounts(text: string, context: AmountContext = {}): Amount[] {
  return mayHoldAmount(text) ? new AmountSearch(text, context).run() : [];
}

export type { Amount, AmountContext };
export { mayHoldAmount };
