import { Box } from '@mantine/core';
import type { ReactNode } from 'react';
import { Highlighted } from './highlighted.tsx';
import { Marking } from './marking.tsx';

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Portion extends Span {
  readonly mark: string | null;
}

/** A text with places lifted out, and its portions under the marks that stand on them. Places are in UTF-16 units, in order. */
export function PortionedText({
  text,
  spans,
  portions,
}: {
  readonly text: string;
  readonly spans: readonly Span[];
  readonly portions: readonly Portion[];
}): ReactNode {
  if (portions.every(({ mark }) => mark === null)) return <Highlighted text={text} spans={spans} />;
  return piecesOf(text, portions).map(({ start, end, mark }) => (
    <Box key={start} component="span" display="block">
      {mark !== null && (
        <>
          <Marking text={mark} size="xs" />{' '}
        </>
      )}
      <Highlighted text={text.slice(start, end)} spans={within(spans, start, end)} />
    </Box>
  ));
}

/** The portions in their order, and what lies between them; what reaches back into one before it is cut there. */
function piecesOf(text: string, portions: readonly Portion[]): Portion[] {
  const pieces: Portion[] = [];
  let at = 0;
  for (const { start, end, mark } of [...portions].sort((one, other) => one.start - other.start)) {
    if (end <= at) continue;
    if (start > at) pieces.push({ start: at, end: start, mark: null });
    pieces.push({ start: Math.max(at, start), end, mark });
    at = end;
  }
  if (at < text.length) pieces.push({ start: at, end: text.length, mark: null });
  return pieces;
}

function within(spans: readonly Span[], from: number, to: number): Span[] {
  return spans
    .filter(({ start, end }) => start >= from && end <= to)
    .map(({ start, end }) => ({ start: start - from, end: end - from }));
}
