import { Box, Button, Group, Text } from '@mantine/core';
import { useInfiniteQuery, useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { MoreButton } from '../parts/more-button.tsx';
import { usePersonName } from '../parts/person-name.ts';
import { Refusal } from '../parts/refusal.tsx';
import { Loading } from '../parts/status-notes.tsx';
import { read } from '../wire/ask.ts';
import type { ReportVersions, WholeReport } from '../wire/shapes.ts';
import { instantInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';
import { ReportChanges } from './report-changes.tsx';

type Version = ReportVersions['items'][number];

/** The versions of a report, and what changed with each. */
export function ReportHistory({ id }: { readonly id: string }) {
  const query = useInfiniteQuery({
    queryKey: ['report', id, 'versions'],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) => read<ReportVersions>(`/reports/${id}/versions`, { before: pageParam }, signal),
    getNextPageParam: ({ next }) => next,
  });
  const versions = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      {versions.map((version, at) => (
        <VersionLine key={version.version} id={id} version={version} before={versions[at + 1]?.version} />
      ))}
      <MoreButton
        hasMore={query.hasNextPage}
        isLoadingMore={query.isFetchingNextPage}
        loadMore={() => void query.fetchNextPage()}
      />
    </>
  );
}

interface VersionLineProps {
  readonly id: string;
  readonly version: Version;
  readonly before: number | undefined;
}

function VersionLine({ id, version: { version, authorId, madeAt }, before }: VersionLineProps) {
  const words = useWords();
  const { reports } = words;
  const personName = usePersonName();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Box>
      <Group gap="xs">
        <Text fw={600}>{reports.version(version)}</Text>
        <Text size="sm" c="dimmed">
          {reports.writtenBy(personName(authorId), instantInWords(madeAt, words))}
        </Text>
        {before !== undefined && (
          <Button size="compact-xs" variant="subtle" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {reports.changes}
          </Button>
        )}
      </Group>
      {isOpen && before !== undefined && <Changes id={id} from={before} to={version} />}
    </Box>
  );
}

function Changes({ id, from, to }: { readonly id: string; readonly from: number; readonly to: number }) {
  const [before, after] = useQueries({
    queries: [from, to].map((version) => ({
      queryKey: ['report', id, 'versions', version],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        read<WholeReport>(`/reports/${id}/versions/${version}`, {}, signal),
    })),
  });
  const error = before?.error ?? after?.error ?? null;
  if (error) return <Refusal error={error} />;
  if (!before?.data || !after?.data) return <Loading />;
  return (
    <Box pl="md">
      <ReportChanges before={before.data.report} after={after.data.report} />
    </Box>
  );
}
