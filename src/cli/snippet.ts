import type { Document } from '../domain/document.ts';
import type { ReasonSpan } from '../matcher/explain.ts';
import { type Piece, printablePiece } from './terminal.ts';

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
/** Text left out between two places is at least this long. */
const LEAST_GAP = 12;
/** How far the edge of a place moves to the end of a word. */
const LONGEST_CUT = 20;

/**
 * Returns the reason of a hit in about `width` characters: up to three places of the text, chosen so that each part
 * of the question is seen, with the found words apart. The head of the text where nothing was found in it.
 */
export function snippetOf({ text }: Document, reason: readonly ReasonSpan[], width: number): Piece[] {
  const spans = reason.filter((span) => span.field === 'text');
  const places = spans.length > 0 ? bestChoice(spans, text, width).places : [{ from: 0, to: 0 }];
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

/** Returns the title with the words found in it apart. */
export function titleOf({ title }: Document, reason: readonly ReasonSpan[]): Piece[] {
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
    const shown = printablePiece(piece);
    if (shown) pieces.push({ text: shown, found });
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

/** Gives the room that is left to the text around the places, whole words of it; places that then meet are one. */
function widened(places: readonly Place[], text: string, width: number): Place[] {
  const used = places.reduce((sum, { from, to }) => sum + to - from, 0) + (places.length + 1) * BETWEEN.length;
  const room = Math.max(0, Math.floor((width - used) / places.length));
  const wide: { from: number; to: number }[] = [];
  for (const { from, to } of places) {
    const before = Math.min(from, room >> 1);
    const after = Math.min(text.length - to, room - before);
    const start = wordStart(text, Math.max(0, from - before - Math.max(0, room - before - after)), from);
    const place = trimmed(text, { from: start, to: wordEnd(text, to + after, to) });
    const last = wide.at(-1);
    if (last && place.from - last.to < LEAST_GAP) last.to = Math.max(last.to, place.to);
    else wide.push(place);
  }
  return wide;
}

function trimmed(text: string, { from, to }: Place): Place {
  let [start, end] = [from, to];
  while (start < end && /\s/.test(text[start]!)) start++;
  while (end > start && /\s/.test(text[end - 1]!)) end--;
  return { from: start, to: end };
}

/** The start of a word at or after `from`, not after `limit`. */
function wordStart(text: string, from: number, limit: number): number {
  if (from === 0 || /\s/.test(text[from - 1]!)) return from;
  for (let at = from; at < limit && at - from < LONGEST_CUT; at++) if (/\s/.test(text[at]!)) return at + 1;
  return Math.min(limit, isLowSurrogate(text, from) ? from + 1 : from);
}

/** The end of a word at or before `to`, not before `limit`. */
function wordEnd(text: string, to: number, limit: number): number {
  if (to >= text.length || /\s/.test(text[to]!)) return to;
  for (let at = to; at > limit && to - at < LONGEST_CUT; at--) if (/\s/.test(text[at - 1]!)) return at - 1;
  return Math.max(limit, isLowSurrogate(text, to) ? to - 1 : to);
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit < 0xe000;
}
