import { Box, Code, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import type { suggestionReason } from '../../schema/wire/hit.ts';
import { Failed, Loading } from '../parts/status-notes.tsx';
import { read } from '../wire/ask.ts';
import { useWords } from '../words/words-context.tsx';

type SuggestionReason = z.infer<typeof suggestionReason>;

/** Why a hit stands where it does in the queue; asked for when it is opened. */
export function Suggestion({ hitId }: { readonly hitId: string }) {
  const { triage } = useWords();
  const [isOpen, setOpen] = useState(false);
  const reason = useQuery({
    queryKey: ['hit', hitId, 'suggestion'],
    enabled: isOpen,
    queryFn: ({ signal }) => read<SuggestionReason>(`/hits/${hitId}/suggestion`, {}, signal),
  });
  return (
    <Box component="details" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <Text component="summary" size="sm" fw={600} style={{ cursor: 'pointer' }}>
        {triage.why}
      </Text>
      {reason.error ? <Failed error={reason.error} /> : reason.data ? <Parts reason={reason.data} /> : <Loading />}
    </Box>
  );
}

function Parts({ reason: { parts, relevant, notRelevant } }: { readonly reason: SuggestionReason }) {
  const { triage } = useWords();
  const kinds: Readonly<Record<string, string>> = triage.whyKinds;
  if (relevant + notRelevant === 0) {
    return (
      <Text size="sm" c="dimmed">
        {triage.whyNothing}
      </Text>
    );
  }
  return (
    <>
      <Text size="sm" c="dimmed">
        {triage.whyLearnt(relevant, notRelevant)}
      </Text>
      {parts.map(({ kind, name, weight }) => (
        <Group key={`${kind} ${name}`} gap="xs">
          <Text size="sm" w={70} ta="right" c={weight > 0 ? 'green' : 'dimmed'}>
            {weight > 0 ? triage.whyFor : triage.whyAgainst}
          </Text>
          <Text size="sm">{kinds[kind] ?? kind}</Text>
          <Code>{name}</Code>
        </Group>
      ))}
    </>
  );
}
