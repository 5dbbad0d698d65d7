import { Center, Paper, Stack } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { PageLink } from '../parts/page-link.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { Loading } from '../parts/status-notes.tsx';
import { answerIdentity } from '../wire/identities.ts';
import { useWords } from '../words/words-context.tsx';

/** Where another house sends people back to, with its answer in the address; the desk looks at that once. */
export function IdentityPage() {
  const { identity } = useWords();
  const queries = useQueryClient();
  const router = useRouter();
  const answered = useQuery({
    queryKey: ['identity-answer'],
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    refetchOnMount: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    async queryFn() {
      const answer = window.location.search;
      // It counts once, and stands in no history.
      window.history.replaceState(null, '', '/identity');
      return answerIdentity(answer);
    },
  });
  const { data: back } = answered;
  useEffect(() => {
    if (back === undefined) return;
    void queries
      .invalidateQueries({ queryKey: ['session'] })
      .then(() => router.navigate({ href: back, replace: true }))
      .then(() => queries.removeQueries({ queryKey: ['identity-answer'] }));
  }, [back, queries, router]);
  return (
    <Center mih="100dvh" p="md" component="main">
      <Paper withBorder p="xl" w="100%" maw={400}>
        {answered.error ? (
          <Stack>
            <Refusal error={answered.error} />
            <PageLink to="/">{identity.back}</PageLink>
          </Stack>
        ) : (
          <Loading />
        )}
      </Paper>
    </Center>
  );
}
