import type { Span } from './finding.ts';

/**
 * A text with its look-alikes put right: letters of other alphabets that look Latin, wide and styled signs, dashes and
 * slashes of typesetting, spaces that are not the plain one. Invisible signs are left out. Places are UTF-16 units.
 */
export interface FoldedText {
  readonly text: string;
  readonly lookAlikes: readonly Span[];
  readonly oddSpaces: readonly Span[];
  readonly invisible: readonly Span[];
  /** Returns where a piece of `text` stands in the source. */
  spanOf(start: number, end: number): Span;
}

const CYRILLIC = ['АВСЕНІЈКМОРЅТХУасеіјорѕху', 'ABCEHIJKMOPSTXYaceijopsxy'] as const;
const GREEK = ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο', 'ABEZHIKMNOPTYXo'] as const;
const SIGNS = ['‐‑‒–—−∕⁄∶', '------//:'] as const;
const LATIN: ReadonlyMap<string, string> = new Map(
  [CYRILLIC, GREEK, SIGNS].flatMap(([from, to]) => [...from].map((sign, index) => [sign, to[index]!] as const)),
);
// Soft hyphen, joiners, direction marks and overrides, byte order mark, controls.
const INVISIBLE = /\p{Default_Ignorable_Code_Point}|\p{Cc}/u;

function plainForm(sign: string): string {
  const known = LATIN.get(sign);
  if (known !== undefined) return known;
  const compatible = sign.normalize('NFKC');
  return /^[\x21-\x7e]$/.test(compatible) ? compatible : sign;
}

/** Returns `source` with its look-alikes put right, and where they stood. */
export function foldText(source: string): FoldedText {
  const places: number[] = [];
  const lookAlikes: Span[] = [];
  const oddSpaces: Span[] = [];
  const invisible: Span[] = [];
  let text = '';
  let start = 0;
  for (const sign of source) {
    const span = { start, end: start + sign.length };
    start = span.end;
    const isSpace = /\s/.test(sign);
    if (!isSpace && INVISIBLE.test(sign)) {
      invisible.push(span);
      continue;
    }
    const plain = isSpace ? ' ' : plainForm(sign);
    if (plain !== sign) (isSpace ? oddSpaces : lookAlikes).push(span);
    for (let unit = 0; unit < plain.length; unit++) places.push(span.start + unit);
    text += plain;
  }
  const spanOf = (from: number, to: number): Span => {
    if (to <= from) return { start: places[from] ?? source.length, end: places[from] ?? source.length };
    // A piece ends where its last sign does, so that invisible signs after it are not part of it.
    const last = places[to - 1]!;
    return { start: places[from]!, end: last + (source.codePointAt(last)! > 0xffff ? 2 : 1) };
  };
  return { text, lookAlikes, oddSpaces, invisible, spanOf };
}
