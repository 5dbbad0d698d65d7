import { Box, Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { MoreButton } from '../parts/more-button.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { Empty, Failed, Loading } from '../parts/status-notes.tsx';
import { read, write } from '../wire/ask.ts';
import type { DocumentList, FoundDocuments, ListedDocument } from '../wire/shapes.ts';
import { dayInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';

/** The archive: what came last, or what an expression finds. */
export function DocumentsPage() {
  const { documents: words, common } = useWords();
  const { q } = useSearch({ from: '/signed-in/documents' });
  const navigate = useNavigate();
  const [typed, setTyped] = useState(q ?? '');
  const found = useDocuments(q);
  const search = (event: FormEvent): void => {
    event.preventDefault();
    void navigate({ to: '/documents', search: typed.trim() === '' ? {} : { q: typed.trim() } });
  };
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const isWhole = found.data?.pages.at(-1)?.isWhole ?? true;
  return (
    <Stack p="md" maw={1000}>
      <Title order={1} size="h3">
        {words.title}
      </Title>
      <form onSubmit={search}>
        <Group align="flex-end">
          <TextInput
            style={{ flex: 1 }}
            aria-label={common.search}
            placeholder={words.placeholder}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          />
          <Button type="submit">{common.search}</Button>
        </Group>
      </form>
      {found.isPending ? (
        <Loading />
      ) : found.error ? (
        <Failed error={found.error} retry={() => void found.refetch()} />
      ) : null}
      {found.data && items.length === 0 && isWhole && <Empty title={words.empty} hint={words.emptyHint} />}
      <Stack gap="sm">
        {items.map((document) => (
          <Line key={document.id} document={document} />
        ))}
      </Stack>
      {!isWhole && items.length === 0 && <Text c="dimmed">{words.notWhole}</Text>}
      <MoreButton
        hasMore={found.hasNextPage}
        isLoadingMore={found.isFetchingNextPage}
        loadMore={() => void found.fetchNextPage()}
      />
    </Stack>
  );
}

function useDocuments(expression: string | undefined) {
  const { locale } = useWords();
  return useInfiniteQuery({
    queryKey: ['documents', expression],
    initialPageParam: undefined as string | undefined,
    async queryFn({ pageParam: after, signal }): Promise<DocumentList & { readonly isWhole: boolean }> {
      if (expression === undefined)
        return { ...(await read<DocumentList>('/documents', { after }, signal)), isWhole: true };
      const asked = { expression, language: locale.slice(0, 2), ...(after !== undefined && { after }) };
      return write<FoundDocuments>('POST', '/documents/search', asked);
    },
    getNextPageParam: ({ next }) => next,
    retry: false,
  });
}

function Line({ document }: { readonly document: ListedDocument }) {
  const words = useWords();
  const facts = [
    document.sourceName,
    document.publishedOn === null ? null : dayInWords(document.publishedOn, words),
    document.language,
  ];
  return (
    <Box>
      <PageLink to="/documents/$documentId" params={{ documentId: document.id }} fw={500}>
        {document.title || '…'}
      </PageLink>
      <Text size="xs" c="dimmed">
        {facts.filter(Boolean).join(' · ')}
      </Text>
    </Box>
  );
}
