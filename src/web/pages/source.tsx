import { Button, Code, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { HistoryLink } from '../parts/history-link.tsx';
import { Marking } from '../parts/marking.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { Failed, Loading } from '../parts/status-notes.tsx';
import { useMay } from '../shell/use-may.ts';
import { mayBeTried } from '../sources/draft.ts';
import { EditSource } from '../sources/edit.tsx';
import { Health } from '../sources/health.tsx';
import { SourceSaid } from '../sources/source-said.tsx';
import { Trial } from '../sources/trial.tsx';
import { read, write } from '../wire/ask.ts';
import { useListing } from '../wire/pages.ts';
import type { ListedDocument, Source, TriedSource } from '../wire/shapes.ts';
import { agoInWords, dayInWords, instantInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';

/** One source: how it does, what it gave, and what can be done with it. */
export function SourcePage() {
  const { sourceId } = useParams({ from: '/signed-in/sources/$sourceId' });
  const source = useQuery({
    queryKey: ['source', sourceId],
    queryFn: ({ signal }) => read<Source>(`/sources/${sourceId}`, {}, signal),
  });
  if (source.isPending) return <Loading />;
  if (source.error) return <Failed error={source.error} retry={() => void source.refetch()} />;
  return <Whole source={source.data} />;
}

function Whole({ source }: { readonly source: Source }) {
  const { sources: words } = useWords();
  const mayChange = useMay('editor', 'analyst');
  return (
    <Stack p="md" maw={900}>
      <PageLink to="/sources" size="sm">
        ← {words.title}
      </PageLink>
      <div>
        <Marking text={source.marking} />
        <Title order={1} size="h3" mt="xs" style={{ overflowWrap: 'anywhere' }}>
          {source.name}
        </Title>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {words.kinds[source.kind]} · {source.address}
        </Text>
      </div>
      <Standing source={source} />
      {mayChange && <Doing source={source} />}
      <Latest source={source} />
      <Settings source={source} mayChange={mayChange} />
      <HistoryLink noun="source" id={source.id} />
    </Stack>
  );
}

function Facts({ facts }: { readonly facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <Table verticalSpacing={6} withRowBorders={false}>
      <Table.Tbody>
        {facts
          .filter(([, value]) => value !== undefined && value !== '')
          .map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" w="38%" style={{ verticalAlign: 'top' }}>
                {name}
              </Table.Th>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
            </Table.Tr>
          ))}
      </Table.Tbody>
    </Table>
  );
}

function Standing({ source }: { readonly source: Source }) {
  const words = useWords();
  const { health, since, readAt, gaveAt, nextAt, failures, reason, remarks = [], isUsed } = source.standing;
  const when = (instant: string): string => `${agoInWords(instant, words)} (${instantInWords(instant, words)})`;
  const next =
    nextAt !== undefined
      ? when(nextAt)
      : source.status !== 'active'
        ? words.sources.notRead
        : isUsed
          ? undefined
          : words.sources.notUsed;
  return (
    <section>
      <Title order={2} size="h5">
        {words.sources.readings}
      </Title>
      <Group gap="xs" my="xs">
        <Health source={source} />
        <Text size="sm">
          {isUsed || health === 'new' ? words.sources.healthMeans[health] : words.sources.readMeans}{' '}
          {since !== undefined && `(${words.sources.since(instantInWords(since, words))})`}
        </Text>
      </Group>
      <Facts
        facts={[
          [words.sources.why, reason && <SourceSaid key={reason.code} said={reason} isWhole />],
          [words.sources.readAt, readAt ? when(readAt) : health === 'new' ? words.sources.never : undefined],
          [words.sources.gaveAt, gaveAt === undefined ? undefined : when(gaveAt)],
          [words.sources.nextAt, next],
          [words.sources.failures, failures === 0 ? undefined : failures],
          [
            words.sources.remarks,
            remarks.length === 0
              ? undefined
              : remarks.map((remark) => (
                  <div key={remark.code + remark.message}>
                    <SourceSaid said={remark} isWhole />
                  </div>
                )),
          ],
        ]}
      />
    </section>
  );
}

type Status = Source['status'];

function Doing({ source }: { readonly source: Source }) {
  const { sources: words } = useWords();
  const queries = useQueryClient();
  const onSettled = () =>
    Promise.all(['source', 'sources', 'documents'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
  const reading = useMutation({
    mutationFn: () => write<{ readonly isDone: boolean }>('POST', `/sources/${source.id}/readings`),
    onSettled,
  });
  const trying = useMutation({ mutationFn: () => write<TriedSource>('POST', `/sources/${source.id}/trials`) });
  const moving = useMutation({
    mutationFn: (status: Status) => write('PUT', `/sources/${source.id}`, { ...changeOf(source), status }),
    onSettled,
  });
  const move = (status: Status, label: string) => (
    <Button size="xs" variant="default" loading={moving.isPending} onClick={() => moving.mutate(status)}>
      {label}
    </Button>
  );
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Button size="xs" loading={reading.isPending} onClick={() => reading.mutate()}>
          {words.readNow}
        </Button>
        {mayBeTried(source) && (
          <Button size="xs" variant="default" loading={trying.isPending} onClick={() => trying.mutate()}>
            {words.try}
          </Button>
        )}
        {source.status === 'active' && move('paused', words.pause)}
        {source.status === 'paused' && move('active', words.resume)}
        {source.status === 'retired' ? move('active', words.bringBack) : move('retired', words.retire)}
      </Group>
      <Refusal error={reading.error ?? trying.error ?? moving.error} />
      {reading.data && (
        <Text size="sm" role="status">
          {reading.data.isDone ? words.readDone : words.readGoesOn}
        </Text>
      )}
      {trying.data && <Trial tried={trying.data} />}
    </Stack>
  );
}

function changeOf({ name, address, reliability, discipline, schedule, trusted, changedAt }: Source) {
  return { name, address, reliability, discipline, schedule, trusted, changedAt };
}

function Latest({ source }: { readonly source: Source }) {
  const words = useWords();
  const latest = useListing<ListedDocument>('documents', '/documents', { sourceId: source.id, most: 10 });
  return (
    <section>
      <Title order={2} size="h5" mb="xs">
        {words.sources.latest}
      </Title>
      {latest.error && <Failed error={latest.error} retry={latest.retry} />}
      {!latest.isPending && latest.items.length === 0 && <Text c="dimmed">{words.sources.latestNone}</Text>}
      <Stack gap="xs">
        {latest.items.map(({ id, title, publishedOn, receivedAt }) => (
          <div key={id}>
            <PageLink to="/documents/$documentId" params={{ documentId: id }}>
              {title || '…'}
            </PageLink>
            <Text size="xs" c="dimmed">
              {publishedOn === null ? instantInWords(receivedAt, words) : dayInWords(publishedOn, words)}
            </Text>
          </div>
        ))}
      </Stack>
    </section>
  );
}

function Settings({ source, mayChange }: { readonly source: Source; readonly mayChange: boolean }) {
  const { sources: words } = useWords();
  const [isEdited, setEdited] = useState(false);
  if (isEdited) return <EditSource source={source} done={() => setEdited(false)} />;
  const { every, quietAfter, ...options } = source.schedule;
  return (
    <section>
      <Group justify="space-between">
        <Title order={2} size="h5">
          {words.settings}
        </Title>
        {mayChange && (
          <Button size="xs" variant="default" onClick={() => setEdited(true)}>
            {words.edit}
          </Button>
        )}
      </Group>
      <Facts
        facts={[
          [words.reliability, words.reliabilities[source.reliability]],
          [words.discipline, words.disciplines[source.discipline]],
          [words.marking, <Marking key="marking" text={source.defaultMarking.marking} size="xs" />],
          [words.trusted, source.trusted ? words.yes : words.no],
          [words.every, String(every ?? 30)],
          [words.quietAfter, String(quietAfter ?? 72)],
          ...Object.entries(options).map(
            ([name, value]) =>
              [
                words.options[name as keyof typeof words.options] ?? name,
                <Code key={name}>{String(value)}</Code>,
              ] as const,
          ),
        ]}
      />
    </section>
  );
}
