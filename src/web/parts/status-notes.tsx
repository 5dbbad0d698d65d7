import { Alert, Button, Center, Loader, Stack, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Refused } from '../wire/ask.ts';
import { useWords } from '../words/words-context.tsx';
import { refusalInWords } from './refusal-in-words.ts';

/** What stands where there is nothing to show, and what to do about it. */
export function Empty({
  title,
  hint,
  children,
}: {
  readonly title: string;
  readonly hint?: string;
  readonly children?: ReactNode;
}) {
  return (
    <Center mih={240} p="lg">
      <Stack align="center" gap="xs" maw={420}>
        <Text fw={600} ta="center">
          {title}
        </Text>
        {hint !== undefined && (
          <Text c="dimmed" ta="center" size="sm">
            {hint}
          </Text>
        )}
        {children}
      </Stack>
    </Center>
  );
}

export function Loading() {
  const { common } = useWords();
  return (
    <Center mih={200} role="status" aria-label={common.loading}>
      <Loader size="sm" />
    </Center>
  );
}

/** What went wrong, in the words of the desk, and a way to try again. */
export function Failed({ error, retry }: { readonly error: Error; retry?: () => void }) {
  const words = useWords();
  const { common } = words;
  const problem = error instanceof Refused ? error.problem : undefined;
  const text =
    problem?.status === 404
      ? common.notFound
      : problem?.code === 'unreachable'
        ? common.offline
        : refusalInWords(error, words);
  return (
    <Alert icon={<IconAlertCircle aria-hidden />} color={problem?.status === 404 ? 'gray' : 'red'} m="md" title={text}>
      {retry && (problem === undefined || problem.status === 0 || problem.status >= 429) && (
        <Button size="xs" variant="light" onClick={retry}>
          {common.retry}
        </Button>
      )}
    </Alert>
  );
}
