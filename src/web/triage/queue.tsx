import { Badge, Box, Checkbox, Group, Text, UnstyledButton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { Listing } from '../wire/pages.ts';
import type { Hit } from '../wire/shapes.ts';
import { agoInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';
import type { Selection } from './selection.ts';
import classes from './triage.module.css';

interface QueueProps {
  readonly listing: Listing<Hit>;
  readonly chosenId: string | undefined;
  readonly selection: Selection;
  choose(hit: Hit): void;
}

/** The hits that wait, as far as they are scrolled to. */
export function Queue({
  listing: { items, hasMore, isLoadingMore, loadMore },
  chosenId,
  selection,
  choose,
}: QueueProps) {
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
    <div ref={frame} className={classes['queue']}>
      <ul
        aria-label={triage.waiting}
        className={classes['lines']}
        style={{ height: rows.getTotalSize(), position: 'relative' }}
      >
        {shown.map((row) => (
          <li
            key={row.key}
            ref={rows.measureElement}
            data-index={row.index}
            style={{ position: 'absolute', top: 0, left: 0, right: 0, transform: `translateY(${row.start}px)` }}
          >
            <Row
              hit={items[row.index]!}
              isChosen={items[row.index]!.id === chosenId}
              selection={selection}
              choose={choose}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface RowProps extends Pick<QueueProps, 'selection' | 'choose'> {
  readonly hit: Hit;
  readonly isChosen: boolean;
}

function Row({ hit, isChosen, selection, choose }: RowProps) {
  const words = useWords();
  const { triage } = words;
  return (
    <Group className={classes['row'] ?? ''} data-chosen={isChosen || undefined} wrap="nowrap" gap={0} align="stretch">
      <Checkbox
        className={classes['pick'] ?? ''}
        size="xs"
        aria-label={triage.select(hit.title)}
        checked={selection.ids.has(hit.id)}
        // Whether Shift is held is said by the click alone.
        onClick={(event) => selection.toggle(hit.id, event.shiftKey)}
        onChange={() => undefined}
      />
      <UnstyledButton className={classes['line'] ?? ''} aria-current={isChosen} onClick={() => choose(hit)}>
        <Text size="sm" fw={600} lineClamp={2}>
          {hit.title}
        </Text>
        <Box className={classes['facts'] ?? ''}>
          <Text span size="xs" c="dimmed" truncate>
            {hit.letter} · {hit.orderTitle}
            {(hit.further ?? 0) > 0 && ` · ${triage.further(hit.further!)}`}
          </Text>
          <Text span size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            {agoInWords(hit.madeAt, words)}
          </Text>
        </Box>
        {hit.suggestion !== undefined && (
          <Badge size="xs" variant="light" color={hit.suggestion === 'relevant' ? 'green' : 'gray'}>
            {triage.suggested(triage.judgement[hit.suggestion])}
          </Badge>
        )}
      </UnstyledButton>
    </Group>
  );
}
