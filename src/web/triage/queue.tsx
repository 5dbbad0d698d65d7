import { Badge, Box, Text, UnstyledButton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { Listing } from '../wire/pages.ts';
import type { Hit } from '../wire/shapes.ts';
import { agoInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';
import classes from './triage.module.css';

interface QueueProps {
  readonly listing: Listing<Hit>;
  readonly chosenId: string | undefined;
  choose(hit: Hit): void;
}

/** The hits that wait, as far as they are scrolled to. */
export function Queue({ listing: { items, hasMore, isLoadingMore, loadMore }, chosenId, choose }: QueueProps) {
  const frame = useRef<HTMLDivElement>(null);
  const { triage } = useWords();
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => frame.current,
    estimateSize: () => 74,
    overscan: 12,
    getItemKey: (at) => items[at]!.id,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isLoadingMore && last >= items.length - 20) loadMore();
  }, [hasMore, isLoadingMore, last, items.length, loadMore]);
  const at = items.findIndex(({ id }) => id === chosenId);
  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at);
  }, [at, rows]);
  return (
    <div ref={frame} className={classes['queue']} role="listbox" aria-label={triage.waiting} tabIndex={-1}>
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {shown.map((row) => (
          <div
            key={row.key}
            ref={rows.measureElement}
            data-index={row.index}
            style={{ position: 'absolute', top: 0, left: 0, right: 0, transform: `translateY(${row.start}px)` }}
          >
            <Row hit={items[row.index]!} isChosen={items[row.index]!.id === chosenId} choose={choose} />
          </div>
        ))}
      </div>
    </div>
  );
}

function Row({ hit, isChosen, choose }: { readonly hit: Hit; readonly isChosen: boolean; choose(hit: Hit): void }) {
  const words = useWords();
  return (
    <UnstyledButton
      className={classes['row']}
      role="option"
      aria-selected={isChosen}
      data-chosen={isChosen || undefined}
      onClick={() => choose(hit)}
    >
      <Text size="sm" fw={600} lineClamp={2}>
        {hit.title}
      </Text>
      <Box className={classes['facts']}>
        <Text span size="xs" c="dimmed" truncate>
          {hit.letter} · {hit.orderTitle}
        </Text>
        <Text span size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
          {agoInWords(hit.madeAt, words)}
        </Text>
      </Box>
      {hit.suggestion !== undefined && (
        <Badge size="xs" variant="light" color={hit.suggestion === 'relevant' ? 'green' : 'gray'}>
          {words.triage.suggested(words.triage.judgement[hit.suggestion])}
        </Badge>
      )}
    </UnstyledButton>
  );
}
