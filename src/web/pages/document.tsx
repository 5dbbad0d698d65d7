import { Anchor, Badge, Box, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { HistoryLink } from '../parts/history-link.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { Failed, Loading } from '../parts/status-notes.tsx';
import { read } from '../wire/ask.ts';
import type { WholeDocument } from '../wire/shapes.ts';
import { dayInWords, instantInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';

interface Story {
  readonly members: readonly {
    readonly documentId: string;
    readonly title: string;
    readonly sourceName: string | null;
  }[];
}

/** A document to read, whole. */
export function DocumentPage() {
  const { documentId } = useParams({ from: '/signed-in/documents/$documentId' });
  const document = useQuery({
    queryKey: ['document', documentId],
    queryFn: ({ signal }) => read<WholeDocument>(`/documents/${documentId}`, {}, signal),
  });
  if (document.isPending) return <Loading />;
  if (document.error) return <Failed error={document.error} retry={() => void document.refetch()} />;
  const { title, body } = document.data;
  return (
    <Stack p="md" maw={800} component="article">
      <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>
        {title}
      </Title>
      <DocumentFacts document={document.data} />
      <Text className="prose" lang={document.data.language ?? undefined}>
        {body}
      </Text>
      <StoryOf documentId={documentId} />
      <HistoryLink noun="document" id={documentId} />
    </Stack>
  );
}

/** Where a document is from, and what of it is kept. */
export function DocumentFacts({ document }: { readonly document: WholeDocument }) {
  const words = useWords();
  const { documents } = words;
  const { sourceName, publishedOn, receivedAt, language, address, mediaType } = document;
  return (
    <Group gap="sm">
      {sourceName !== null && (
        <Badge variant="light" tt="none">
          {sourceName}
        </Badge>
      )}
      <Text size="sm" c="dimmed">
        {publishedOn === null ? documents.received : documents.published}{' '}
        {publishedOn === null ? instantInWords(receivedAt, words) : dayInWords(publishedOn, words)}
        {language === null ? '' : ` · ${language}`}
      </Text>
      {address !== null && /^https?:/.test(address) && (
        <Anchor href={address} target="_blank" rel="noreferrer noopener" size="sm" style={{ overflowWrap: 'anywhere' }}>
          {documents.address}
        </Anchor>
      )}
      {mediaType !== null && (
        <Anchor href={`/api/documents/${document.id}/bytes`} size="sm" download>
          {documents.download}
        </Anchor>
      )}
    </Group>
  );
}

function StoryOf({ documentId }: { readonly documentId: string }) {
  const { triage } = useWords();
  const story = useQuery({
    queryKey: ['story', documentId],
    queryFn: ({ signal }) => read<Story>(`/documents/${documentId}/story`, {}, signal),
  });
  const others = story.data?.members.filter((member) => member.documentId !== documentId) ?? [];
  if (others.length === 0) return null;
  return (
    <Box>
      <Title order={2} size="h5">
        {triage.story}
      </Title>
      {others.map((member) => (
        <Text key={member.documentId} size="sm">
          <PageLink to="/documents/$documentId" params={{ documentId: member.documentId }}>
            {member.title}
          </PageLink>{' '}
          {member.sourceName}
        </Text>
      ))}
    </Box>
  );
}
