import { Code, Stack, Table, Text, Title } from '@mantine/core';
import { MoreButton } from '../parts/more-button.tsx';
import { Empty, Failed, Loading } from '../parts/status-notes.tsx';
import { useListing } from '../wire/pages.ts';
import type { LogPage as Entries } from '../wire/shapes.ts';
import { instantInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';

/** Who did what, and when: for inspectors. */
export function LogPage() {
  const words = useWords();
  const listing = useListing<Entries['items'][number]>('log', '/log');
  if (listing.isPending) return <Loading />;
  if (listing.error) return <Failed error={listing.error} retry={listing.retry} />;
  return (
    <Stack p="md" maw={1100}>
      <Title order={1} size="h3">
        {words.log.title}
      </Title>
      {listing.items.length === 0 && <Empty title={words.log.empty} hint={words.log.emptyHint} />}
      <Table verticalSpacing={6}>
        <Table.Tbody>
          {listing.items.map(({ id, entry }) => (
            <Table.Tr key={id}>
              <Table.Td w={170}>
                <Text size="sm">{instantInWords(entry.at, words)}</Text>
              </Table.Td>
              <Table.Td>
                <Code>{entry.action}</Code>{' '}
                <Text span size="sm" c={entry.outcome === 'done' ? 'dimmed' : 'red'}>
                  {words.log.outcome[entry.outcome]}
                </Text>
                <Text size="xs" c="dimmed">
                  {[...new Set(entry.objects.map(({ noun }) => noun))].join(', ')} {entry.reasons.join(', ')}
                </Text>
              </Table.Td>
              <Table.Td visibleFrom="sm">
                <Text size="xs" c="dimmed" ff="monospace">
                  {entry.actor}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <MoreButton {...listing} />
    </Stack>
  );
}
