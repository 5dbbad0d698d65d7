import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { COPY_WORDS } from '../../schema/report-text.ts';
import { PageLink } from '../parts/page-link.tsx';
import { Failed, Loading } from '../parts/status-notes.tsx';
import { CopyState } from '../portal/copy-state.tsx';
import { OwnAnswers } from '../portal/own-answers.tsx';
import { CopyView } from '../report/copy-view.tsx';
import { read } from '../wire/ask.ts';
import type { OwnCopy } from '../wire/shapes.ts';
import { dayInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';

/** One copy, as it was released to whoever is signed in, and what they say of it. */
export function CopyPage() {
  const { copyId } = useParams({ from: '/signed-in/copies/$copyId' });
  const queries = useQueryClient();
  const own = useQuery({
    queryKey: ['copy', copyId],
    queryFn: ({ signal }) => read<OwnCopy>(`/copies/${copyId}`, {}, signal),
  });
  const isThere = own.data !== undefined;
  useEffect(() => {
    // It counts as read from now on.
    if (isThere) void queries.invalidateQueries({ queryKey: ['copies'] });
  }, [isThere, queries]);
  if (own.isPending) return <Loading />;
  if (own.error) return <Failed error={own.error} retry={() => void own.refetch()} />;
  return <Whole key={copyId} own={own.data} />;
}

function Whole({ own }: { readonly own: OwnCopy }) {
  const words = useWords();
  const { portal } = words;
  const { copy, state, language, releasedAt } = own;
  return (
    <Stack p="md" maw={860}>
      <Group justify="space-between" gap="xs">
        <PageLink to="/copies" size="sm">
          ← {portal.back}
        </PageLink>
        <Group gap="xs">
          <Text size="sm" c="dimmed">
            {portal.released(dayInWords(releasedAt, words))}
          </Text>
          <CopyState state={state} />
        </Group>
      </Group>
      {copy === null ? (
        <>
          <Title order={1} size="h2" lang={language}>
            {COPY_WORDS[language].report}
          </Title>
          <Alert color="red" title={COPY_WORDS[language].recalled} lang={language} />
        </>
      ) : (
        <>
          <CopyView copy={copy} state={state} />
          <AsFile id={own.id} />
        </>
      )}
      <OwnAnswers own={own} />
    </Stack>
  );
}

const FORMS = ['pdf', 'html', 'text', 'markdown', 'stix'] as const;

/** The same copy, to keep: what it is called says no more than it does. */
function AsFile({ id }: { readonly id: string }) {
  const { portal } = useWords();
  return (
    <Group gap="xs" component="section" aria-label={portal.asFile}>
      <Text size="sm" c="dimmed">
        {portal.asFile}
      </Text>
      {FORMS.map((form) => (
        <Button
          key={form}
          component="a"
          href={`/api/copies/${id}/file?as=${form}`}
          download
          size="compact-sm"
          variant="default"
        >
          {portal.forms[form]}
        </Button>
      ))}
    </Group>
  );
}
