import type { Document } from '../domain/document.ts';
import { type Explanation, type FoundSpan, reasonSpans } from '../matcher/explain.ts';
import { printable } from './terminal.ts';

/** The reason of a hit in its context: pieces of text, some of them found. */
export interface Snippet {
  readonly pieces: readonly { readonly text: string; readonly found: boolean }[];
}

interface Window {
  readonly from: number;
  readonly to: number;
}

/** Returns the stretch of at most `width` characters of the text that holds the most different words found. */
function bestWindow(spans: readonly FoundSpan[], document: Document, width: number): Window {
  let best: Window = { from: spans[0]!.start, to: spans[0]!.end };
  let most = 0;
  spans.forEach((first, index) => {
    const words = new Set<string>();
    let to = first.end;
    for (const span of spans.slice(index, index + 40)) {
      if (span.end - first.start > width) break;
      words.add(document[span.field].slice(span.start, span.end).toLowerCase());
      to = Math.max(to, span.end);
    }
    if (words.size > most) {
      most = words.size;
      best = { from: first.start, to };
    }
  });
  const room = Math.max(0, width - (best.to - best.from));
  return { from: best.from - Math.floor(room / 2), to: best.to + Math.ceil(room / 2) };
}

/** Moves the edges of a window to the ends of words. */
function atWords(text: string, { from, to }: Window): Window {
  let start = Math.max(0, from);
  while (start > 0 && start < text.length && !/\s/.test(text[start - 1]!) && from - start < 15) start--;
  let end = Math.min(text.length, to);
  while (end < text.length && !/\s/.test(text[end]!) && end - to < 15) end++;
  return { from: start, to: end };
}

function unpadded(text: string): string {
  return text.replace(/\s+/g, ' ').split(/( )/).map((part) => (part === ' ' ? ' ' : printable(part))).join('');
}

/**
 * Returns the reason of a hit in about `width` characters: the place of the text with the most of what was found,
 * the found words apart. Of the title where nothing was found in the text; the head of the text where nothing was
 * found at all, as for a question of conditions only.
 */
export function snippetOf(document: Document, explanation: Explanation, width: number): Snippet {
  const all = reasonSpans(explanation);
  const field = all.some((span) => span.field === 'text') || all.length === 0 ? 'text' : 'title';
  const text = document[field];
  const spans = all.filter((span) => span.field === field);
  const window = spans.length > 0 ? bestWindow(spans, document, width) : { from: 0, to: width };
  const { from, to } = atWords(text, window);
  const pieces: { text: string; found: boolean }[] = [];
  const add = (piece: string, found: boolean): void => {
    const shown = unpadded(piece);
    if (shown) pieces.push({ text: shown, found });
  };
  if (from > 0) pieces.push({ text: '… ', found: false });
  let at = from;
  for (const span of spans) {
    if (span.start < at || span.end > to) continue;
    add(text.slice(at, span.start), false);
    add(text.slice(span.start, span.end), true);
    at = span.end;
  }
  add(text.slice(at, to), false);
  if (to < text.length) pieces.push({ text: ' …', found: false });
  return { pieces };
}
