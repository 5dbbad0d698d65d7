import { Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { z } from 'zod';
import type { exampleReaders } from '../../schema/wire/example.ts';
import { Refusal } from '../parts/refusal.tsx';
import { read, write } from '../wire/ask.ts';
import type { SignedInAs } from '../wire/session.ts';
import { useWords } from '../words/words-context.tsx';
import classes from './example-bar.module.css';

/** As whom one looks at an example, and one click to look as another; there is none where real work is done. */
export function ExampleBar({ session }: { readonly session: SignedInAs }) {
  const { example: words } = useWords();
  const { data } = useQuery({
    queryKey: ['example-readers', session.id],
    queryFn: ({ signal }) => read<z.infer<typeof exampleReaders>>('/example/readers', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const looking = useLookAs();
  if (!data || data.readers.length === 0) return null;
  return (
    <aside className={classes['bar']} aria-label={words.title}>
      <Text size="xs" fw={700} className={classes['title'] ?? ''}>
        {words.title}
      </Text>
      {data.readers.map(({ id, name }) => (
        <Button
          key={id}
          size="compact-xs"
          variant={id === session.id ? 'filled' : 'default'}
          aria-pressed={id === session.id}
          loading={looking.isPending && looking.variables === id}
          onClick={() => id !== session.id && looking.mutate(id)}
        >
          {name}
        </Button>
      ))}
      <Refusal error={looking.error} />
    </aside>
  );
}

function useLookAs() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (accountId: string) => write<SignedInAs>('POST', '/example/session', { accountId }),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: ['session'] });
      await navigate({ to: '/' });
    },
  });
}
