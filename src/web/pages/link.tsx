import { Button, Center, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { ByIdentity } from '../parts/by-identity.tsx';
import { Password } from '../parts/password.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { Failed, Loading } from '../parts/status-notes.tsx';
import { read, write } from '../wire/ask.ts';
import type { Link } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';

/** Where somebody comes in by a link that counts once, and takes a password. */
export function LinkPage() {
  const { secret } = useParams({ from: '/link/$secret' });
  const link = useQuery({
    queryKey: ['link', secret],
    queryFn: ({ signal }) => read<Link>(`/links/${encodeURIComponent(secret)}`, {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Center mih="100dvh" p="md" component="main">
      <Paper withBorder p="xl" w="100%" maw={440}>
        {link.isPending ? (
          <Loading />
        ) : link.error ? (
          <Failed error={link.error} />
        ) : (
          <Taking secret={secret} link={link.data} />
        )}
      </Paper>
    </Center>
  );
}

function Taking({ secret, link }: { readonly secret: string; readonly link: Link }) {
  const { link: words, product } = useWords();
  const [typed, setTyped] = useState({ password: '', again: '' });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const taking = useMutation({
    mutationFn: () => write('POST', `/links/${encodeURIComponent(secret)}`, { password: typed.password }),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: ['session'] });
      await navigate({ to: '/', replace: true });
    },
  });
  const isApart = typed.again !== '' && typed.again !== typed.password;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (typed.again === typed.password) taking.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <div>
          <Title order={1} size="h2">
            {product}
          </Title>
          <Text c="dimmed">{link.accountName === undefined ? words.nobody : words.welcome(link.accountName)}</Text>
        </div>
        <input type="text" name="username" autoComplete="username" value={link.accountName ?? ''} readOnly hidden />
        <Password
          label={words.password}
          description={words.rule}
          value={typed.password}
          onChange={(event) => setTyped({ ...typed, password: event.currentTarget.value })}
          autoComplete="new-password"
          autoFocus
          required
        />
        <Password
          label={words.again}
          value={typed.again}
          onChange={(event) => setTyped({ ...typed, again: event.currentTarget.value })}
          error={isApart ? words.apart : undefined}
          autoComplete="new-password"
          required
        />
        <Refusal error={taking.error} />
        <Button type="submit" loading={taking.isPending} disabled={link.accountName === undefined}>
          {words.submit}
        </Button>
        {link.accountName !== undefined && <ByIdentity use={{ purpose: 'link', secret }} />}
      </Stack>
    </form>
  );
}
