import { Badge, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Marking } from '../parts/marking.tsx';
import { Failed, Loading } from '../parts/status-notes.tsx';
import { read } from '../wire/ask.ts';
import type { Target } from '../wire/shapes.ts';
import { dayInWords } from '../words/dates.ts';
import type { Words } from '../words/en.ts';
import { useWords } from '../words/words-context.tsx';

/** A target: what it is, and by which names it is looked for. */
export function TargetPage() {
  const { targetId } = useParams({ from: '/signed-in/targets/$targetId' });
  const target = useQuery({
    queryKey: ['target', targetId],
    queryFn: ({ signal }) => read<Target>(`/targets/${targetId}`, {}, signal),
  });
  if (target.isPending) return <Loading />;
  if (target.error) return <Failed error={target.error} retry={() => void target.refetch()} />;
  return <Whole target={target.data} />;
}

function Whole({ target }: { readonly target: Target }) {
  const words = useWords();
  const { orderPage } = words;
  const { name, title, kind, role, note, aliases, status, marking } = target;
  return (
    <Stack p="md" maw={900}>
      <div>
        <Marking text={marking} size="lg" />
        <Group gap="sm" mt="xs">
          <Title order={1} size="h2">
            {title}
          </Title>
          {status === 'retired' && <Badge color="gray">{orderPage.retired}</Badge>}
        </Group>
        <Text c="dimmed" size="sm">
          {orderPage.kinds[kind] ?? kind} · @{name}
        </Text>
      </div>
      {role !== null && <Text>{orderPage.labelled(orderPage.targetRole, role)}</Text>}
      {note !== null && <Text>{note}</Text>}
      <Title order={2} size="h4">
        {orderPage.targetAliases}
      </Title>
      <Table verticalSpacing={6}>
        <Table.Tbody>
          {aliases.map((alias) => (
            <Table.Tr key={`${alias.text} ${alias.lang}`}>
              <Table.Td lang={alias.lang}>{alias.text}</Table.Td>
              <Table.Td>
                <Text size="sm" c="dimmed">
                  {aliasInWords(alias, words)}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}

function aliasInWords(
  { lang, exact, misspelling, context, from, until }: Target['aliases'][number],
  words: Words,
): string {
  const { orderPage, orders } = words;
  const said = [
    lang,
    exact && orderPage.aliasExact,
    misspelling && orderPage.aliasMisspelling,
    context && orderPage.aliasContext(context.join(', ')),
    from && orders.from(dayInWords(from, words)),
    until && orders.until(dayInWords(until, words)),
  ];
  return said.filter(Boolean).join(' · ');
}
