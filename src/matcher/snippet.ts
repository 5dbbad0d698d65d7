import type { MatchDocument } from './document.ts';
import type { ReasonSpan } from './explain.ts';

/** A stretch of one line of a text, with whether it is a reason of the hit. Signs that steer a terminal may stand in it. */
export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

/** A stretch of a text: from the first found word in it to the last. */
interface Place {
  readonly from: number;
  readonly to: number;
}

interface Choice {
  readonly places: readonly Place[];
  /** How many parts of the question, and how many different words, are seen in them. */
  readonly parts: number;
  readonly words: number;
}

const MOST_PLACES = 3;
const BETWEEN = ' … ';
/** A found word further on than this many others is not taken into a place. */
const MOST_WORDS = 40;
/** Places of one part of a question that are looked at. */
const MOST_OF_PART = 500;
/** A longer run of letters is cut. */
const LONGEST_WORD = 20;

/**
 * Returns the reason of a hit in about `width` characters: up to three places of the text, chosen so that each part
 * of the question is seen, with the found words apart. The head of the text where nothing was found in it.
 */
export function snippetOf(
  { text }: Pick<MatchDocument, 'text'>,
  reason: readonly ReasonSpan[],
  width: number,
): Piece[] {
  const spans = reason.filter((span) => span.field === 'text');
  const places = spans.length > 0 ? bestChoice(chosenFrom(spans), text, width).places : [{ from: 0, to: 0 }];
  const pieces: Piece[] = [];
  let at = 0;
  for (const place of widened(places, text, width)) {
    if (text.slice(at, place.from).trim() !== '')
      pieces.push({ text: at === 0 ? BETWEEN.trimStart() : BETWEEN, found: false });
    pieces.push(...cutAt(text, spans, place));
    at = place.to;
  }
  if (text.slice(at).trim() !== '') pieces.push({ text: BETWEEN.trimEnd(), found: false });
  return pieces;
}

/** Of each part of the question so many places are enough to choose from: a text may be nothing but found words. */
function chosenFrom(spans: readonly ReasonSpan[]): readonly ReasonSpan[] {
  if (spans.length <= MOST_OF_PART) return spans;
  const counts = new Map<string, number>();
  return spans.filter(({ serves }) => {
    const isWanted = serves.some((part) => (counts.get(part) ?? 0) < MOST_OF_PART);
    for (const part of serves) counts.set(part, (counts.get(part) ?? 0) + 1);
    return isWanted;
  });
}

/** Returns the title with the words found in it apart. */
export function titleOf({ title }: Pick<MatchDocument, 'title'>, reason: readonly ReasonSpan[]): Piece[] {
  const spans = reason.filter((span) => span.field === 'title');
  return cutAt(title, spans, { from: 0, to: title.length });
}

/** Returns pieces cut to `width` characters, with an ellipsis where something was cut. */
export function cutPieces(pieces: readonly Piece[], width: number): Piece[] {
  const whole = pieces.reduce((sum, { text }) => sum + [...text].length, 0);
  if (whole <= width) return [...pieces];
  const kept: Piece[] = [];
  let room = width - 1;
  for (const { text, found } of pieces) {
    const characters = [...text].slice(0, Math.max(0, room));
    room -= characters.length;
    if (characters.length > 0) kept.push({ text: characters.join(''), found });
  }
  return [...kept, { text: '…', found: false }];
}

function cutAt(text: string, spans: readonly ReasonSpan[], { from, to }: Place): Piece[] {
  const pieces: Piece[] = [];
  const add = (piece: string, found: boolean): void => {
    if (piece) pieces.push({ text: piece.replace(/\s+/g, ' '), found });
  };
  let at = from;
  for (const span of spans) {
    if (span.start < at || span.end > to) continue;
    add(text.slice(at, span.start), false);
    add(text.slice(span.start, span.end), true);
    at = span.end;
  }
  add(text.slice(at, to), false);
  return pieces;
}

/** The fewest places that show as many parts of the question as can be shown. */
function bestChoice(spans: readonly ReasonSpan[], text: string, width: number): Choice {
  let best: Choice | undefined;
  for (let count = 1; count <= MOST_PLACES; count++) {
    const choice = choose(spans, text, { count, room: Math.floor(width / count) - 2 * BETWEEN.length });
    if (!best || choice.parts > best.parts) best = choice;
  }
  return best!;
}

/** Takes up to `count` places of at most `room` characters, each the one that shows most of what is not yet seen. */
function choose(
  spans: readonly ReasonSpan[],
  text: string,
  { count, room }: { readonly count: number; readonly room: number },
): Choice {
  const seen = { parts: new Set<string>(), words: new Set<string>() };
  const places: Place[] = [];
  while (places.length < count) {
    let best: { readonly place: Place; readonly spans: readonly ReasonSpan[]; readonly score: number } | undefined;
    for (let first = 0; first < spans.length; first++) {
      const inside = spansFrom(spans, first, room);
      const place = { from: inside[0]!.start, to: inside.at(-1)!.end };
      const score = scoreOf(inside, text, seen);
      if (score > (best?.score ?? 0) && places.every(({ from, to }) => place.to <= from || place.from >= to)) {
        best = { place, spans: inside, score };
      }
    }
    if (!best) break;
    places.push(best.place);
    for (const span of best.spans) {
      for (const part of span.serves) seen.parts.add(part);
      seen.words.add(wordOf(span, text));
    }
  }
  return { places: places.sort((a, b) => a.from - b.from), parts: seen.parts.size, words: seen.words.size };
}

function spansFrom(spans: readonly ReasonSpan[], first: number, room: number): readonly ReasonSpan[] {
  let last = first + 1;
  while (last < spans.length && last - first < MOST_WORDS && spans[last]!.end - spans[first]!.start <= room) last++;
  return spans.slice(first, last);
}

/** A part not yet seen counts for more than any number of words. */
function scoreOf(
  spans: readonly ReasonSpan[],
  text: string,
  seen: { readonly parts: ReadonlySet<string>; readonly words: ReadonlySet<string> },
): number {
  const parts = new Set(spans.flatMap(({ serves }) => serves).filter((part) => !seen.parts.has(part)));
  const words = new Set(spans.map((span) => wordOf(span, text)).filter((word) => !seen.words.has(word)));
  return parts.size * 100 + words.size;
}

function wordOf({ start, end }: ReasonSpan, text: string): string {
  return text.slice(start, end).toLowerCase();
}

/** Lets each place grow by whole words on either side, in turn, until `width` is full; places that meet become one. */
function widened(places: readonly Place[], text: string, width: number): Place[] {
  const wide = places.map(({ from, to }) => ({ from, to }));
  let room = width - (wide.length + 1) * BETWEEN.length - wide.reduce((sum, { from, to }) => sum + to - from, 0);
  for (let grows = true; grows; ) {
    grows = false;
    wide.forEach((place, index) => {
      const to = Math.min(wordEnd(text, place.to), wide[index + 1]?.from ?? text.length);
      const from = Math.max(wordStart(text, place.from), wide[index - 1]?.to ?? 0);
      for (const [edge, at] of [
        ['to', to],
        ['from', from],
      ] as const) {
        const more = Math.abs(at - place[edge]);
        if (more === 0 || more > room) continue;
        place[edge] = at;
        room -= more;
        grows = true;
      }
    });
  }
  return joined(wide, text);
}

function joined(places: readonly Place[], text: string): Place[] {
  const apart: Place[] = [];
  for (const place of places) {
    const last = apart.at(-1);
    if (last && text.slice(last.to, place.from).trim().length <= BETWEEN.length)
      apart[apart.length - 1] = { from: last.from, to: place.to };
    else apart.push(place);
  }
  return apart;
}

/** The end of the next word after `at`, or the place where one that is too long is cut. */
function wordEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && isSpace(text, end)) end++;
  const longest = Math.min(text.length, end + LONGEST_WORD);
  while (end < longest && !isSpace(text, end)) end++;
  return isLowSurrogate(text, end) ? end - 1 : end;
}

/** The start of the next word before `at`, or the place where one that is too long is cut. */
function wordStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && isSpace(text, start - 1)) start--;
  const longest = Math.max(0, start - LONGEST_WORD);
  while (start > longest && !isSpace(text, start - 1)) start--;
  return isLowSurrogate(text, start) ? start + 1 : start;
}

function isSpace(text: string, at: number): boolean {
  return /\s/.test(text[at]!);
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit < 0xe000;
}
