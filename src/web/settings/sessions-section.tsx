import { Button } from '@mantine/core';
import { Refusal } from '../parts/refusal.tsx';
import { Failed, Loading } from '../parts/status-notes.tsx';
import type { OwnSessions } from '../wire/shapes.ts';
import { agoInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';
import { clientInWords } from './client-in-words.ts';
import { OwnLines } from './own-lines.tsx';
import { Section } from './section.tsx';
import { useDoing, useOwn } from './use-own.ts';

/** Where one is signed in. */
export function SessionsSection() {
  const words = useWords();
  const { sessions: said } = words.settings;
  const own = useOwn<OwnSessions>('/sessions');
  const ending = useDoing({
    method: 'DELETE',
    path: (id: string) => `/sessions${id && `/${id}`}`,
    changes: ['/sessions'],
  });
  if (own.isPending) return <Loading />;
  if (own.error) return <Failed error={own.error} retry={() => void own.refetch()} />;
  const { sessions } = own.data;
  const here = sessions.find(({ isThis }) => isThis)?.id;
  return (
    <Section title={said.title}>
      <OwnLines
        lines={sessions.map(({ id, client, method, usedAt, isThis }) => {
          const facts = [isThis && said.here, said.method[method], said.used(agoInWords(usedAt, words))];
          return { id, title: clientInWords(client) || said.unknown, facts };
        })}
        actionOf={({ id }) => (id === here ? undefined : said.end)}
        isPending={(id) => ending.isPending && ending.variables === id}
        act={(id) => ending.mutate(id)}
      />
      <Refusal error={ending.error} />
      {sessions.length > 1 && (
        <Button
          variant="default"
          loading={ending.isPending && ending.variables === ''}
          onClick={() => ending.mutate('')}
        >
          {said.endOthers}
        </Button>
      )}
    </Section>
  );
}
