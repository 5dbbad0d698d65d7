import { Box, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { story } from '../../schema/wire/document.ts';
import { read } from '../wire/ask.ts';
import { dayInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';
import { PageLink } from './page-link.tsx';
import { Refusal } from './refusal.tsx';

type Story = z.infer<typeof story>;

/** What else tells the same thing as a document, the earliest first. */
export function StoryOf({ documentId }: { readonly documentId: string }) {
  const words = useWords();
  const { data, error } = useQuery({
    queryKey: ['story', documentId],
    queryFn: ({ signal }) => read<Story>(`/documents/${documentId}/story`, {}, signal),
  });
  const others = data?.members.filter((member) => member.documentId !== documentId) ?? [];
  if (error) return <Refusal error={error} />;
  if (others.length === 0) return null;
  return (
    <Box>
      <Title order={2} size="h6">
        {words.triage.story}
      </Title>
      {others.map((member) => (
        <Text key={member.documentId} size="sm">
          <PageLink to="/documents/$documentId" params={{ documentId: member.documentId }}>
            {member.title || '…'}
          </PageLink>{' '}
          <Text span size="xs" c="dimmed">
            {[member.sourceName, member.publishedOn === null ? null : dayInWords(member.publishedOn, words)]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </Text>
      ))}
    </Box>
  );
}
