import { Button, Group, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useProof } from '../parts/proof.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { Failed, Loading } from '../parts/status-notes.tsx';
import { enrolPasskey, knowsPasskeys } from '../wire/passkeys.ts';
import type { OwnPasskeys } from '../wire/shapes.ts';
import { agoInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';
import { OwnLines } from './own-lines.tsx';
import { Section } from './section.tsx';
import { useDoing, useOwn } from './use-own.ts';

/** One's own passkeys. */
export function PasskeysSection() {
  const words = useWords();
  const { passkeys: said } = words.settings;
  const own = useOwn<OwnPasskeys>('/passkeys');
  const removing = useDoing({
    ...{ method: 'DELETE', path: (id: string) => `/passkeys/${id}`, changes: ['/passkeys', '/ways-in'] },
  });
  if (own.isPending) return <Loading />;
  if (own.error) return <Failed error={own.error} retry={() => void own.refetch()} />;
  return (
    <Section title={said.title} hint={said.hint}>
      <OwnLines
        lines={own.data.passkeys.map(({ id, name, usedAt }) => {
          return { id, title: name, facts: [usedAt === null ? said.unused : said.used(agoInWords(usedAt, words))] };
        })}
        none={said.none}
        actionOf={() => said.remove}
        isPending={(id) => removing.isPending && removing.variables === id}
        act={(id) => removing.mutate(id)}
      />
      <Refusal error={removing.error} />
      {knowsPasskeys() ? <Adding /> : <Text size="sm">{said.unfit}</Text>}
    </Section>
  );
}

function Adding() {
  const { settings } = useWords();
  const words = settings.passkeys;
  const [name, setName] = useState('');
  const prove = useProof();
  const queries = useQueryClient();
  const adding = useMutation({
    mutationFn: (typed: string) => prove(() => enrolPasskey(typed)),
    async onSuccess() {
      setName('');
      await queries.invalidateQueries({ queryKey: ['/passkeys'] });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    adding.mutate(name);
  };
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" gap="xs">
        <TextInput
          label={words.name}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={100}
          required
        />
        <Button type="submit" variant="default" loading={adding.isPending}>
          {words.add}
        </Button>
      </Group>
      <Refusal error={adding.error} />
    </form>
  );
}
