import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { PageLink } from '../parts/page-link.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { Loading } from '../parts/status-notes.tsx';
import { type Draft, EMPTY_DRAFT, mayBeTried, sentDraft } from '../sources/draft.ts';
import { MarkingFields, PlaceFields, ReadingFields } from '../sources/draft-fields.tsx';
import { Trial } from '../sources/trial.tsx';
import { write } from '../wire/ask.ts';
import type { TriedSource } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';

/** A source is made: tried first, where its kind shows what it would give. */
export function NewSourcePage() {
  const { sources: words } = useWords();
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const form = useRef<HTMLFormElement>(null);
  const trying = useMutation({
    mutationFn: (typed: Draft) => write<TriedSource>('POST', '/sources/trials', sentDraft(typed)),
  });
  const adding = useAdding();
  const change = (changed: Partial<Draft>): void => setDraft({ ...draft, ...changed });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    adding.mutate(draft);
  };
  const isTried = mayBeTried(draft);
  return (
    <Stack p="md" maw={760}>
      <PageLink to="/sources" size="sm">
        ← {words.title}
      </PageLink>
      <Title order={1} size="h3">
        {words.add}
      </Title>
      <form ref={form} onSubmit={submit}>
        <Stack>
          <PlaceFields draft={draft} change={change} />
          <MarkingFields draft={draft} change={change} />
          <ReadingFields draft={draft} change={change} />
          <Text size="sm" c="dimmed">
            {isTried ? words.tryHint : words.notTried}
          </Text>
          <Group>
            {isTried && (
              <Button
                variant="default"
                loading={trying.isPending}
                onClick={() => form.current?.reportValidity() && trying.mutate(draft)}
              >
                {words.try}
              </Button>
            )}
            <Button type="submit" loading={adding.isPending}>
              {words.save}
            </Button>
          </Group>
        </Stack>
      </form>
      <Refusal error={adding.error ?? trying.error} />
      {trying.isPending && <Loading />}
      {trying.data && !trying.isPending && <Trial tried={trying.data} />}
    </Stack>
  );
}

function useAdding() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (draft: Draft) => write<{ readonly id: string }>('POST', '/sources', sentDraft(draft)),
    async onSuccess({ id }) {
      await queries.invalidateQueries({ queryKey: ['sources'] });
      await navigate({ to: '/sources/$sourceId', params: { sourceId: id } });
    },
  });
}
