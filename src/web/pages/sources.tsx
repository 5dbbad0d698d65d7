import { Badge, Stack, Table, Text, Title } from '@mantine/core';
import { MoreButton } from '../parts/more-button.tsx';
import { Empty, Failed, Loading } from '../parts/status-notes.tsx';
import { useListing } from '../wire/pages.ts';
import type { Source } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';

/** Where documents come from. */
export function SourcesPage() {
  const { sources: words } = useWords();
  const listing = useListing<Source>('sources', '/sources');
  if (listing.isPending) return <Loading />;
  if (listing.error) return <Failed error={listing.error} retry={listing.retry} />;
  return (
    <Stack p="md" maw={1100}>
      <Title order={1} size="h3">
        {words.title}
      </Title>
      {listing.items.length === 0 && <Empty title={words.empty} hint={words.emptyHint} />}
      <Table verticalSpacing="sm">
        <Table.Tbody>
          {listing.items.map((source) => (
            <Table.Tr key={source.id}>
              <Table.Td>
                <Text fw={500}>{source.name}</Text>
                <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                  {source.address}
                </Text>
              </Table.Td>
              <Table.Td visibleFrom="sm">{source.kind}</Table.Td>
              <Table.Td visibleFrom="sm">
                {words.reliability} {source.reliability}
              </Table.Td>
              <Table.Td ta="right">
                <Badge variant="light" color={source.status === 'active' ? 'green' : 'gray'}>
                  {words.status[source.status]}
                </Badge>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <MoreButton {...listing} />
    </Stack>
  );
}
