import { gapBetween, isBlankGap, type Lexeme } from './lexemes.ts';
import { frenchHundred, type NumberWord } from './number-words.ts';
import { parseFigure, timesScale } from './parse-figure.ts';

/** A number of the text, in figures, in words or both. */
export interface NumberPhrase {
  readonly start: number;
  readonly end: number;
  /** Index of the first lexeme after it. */
  readonly next: number;
  readonly value: number;
  /** The figure before its scale; equal to `value` where there is none. */
  readonly mantissa: number;
  /** The scale where the number is one figure and its scale; 1 where unscaled; undefined where it is made of several. */
  readonly factor: number | undefined;
  readonly scaled: boolean;
  /** Written in digits (before the scale). */
  readonly inDigits: boolean;
  /** Digits with separators of thousands, or at least five of them. */
  readonly grouped: boolean;
  /** The scale was an abbreviation, which only a currency beside it makes sure. */
  readonly letters: boolean;
  readonly lang: 'en' | 'fr' | undefined;
}

/** How a number is read: the language, and whether a sign of English use (`$`, `£`) or another sign or code stands before it. */
export interface NumberStyle {
  readonly lang: string | undefined;
  readonly prefixed?: 'dollar' | 'other';
}

/** What may be read at a place: a number, nothing, or something that only looks like one. */
export type NumberReading = NumberPhrase | 'none' | 'unreadable';

interface State {
  next: number;
  end: number;
  total: number;
  group: number | undefined;
  scale: number;
  parts: number;
  fraction: boolean;
  digits: boolean;
  grouped: boolean;
  letters: boolean;
  lang: 'en' | 'fr' | undefined;
  mantissa: number;
  factor: number;
}

const frenchMoneyNext = /^\s?(?:milliards?\b|millions?\sd[e'’]|mds?\b|m\s?€|m\sd[e'’]|mds?\s?€)/iu;
const scaleNext =
  /^[\s-]{0,2}(?:thousand|mille\b|milli|billi|trilli|lakh|crore|m(?:ln|io|n|ds?|rds?)?\b|bn|b\b|tn|k\b)/iu;

const numberLinks: ReadonlySet<string> = new Set([' and ', ' et ', '-and-', '-et-']);

/** Reads one number from the lexeme at `first` on. */
class NumberReader {
  readonly #text: string;
  readonly #lexemes: readonly Lexeme[];
  readonly #style: NumberStyle;
  readonly #first: number;
  #state: State;
  #saved: State | undefined;

  constructor(text: string, lexemes: readonly Lexeme[], first: number, style: NumberStyle) {
    this.#text = text;
    this.#lexemes = lexemes;
    this.#style = style;
    this.#first = first;
    this.#state = {
      next: first,
      end: 0,
      total: 0,
      group: undefined,
      scale: Number.POSITIVE_INFINITY,
      parts: 0,
      fraction: false,
      digits: false,
      grouped: false,
      letters: false,
      lang: undefined,
      mantissa: 0,
      factor: 1,
    };
  }

  read(): NumberReading {
    for (;;) {
      const outcome = this.#step();
      if (outcome === 'unreadable') return 'unreadable';
      if (outcome === 'stop') break;
      if (outcome === 'back') {
        this.#state = this.#saved as State;
        break;
      }
    }
    return this.#finish();
  }

  #gap(index: number): string | undefined {
    return gapBetween(this.#text, this.#lexemes[index - 1], this.#lexemes[index]);
  }

  /** Takes one more lexeme into the number, or says that it ends. */
  #step(): 'taken' | 'stop' | 'back' | 'unreadable' {
    const state = this.#state;
    const lexeme = this.#lexemes[state.next];
    if (lexeme === undefined) return 'stop';
    const gap = state.next === this.#first ? '' : this.#gap(state.next);
    if (gap === undefined) return 'stop';
    const linked = numberLinks.has(gap) || (this.#state.parts > 0 && (gap === ', ' || gap === ', and '));
    if (linked) this.#saved = { ...state };
    else if (!isBlankGap(gap) && gap !== '-' && gap !== ' - ' && !this.#partsQuarter(gap, lexeme)) return 'stop';
    if (lexeme.kind === 'figure') return linked && state.scale === Infinity ? 'stop' : this.#figure(lexeme, gap);
    const word = this.#wordOf(lexeme);
    if (word === undefined)
      return lexeme.kind === 'barrier' && state.next !== this.#first && isBlankGap(gap) ? 'unreadable' : 'stop';
    if (word.lang !== undefined && state.lang !== undefined && word.lang !== state.lang) return 'stop';
    return this.#word(word, lexeme, linked);
  }

  /** "half of a million", "a quarter of a million", "un quart de million": the gap that a fraction allows. */
  #partsQuarter(gap: string, lexeme: Lexeme): boolean {
    const open = this.#state.fraction && this.#state.scale === Infinity;
    if (gap === '-odd ' || gap === '-plus ') return lexeme.kind === 'number' && lexeme.word.role === 'scale';
    return open && (gap === ' of ' || gap === ' of a ' || gap === ' de ') && lexeme.kind === 'number';
  }

  /** The number word of a lexeme; `cent` and `cents` are a hundred only where French number words lead on from it. */
  #wordOf(lexeme: Lexeme): NumberWord | undefined {
    if (lexeme.kind === 'number') return lexeme.word;
    if (lexeme.kind !== 'currency' || lexeme.word.family !== 'cent' || lexeme.word.form === 'sign') return undefined;
    const { group, lang, digits, next } = this.#state;
    if (digits || lang === 'en' || (group !== undefined && (group < 2 || group > 9))) return undefined;
    const after = this.#lexemes[next + 1];
    const gap = gapBetween(this.#text, lexeme, after);
    if (after === undefined || !(isBlankGap(gap) || gap === '-' || gap === " d'" || gap === ' de ')) return undefined;
    const leadsOn =
      after.kind === 'number'
        ? after.word.role !== 'article' && after.word.lang !== 'en'
        : after.kind === 'currency' || after.kind === 'nation';
    return leadsOn && !this.#text.slice(lexeme.start, lexeme.end).startsWith('ct') ? frenchHundred : undefined;
  }

  #take(lexeme: Lexeme): 'taken' {
    this.#state.next++;
    this.#state.end = lexeme.end;
    return 'taken';
  }

  #figure(lexeme: Lexeme, gap: string): 'taken' | 'stop' | 'unreadable' {
    const state = this.#state;
    if (state.group !== undefined || state.fraction || (gap !== '' && gap.includes('-'))) return 'stop';
    const after = this.#text.slice(lexeme.end, lexeme.end + 14);
    const figure = this.#text.slice(lexeme.start, lexeme.end);
    const scaled = scaleNext.test(after);
    if (state.parts > 0 && !scaled) return 'stop';
    const french = frenchMoneyNext.test(after);
    const { lang, prefixed } = this.#style;
    const value = parseFigure(figure, { lang, scaled, french, ...(prefixed === undefined ? {} : { prefixed }) });
    if (value === undefined) return 'unreadable';
    state.group = value;
    state.digits = true;
    state.grouped ||= value >= 10_000 || (value >= 1000 && /\d[\s,.'’]\d{3}/u.test(figure));
    return this.#take(lexeme);
  }

  #word(word: NumberWord, lexeme: Lexeme, linked: boolean): 'taken' | 'stop' | 'back' | 'unreadable' {
    if (word.lang !== undefined && word.role !== 'scale') this.#state.lang = word.lang;
    switch (word.role) {
      case 'unit':
        return this.#unit(word.value, lexeme, linked);
      case 'article':
        return this.#article(lexeme, linked);
      case 'hundred':
        return this.#hundred(word, lexeme, linked);
      case 'half':
      case 'quarter':
        return this.#fraction(word, lexeme, linked);
      case 'point':
        return this.#point(lexeme);
      default:
        return this.#scale(word, lexeme, linked);
    }
  }

  #unit(value: number, lexeme: Lexeme, linked: boolean): 'taken' | 'stop' {
    const state = this.#state;
    const { group } = state;
    if (group === undefined) {
      state.group = value;
      state.digits = false;
      return this.#take(lexeme);
    }
    const afterHundred = group >= 100 && group % 100 === 0;
    if (state.digits) return 'stop';
    const tens = group % 100;
    const joins =
      afterHundred ||
      (tens === 4 && value === 20) ||
      (tens >= 20 && tens % 10 === 0 && value < 10 && value > 0 && (!linked || value === 1)) ||
      ((tens === 60 || tens === 80) && state.lang === 'fr' && value >= 10 && value < 20) ||
      (tens % 20 === 10 && tens >= 10 && group > 9 && this.#frenchTeens(tens, value));
    if (!joins) return 'stop';
    state.group = tens === 4 && value === 20 ? group + 76 : group + value;
    return this.#take(lexeme);
  }

  /** "dix-sept" after "soixante" or "quatre-vingt", or alone. */
  #frenchTeens(tens: number, value: number): boolean {
    return this.#state.lang === 'fr' && (tens === 10 || tens === 70 || tens === 90) && value >= 7 && value <= 9;
  }

  #article(lexeme: Lexeme, linked: boolean): 'taken' | 'stop' {
    const next = this.#lexemes[this.#state.next + 1];
    const close = isBlankGap(gapBetween(this.#text, lexeme, next));
    if (!close || next?.kind !== 'number' || next.word.letters !== undefined) return 'stop';
    const { role } = next.word;
    if (role !== 'scale' && role !== 'hundred' && role !== 'half' && role !== 'quarter') return 'stop';
    const fraction = role === 'half' || role === 'quarter';
    if (this.#state.next !== this.#first && !(linked && fraction) && !this.#state.fraction) return 'stop';
    if (this.#state.next === this.#first && !fraction) this.#state.group = 1;
    if (fraction && linked) {
      this.#take(lexeme);
      return this.#fraction(next.word, next, true);
    }
    return this.#take(lexeme);
  }

  #hundred(word: NumberWord, lexeme: Lexeme, linked: boolean): 'taken' | 'stop' | 'back' | 'unreadable' {
    const state = this.#state;
    if (state.group === undefined) {
      if (word.lang !== 'fr' || linked) return 'stop';
      state.group = 100;
    } else if (state.group < 100 && Number.isInteger(state.group) && state.group > 0) {
      state.group *= 100;
      // "3 hundred and 21": words may follow what began in digits.
      state.digits = false;
    } else if (this.#saved !== undefined) {
      return 'back';
    } else return 'unreadable';
    return this.#take(lexeme);
  }

  #fraction(word: NumberWord, lexeme: Lexeme, linked: boolean): 'taken' | 'stop' {
    const state = this.#state;
    if (linked) {
      if (state.group !== undefined) state.group += word.value;
      else if (state.parts === 1) {
        state.total += word.value * state.scale;
        state.mantissa += word.value;
      } else return 'stop';
      state.lang = word.lang ?? state.lang;
      return this.#take(lexeme);
    }
    if (state.parts > 0 || state.fraction || (state.digits && state.group !== undefined)) return 'stop';
    const count = state.group ?? 1;
    if (word.role === 'half' ? count !== 1 : count > 3) return 'stop';
    state.group = count * word.value;
    state.fraction = true;
    return this.#take(lexeme);
  }

  /** "one point five": the words after it are decimals. */
  #point(lexeme: Lexeme): 'taken' | 'stop' {
    const state = this.#state;
    if (state.group === undefined || state.digits || state.parts > 0) return 'stop';
    let decimals = '';
    let at = state.next + 1;
    for (; decimals.length < 6; at++) {
      const next = this.#lexemes[at];
      if (next?.kind !== 'number' || next.word.role !== 'unit' || !isBlankGap(this.#gap(at))) break;
      decimals += String(next.word.value);
    }
    if (decimals === '') return 'stop';
    state.group = Number(`${state.group}.${decimals}`);
    this.#take(lexeme);
    state.next = at;
    state.end = this.#lexemes[at - 1]?.end ?? state.end;
    return 'taken';
  }

  #scale(word: NumberWord, lexeme: Lexeme, linked: boolean): 'taken' | 'stop' | 'back' | 'unreadable' {
    const state = this.#state;
    const factor = this.#scaleValue(word, lexeme);
    if (factor === undefined) return 'unreadable';
    const stacked = state.group === undefined;
    if (stacked && state.parts === 0) {
      if (word.lang !== 'fr') return 'stop';
      state.group = 1;
    }
    if (linked) return 'stop';
    if (state.group !== undefined && factor < state.scale) {
      state.mantissa = state.group;
      state.factor = factor;
      state.total += timesScale(state.group, factor);
      state.parts++;
    } else if (factor > state.scale && (stacked ? state.parts === 1 : state.scale === 1e3)) {
      state.total = timesScale(state.total + (state.group ?? 0), factor);
      state.factor *= factor;
      if (!stacked) state.parts++;
    } else return this.#saved === undefined ? 'unreadable' : 'back';
    state.group = undefined;
    state.scale = factor;
    state.lang ??= word.lang;
    state.letters ||= word.letters !== undefined;
    this.#saved = undefined;
    return this.#take(lexeme);
  }

  /**
   * `billion` is 10^9 in English and 10^12 in French; a French text that writes it the English way, an English one that
   * writes it the French way, and a `trillion` in French are not sure and stay unread.
   */
  #scaleValue(word: NumberWord, lexeme: Lexeme): number | undefined {
    if (word.letters !== undefined || (word.value !== 1e9 && word.value !== 1e12)) return word.value;
    const spelling = this.#text.slice(lexeme.start, lexeme.end).toLowerCase();
    if (!spelling.startsWith('b') && !spelling.startsWith('t')) return word.value;
    const frenchForm = /^\sd[e'’]/u.test(this.#text.slice(lexeme.end, lexeme.end + 3)) || this.#state.lang === 'fr';
    const french = this.#style.lang === 'fr';
    if (frenchForm !== french && (frenchForm || french)) {
      return this.#style.lang === undefined && spelling.startsWith('b') ? 1e12 : undefined;
    }
    if (!french) return word.value;
    return spelling.startsWith('b') ? 1e12 : undefined;
  }

  #finish(): NumberReading {
    const state = this.#state;
    if (state.next === this.#first) return 'none';
    if (state.group !== undefined) {
      if (state.fraction && state.parts === 0) return 'none';
      state.total += state.group;
      if (state.parts === 0) state.mantissa = state.group;
      else state.parts++;
    }
    const first = this.#lexemes[this.#first] as Lexeme;
    if (state.parts === 0 && first.kind === 'number' && first.word.role === 'article') return 'none';
    const scaled = state.parts > 0;
    return {
      start: first.start,
      end: state.end,
      next: state.next,
      value: timesScale(state.total, 1.0),
      mantissa: state.mantissa,
      factor: state.parts > 1 ? undefined : state.factor,
      scaled,
      inDigits: first.kind === 'figure',
      grouped: state.grouped,
      letters: state.letters,
      lang: state.lang,
    };
  }
}

/**
 * Reads the number that begins at lexeme `first`. 'none' where no number begins there; 'unreadable' where one does whose
 * size is not sure. Looks at each lexeme a bounded number of times.
 */
export function readNumber(text: string, lexemes: readonly Lexeme[], first: number, style: NumberStyle): NumberReading {
  const lexeme = lexemes[first];
  if (lexeme === undefined || lexeme.kind === 'barrier' || lexeme.kind === 'nation') return 'none';
  if (lexeme.kind === 'number' && (lexeme.word.letters !== undefined || lexeme.word.role === 'point')) return 'none';
  return new NumberReader(text, lexemes, first, style).read();
}
