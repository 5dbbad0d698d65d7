import type { PortionedText } from './rendered-text.ts';

/** A part of a text, before its place is known. */
export interface TextBlock {
  readonly kind: string;
  readonly text: string;
}

/** Returns the text without a first portion that is the title. */
export function withoutTitle({ text, portions }: PortionedText, title: string): PortionedText {
  const [first, second] = portions;
  if (!first || title === '' || text.slice(first.start, first.end) !== title) return { text, portions };
  const by = second?.start ?? text.length;
  const rest = portions.slice(1).map((one) => ({ ...one, start: one.start - by, end: one.end - by }));
  return { text: text.slice(by), portions: rest };
}

/** Returns the text that blocks come to, an empty line between them, with a portion for each. */
export function joinBlocks(blocks: readonly TextBlock[]): PortionedText {
  let start = 0;
  const portions = blocks.map(({ kind, text }) => {
    const portion = { kind, mark: null, start, end: start + text.length };
    start = portion.end + 2;
    return portion;
  });
  return { text: blocks.map(({ text }) => text).join('\n\n'), portions };
}
