import { Box, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { DocumentFacts } from '../pages/document.tsx';
import { Highlighted } from '../parts/highlighted.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { usePersonName } from '../parts/person-name.ts';
import { Failed, Loading } from '../parts/status-notes.tsx';
import { StoryOf } from '../parts/story-of.tsx';
import { AnswerWith } from '../report/answer-with.tsx';
import { read } from '../wire/ask.ts';
import type { WholeHit } from '../wire/shapes.ts';
import { instantInWords } from '../words/dates.ts';
import type { Words } from '../words/en.ts';
import { useWords } from '../words/words-context.tsx';
import { Reason } from './reason.tsx';
import { Suggestion } from './suggestion.tsx';
import { type Acting, Toolbar } from './toolbar.tsx';

interface HitReaderProps {
  readonly hitId: string;
  readonly acting: Acting;
  readonly isStory: boolean;
  goBack(): void;
}

/** A hit with its text, its reason beside it, and what can be done. */
export function HitReader({ hitId, acting, isStory, goBack }: HitReaderProps) {
  const hit = useQuery({
    queryKey: ['hit', hitId],
    queryFn: ({ signal }) => read<WholeHit>(`/hits/${hitId}`, {}, signal),
  });
  const snoozedUntil = hit.data?.snoozedUntil ?? null;
  const isSnoozed = snoozedUntil !== null && Date.parse(snoozedUntil) > Date.now();
  return (
    <>
      <Toolbar acting={acting} goBack={goBack} current={hit.data?.judgement} isStory={isStory} isSnoozed={isSnoozed} />
      {hit.isPending ? (
        <Loading />
      ) : hit.error ? (
        <Failed error={hit.error} retry={() => void hit.refetch()} />
      ) : (
        <HitText hit={hit.data} />
      )}
    </>
  );
}

function HitText({ hit }: { readonly hit: WholeHit }) {
  const { triage } = useWords();
  const { document, spans, explanation, question } = hit;
  return (
    <Stack p="md" gap="md">
      <Box>
        <Title order={1} size="h3" style={{ overflowWrap: 'anywhere' }}>
          <Highlighted text={document.title} spans={spans.filter(({ field }) => field === 'title')} />
        </Title>
        <DocumentFacts document={document} />
      </Box>
      <Group>
        <AnswerWith key={hit.id} document={document} spans={spans.filter(({ field }) => field === 'text')} hit={hit} />
      </Group>
      {question && (
        <Text size="sm">
          <b>{question.letter}</b> {question.wording}
        </Text>
      )}
      <Standing hit={hit} />
      {hit.usedBy.length > 0 && (
        <Text size="sm">
          {triage.usedBy}{' '}
          {hit.usedBy.map(({ id, title }, at) => (
            <Fragment key={id}>
              {at > 0 && ', '}
              <PageLink to="/reports/$reportId" params={{ reportId: id }} size="sm">
                {title || '…'}
              </PageLink>
            </Fragment>
          ))}
        </Text>
      )}
      {explanation && (
        <Box component="details">
          <Text component="summary" size="sm" fw={600} style={{ cursor: 'pointer' }}>
            {triage.reason}
          </Text>
          <Reason explanation={explanation} />
        </Box>
      )}
      <Suggestion key={hit.id} hitId={hit.id} />
      <Text className="prose" component="div" lang={document.language ?? undefined}>
        <Highlighted text={document.body} spans={spans.filter(({ field }) => field === 'text')} />
      </Text>
      <PageLink to="/documents/$documentId" params={{ documentId: document.id }} size="sm">
        {triage.openDocument}
      </PageLink>
      <StoryOf documentId={document.id} />
      <History hit={hit} />
    </Stack>
  );
}

/** Whose it is, and until when it waits. */
function Standing({ hit: { assigneeId, snoozedUntil } }: { readonly hit: WholeHit }) {
  const words = useWords();
  const nameOf = usePersonName();
  const said = [
    assigneeId !== null && words.triage.assignedTo(nameOf(assigneeId)),
    snoozedUntil !== null && words.triage.snoozedUntil(instantInWords(snoozedUntil, words)),
  ].filter(Boolean);
  if (said.length === 0) return null;
  return (
    <Text size="sm" c="dimmed">
      {said.join(' · ')}
    </Text>
  );
}

function History({ hit }: { readonly hit: WholeHit }) {
  const words = useWords();
  if (hit.history.length === 0) return null;
  return (
    <Box>
      <Title order={2} size="h6">
        {words.triage.history}
      </Title>
      {hit.history.map(({ place, change, madeAt }) => (
        <Text key={place} size="sm" c="dimmed">
          {instantInWords(madeAt, words)}: {changeInWords(change, words)}
        </Text>
      ))}
    </Box>
  );
}

function changeInWords(change: Readonly<Record<string, unknown>>, { triage }: Words): string {
  const names: Readonly<Record<string, string>> = triage.changes;
  const { judgement, undoes } = change as {
    readonly judgement?: keyof typeof triage.judgement;
    readonly undoes?: number;
  };
  if (judgement === undefined)
    return Object.keys(change)
      .map((key) => names[key] ?? key)
      .join(', ');
  return undoes === undefined ? triage.judgement[judgement] : `${names['undo']}: ${triage.judgement[judgement]}`;
}
