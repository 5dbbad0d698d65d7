import { Anchor, Badge, Box, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { z } from 'zod';
import type { explainedDocument } from '../../schema/wire/hit.ts';
import { Highlighted } from '../parts/highlighted.tsx';
import { HistoryLink } from '../parts/history-link.tsx';
import { mergedSpans } from '../parts/merged-spans.ts';
import { PageLink } from '../parts/page-link.tsx';
import { PortionedText } from '../parts/portioned-text.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { Failed, Loading } from '../parts/status-notes.tsx';
import { StoryOf } from '../parts/story-of.tsx';
import { AnswerWith } from '../report/answer-with.tsx';
import { read } from '../wire/ask.ts';
import type { Source, WholeDocument } from '../wire/shapes.ts';
import { dayInWords, instantInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';

type ExplainedDocument = z.infer<typeof explainedDocument>;

/** A document to read, whole. */
export function DocumentPage() {
  const { documentId } = useParams({ from: '/signed-in/documents/$documentId' });
  const document = useQuery({
    queryKey: ['document', documentId],
    queryFn: ({ signal }) => read<WholeDocument>(`/documents/${documentId}`, {}, signal),
  });
  if (document.isPending) return <Loading />;
  if (document.error) return <Failed error={document.error} retry={() => void document.refetch()} />;
  return <Whole document={document.data} />;
}

function Whole({ document }: { readonly document: WholeDocument }) {
  const { id, title, body, language, portions } = document;
  const answers = useQuery({
    queryKey: ['hits-of', id],
    queryFn: ({ signal }) => read<ExplainedDocument>(`/documents/${id}/hits`, {}, signal),
  });
  const spans = answers.data?.hits.flatMap((hit) => hit.spans) ?? [];
  return (
    <Stack p="md" maw={800} component="article">
      <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>
        <Highlighted text={title} spans={mergedSpans(spans, 'title')} />
      </Title>
      <DocumentFacts document={document} />
      <Group>
        <AnswerWith document={document} spans={mergedSpans(spans, 'text')} />
      </Group>
      <Text className="prose" component="div" lang={language ?? undefined}>
        <PortionedText text={body} spans={mergedSpans(spans, 'text')} portions={portions} />
      </Text>
      <Refusal error={answers.error} />
      {answers.data && <Answers answers={answers.data} />}
      <StoryOf documentId={id} />
      <HistoryLink noun="document" id={id} />
    </Stack>
  );
}

/** The questions that the document answers. */
function Answers({ answers: { hits, isWhole } }: { readonly answers: ExplainedDocument }) {
  const { documents, triage } = useWords();
  if (hits.length === 0) return null;
  return (
    <Box>
      <Title order={2} size="h6">
        {documents.answers}
      </Title>
      {hits.map(({ id, orderTitle, letter, wording, judgement }) => (
        <Text key={id} size="sm">
          <PageLink to="/triage" search={{ hit: id, ...(judgement !== 'new' && { judgement }) }}>
            {orderTitle}, {letter}
          </PageLink>{' '}
          {wording}{' '}
          <Text span size="xs" c="dimmed">
            {triage.judgement[judgement]}
          </Text>
        </Text>
      ))}
      {!isWhole && (
        <Text size="sm" c="dimmed">
          {documents.moreAnswers}
        </Text>
      )}
    </Box>
  );
}

/** How far its source is to be trusted, where whoever reads may know of it. */
function Reliability({ sourceId }: { readonly sourceId: string }) {
  const { sources } = useWords();
  const { data } = useQuery({
    queryKey: ['source', sourceId],
    queryFn: ({ signal }) => read<Source>(`/sources/${sourceId}`, {}, signal),
  });
  if (!data) return null;
  return (
    <Text size="sm" c="dimmed">
      {sources.reliability} {data.reliability}
    </Text>
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
      {document.sourceId !== null && <Reliability sourceId={document.sourceId} />}
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
