import { Stack, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Refusal } from '../parts/refusal.tsx';
import { FormButtons } from '../settings/form-buttons.tsx';
import { write } from '../wire/ask.ts';
import type { Source } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';
import { type Draft, draftOf, sentChange } from './draft.ts';
import { PlaceFields, ReadingFields, TrustedField } from './draft-fields.tsx';

interface EditProps {
  readonly source: Source;
  done(): void;
}

/** A source is changed: what it is called, where it is and how it is read. Its kind and its markings stay. */
export function EditSource({ source, done }: EditProps) {
  const { sources: words } = useWords();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(source));
  const change = (changed: Partial<Draft>): void => setDraft({ ...draft, ...changed });
  const saving = useMutation({
    mutationFn: () => write('PUT', `/sources/${source.id}`, sentChange(draft, source)),
    async onSuccess() {
      await Promise.all(['source', 'sources'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
      done();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Title order={2} size="h5">
          {words.settings}
        </Title>
        <PlaceFields draft={draft} change={change} isKindFixed />
        <TrustedField draft={draft} change={change} />
        <ReadingFields draft={draft} change={change} />
        <Refusal error={saving.error} />
        <FormButtons label={words.saveChange} isPending={saving.isPending} cancel={done} />
      </Stack>
    </form>
  );
}
