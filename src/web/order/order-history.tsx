import { Box, Button, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { MoreButton } from '../parts/more-button.tsx';
import { PagePart } from '../parts/page-part.tsx';
import { usePersonName } from '../parts/person-name.ts';
import { read } from '../wire/ask.ts';
import type { OrderVersions } from '../wire/shapes.ts';
import { instantInWords } from '../words/dates.ts';
import type { Words } from '../words/en.ts';
import { useWords } from '../words/words-context.tsx';
import { type OrderChange, orderDiff } from './order-diff.ts';
import styles from './order-history.module.css';
import { wordDiff } from './word-diff.ts';

type Version = OrderVersions['items'][number];

/** The versions of an order, and what changed with each. */
export function OrderHistory({ id }: { readonly id: string }) {
  const { orderPage } = useWords();
  const query = useInfiniteQuery({
    queryKey: ['order', id, 'versions'],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) => read<OrderVersions>(`/orders/${id}/versions`, { before: pageParam }, signal),
    getNextPageParam: ({ next }) => next,
  });
  const versions = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <PagePart title={orderPage.history}>
      {versions.map((version, at) => (
        <VersionLine key={version.version} version={version} before={versions[at + 1]} />
      ))}
      <MoreButton
        hasMore={query.hasNextPage}
        isLoadingMore={query.isFetchingNextPage}
        loadMore={() => void query.fetchNextPage()}
      />
    </PagePart>
  );
}

function VersionLine({ version, before }: { readonly version: Version; readonly before: Version | undefined }) {
  const words = useWords();
  const { orders, orderPage } = words;
  const personName = usePersonName();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Box>
      <Group gap="xs">
        <Text fw={600}>{orders.version(version.version)}</Text>
        <Text size="sm" c="dimmed">
          {orderPage.writtenBy(personName(version.authorId), instantInWords(version.madeAt, words))}
        </Text>
        {before && (
          <Button size="compact-xs" variant="subtle" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {orderPage.changes}
          </Button>
        )}
        {version.version === 1 && (
          <Text size="sm" c="dimmed">
            {orderPage.first}
          </Text>
        )}
      </Group>
      {isOpen && before && <Changes changes={orderDiff(before.order, version.order)} />}
    </Box>
  );
}

function Changes({ changes }: { readonly changes: readonly OrderChange[] }) {
  const words = useWords();
  if (changes.length === 0) return <Text size="sm">{words.orderPage.noChanges}</Text>;
  return (
    <Stack gap="xs" pl="md" mt={4}>
      {changes.map((change) => (
        <Box key={`${change.part} ${change.letter} ${change.language}`}>
          <Text size="sm" fw={600}>
            {partInWords(change, words)}
          </Text>
          <Text size="sm" className={styles['diff']}>
            {wordDiff(change.before, change.after).map(({ kind, text, at }) =>
              kind === 'same' ? text : kind === 'added' ? <ins key={at}>{text}</ins> : <del key={at}>{text}</del>,
            )}
          </Text>
        </Box>
      ))}
    </Stack>
  );
}

function partInWords({ part, letter, language }: OrderChange, { orderEditor, orderPage, orders }: Words): string {
  if (part === 'target') return orderPage.ofTarget(letter ?? '');
  const name =
    part === 'expression'
      ? orderEditor.expression(language ?? '')
      : part === 'window'
        ? orders.window
        : orderEditor[part];
  return letter === undefined ? name : orderPage.ofQuestion(name, letter);
}
