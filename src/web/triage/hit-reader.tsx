import { ActionIcon, Box, Button, Group, Kbd, Stack, Text, Title, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconCheck, IconQuestionMark, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { DocumentFacts } from '../pages/document.tsx';
import { Highlighted } from '../parts/highlighted.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { Failed, Loading } from '../parts/status-notes.tsx';
import { read } from '../wire/ask.ts';
import type { WholeHit } from '../wire/shapes.ts';
import { instantInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';
import type { Decision } from './judging.ts';
import { Reason } from './reason.tsx';
import classes from './triage.module.css';

interface HitReaderProps {
  readonly hitId: string;
  judge(decision: Decision): void;
  goBack(): void;
}

/** A hit with its text, its reason beside it, and what can be decided. */
export function HitReader({ hitId, judge, goBack }: HitReaderProps) {
  const hit = useQuery({
    queryKey: ['hit', hitId],
    queryFn: ({ signal }) => read<WholeHit>(`/hits/${hitId}`, {}, signal),
  });
  return (
    <>
      <Decisions judge={judge} goBack={goBack} current={hit.data?.judgement} />
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

const DECISIONS = [
  { decision: 'relevant', key: 'r', icon: IconCheck, color: 'green' },
  { decision: 'not-relevant', key: 'n', icon: IconX, color: 'gray' },
  { decision: 'to-verify', key: 'v', icon: IconQuestionMark, color: 'yellow' },
] as const;

function Decisions({
  judge,
  goBack,
  current,
}: Pick<HitReaderProps, 'judge' | 'goBack'> & { readonly current: string | undefined }) {
  const { triage, common } = useWords();
  return (
    <Group className={classes['decisions'] ?? ''} gap="xs">
      <ActionIcon variant="subtle" color="gray" hiddenFrom="sm" onClick={goBack} aria-label={common.close}>
        <IconArrowLeft size={18} />
      </ActionIcon>
      {DECISIONS.map(({ decision, key, icon: DecisionIcon, color }) => (
        <Tooltip key={decision} label={<Kbd>{key}</Kbd>}>
          <Button
            size="xs"
            color={color}
            variant={current === decision ? 'filled' : 'light'}
            autoContrast
            aria-pressed={current === decision}
            leftSection={<DecisionIcon size={14} aria-hidden />}
            onClick={() => judge(decision)}
          >
            {triage.judgement[decision]}
          </Button>
        </Tooltip>
      ))}
    </Group>
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
      {question && (
        <Text size="sm">
          <b>{question.letter}</b> {question.wording}
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
      <Text className="prose" component="div" lang={document.language ?? undefined}>
        <Highlighted text={document.body} spans={spans.filter(({ field }) => field === 'text')} />
      </Text>
      <PageLink to="/documents/$documentId" params={{ documentId: document.id }} size="sm">
        {triage.openDocument}
      </PageLink>
      <History hit={hit} />
    </Stack>
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
      {hit.history.map(({ place, change, madeAt }) => {
        const judgement = change['judgement'] as keyof typeof words.triage.judgement | undefined;
        return (
          <Text key={place} size="sm" c="dimmed">
            {instantInWords(madeAt, words)}:{' '}
            {judgement ? words.triage.judgement[judgement] : Object.keys(change).join(', ')}
          </Text>
        );
      })}
    </Box>
  );
}
