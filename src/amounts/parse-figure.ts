/** What the words around a figure say about its separators. */
export interface FigureStyle {
  /** 'fr' and 'en' decide the comma; anything else leaves it to the shape. */
  readonly lang?: string | undefined;
  /** A scale follows the figure, which is then likely to have decimals. */
  readonly scaled?: boolean;
  /** Words of French money follow (`milliard`, `millions d'`, `M€`). */
  readonly french?: boolean;
  /** A sign or code stands before the figure, as English writes it; of `$` and `£` the language is nearly sure. */
  readonly prefixed?: 'dollar' | 'other';
}

const fractions: Readonly<Record<string, number>> = { '¼': 0.25, '½': 0.5, '¾': 0.75 };

function isFrench(style: FigureStyle): boolean {
  return style.lang === undefined ? style.french === true : style.lang === 'fr';
}

/** One comma and three digits: thousands in English, decimals in French; undefined where neither is sure. */
function readCommaThousand(whole: string, rest: string, style: FigureStyle): number | undefined {
  if (whole.startsWith('0') || whole.length > 3) return Number(`${whole}.${rest}`);
  if (!isFrench(style)) return Number(whole + rest);
  return style.prefixed !== undefined && style.scaled !== true ? undefined : Number(`${whole}.${rest}`);
}

/** One point and three digits: decimals in English; thousands in French without a scale; else not sure. */
function readPointThousand(whole: string, rest: string, style: FigureStyle): number | undefined {
  if (whole.startsWith('0') || whole.length > 3) return Number(`${whole}.${rest}`);
  if (style.lang === 'en' || (style.lang === undefined && style.prefixed === 'dollar'))
    return Number(`${whole}.${rest}`);
  if (style.lang === 'fr' && style.scaled !== true) return Number(whole + rest);
  return undefined;
}

function readSeparated(figure: string, style: FigureStyle): number | undefined {
  const single = /^(\d*)([.,])(\d+)$/u.exec(figure);
  if (single !== null) {
    const [, whole = '', mark, rest = ''] = single;
    if (rest.length !== 3 || whole === '') return Number(`${whole}.${rest}`);
    return mark === ',' ? readCommaThousand(whole, rest, style) : readPointThousand(whole, rest, style);
  }
  const plain = figure.replace(/[\s']/gu, '');
  const western = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/u.test(figure);
  const indian = /^\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?$/u.test(figure);
  if (western || indian) return Number(plain.replace(/,/gu, ''));
  if (/^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/u.test(figure)) return Number(plain.replace(/\./gu, '').replace(',', '.'));
  if (/^\d{1,3}(?:[\s']\d{3})+(?:[.,]\d+)?$/u.test(figure)) return Number(plain.replace(',', '.'));
  return undefined;
}

/**
 * The value of a figure in digits with its separators (`1,200`, `1 200,50`, `1'200`, `1,00,000`, `2½`);
 * undefined where the separators do not settle it.
 */
export function parseFigure(figure: string, style: FigureStyle = {}): number | undefined {
  const fraction = fractions[figure.at(-1) ?? ''] ?? 0;
  const digits = (fraction === 0 ? figure : figure.slice(0, -1)).replace(/’/gu, "'");
  const value = /^\d+$/u.test(digits) ? Number(digits) : readSeparated(digits, style);
  if (value === undefined || (fraction !== 0 && !Number.isInteger(value))) return undefined;
  return Number.isFinite(value) ? value + fraction : undefined;
}

const suffixes: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  m: 1e6,
  mn: 1e6,
  mln: 1e6,
  million: 1e6,
  millions: 1e6,
  b: 1e9,
  bn: 1e9,
  md: 1e9,
  mds: 1e9,
  mrd: 1e9,
  billion: 1e9,
  milliard: 1e9,
  milliards: 1e9,
  t: 1e12,
  tn: 1e12,
  trillion: 1e12,
  thousand: 1e3,
  mille: 1e3,
};

/**
 * The number that a short form writes: `200M`, `200m`, `1.5bn`, `1.5B`, `750k`, `2T`, `200000`, `200_000`, `200 000`,
 * `1,2 milliard`. Letters are read without regard to case (`m` is a million). Undefined for anything else, and for a
 * single comma or point before exactly three digits, which is a decimal in one language and a thousand in the other.
 */
export function parseScaledNumber(text: string): number | undefined {
  const found = /^(\d{1,15}(?:[ _\u00a0\u202f\u2009',.]\d{1,15}){0,6})[ \u00a0\u202f]?(\p{L}{0,10})$/u.exec(
    text.trim(),
  );
  const suffix = (found?.[2] ?? '').toLowerCase();
  if (found === null || !Object.hasOwn(suffixes, suffix)) return undefined;
  const digits = (found[1] ?? '').replace(/_/gu, ' ');
  if (/^[1-9]\d{0,2}[.,]\d{3}$/u.test(digits)) return undefined;
  const value = parseFigure(digits);
  return value === undefined ? undefined : timesScale(value, suffixes[suffix] ?? 1);
}

/** `value` times `factor`, without the last binary digits that a decimal figure does not have. */
export function timesScale(value: number, factor: number): number {
  return factor === 1 ? value : Number((value * factor).toPrecision(15));
}
