import { type ReactNode, useMemo } from 'react';

interface Span {
  readonly start: number;
  readonly end: number;
}

/** A text with places in it lifted out; places are in UTF-16 units, in order, and none overlaps another. */
export function Highlighted({ text, spans }: { readonly text: string; readonly spans: readonly Span[] }) {
  return useMemo(() => {
    const pieces: ReactNode[] = [];
    let at = 0;
    for (const { start, end } of spans) {
      if (start < at || end > text.length) continue;
      pieces.push(text.slice(at, start), <mark key={start}>{text.slice(start, end)}</mark>);
      at = end;
    }
    return [...pieces, text.slice(at)];
  }, [text, spans]);
}
