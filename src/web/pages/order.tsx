import { Badge, Box, Button, Code, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Marking } from '../parts/marking.tsx';
import { ButtonLink, PageLink } from '../parts/page-link.tsx';
import { Failed, Loading } from '../parts/status-notes.tsx';
import { read, write } from '../wire/ask.ts';
import { useMayWriteOrders } from '../wire/session.ts';
import type { WholeOrder } from '../wire/shapes.ts';
import { dayInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';

/** One order with all that it asks. */
export function OrderPage() {
  const { orderId } = useParams({ from: '/signed-in/orders/$orderId' });
  const order = useQuery({
    queryKey: ['order', orderId],
    queryFn: ({ signal }) => read<WholeOrder>(`/orders/${orderId}`, {}, signal),
  });
  if (order.isPending) return <Loading />;
  if (order.error) return <Failed error={order.error} retry={() => void order.refetch()} />;
  return <Whole whole={order.data} />;
}

function Whole({ whole }: { readonly whole: WholeOrder }) {
  const words = useWords();
  const { order } = whole;
  return (
    <Stack p="md" gap="lg" maw={900}>
      <Box>
        <Marking text={order.marking} size="lg" />
        <Group justify="space-between" mt="xs" align="flex-start">
          <Box>
            <Title order={1} size="h2">
              {order.title}
            </Title>
            <Text c="dimmed" size="sm">
              {words.orders.status[whole.status]} · {words.orders.priority(order.priority)} ·{' '}
              {words.orders.version(whole.version)}
            </Text>
          </Box>
          <Moves whole={whole} />
        </Group>
        {order.replay && (
          <Text size="sm" mt="xs" fs="italic">
            {words.orders.replay}
          </Text>
        )}
      </Box>
      <Facts whole={whole} />
      <Questions whole={whole} />
      <Targets whole={whole} />
    </Stack>
  );
}

function Facts({ whole: { order } }: { readonly whole: WholeOrder }) {
  const words = useWords();
  const facts: readonly (readonly [string, ReactNode])[] = [
    [words.orders.window, windowInWords(order.window, words)],
    [words.orders.purpose, order.purpose],
    [words.orders.background, order.background],
    [words.orders.legalBasis, order.legalBasis],
    [words.orders.requestedBy, order.requestedBy],
    [words.orders.disciplines, order.disciplines.join(', ')],
    [words.orders.recipients, order.recipients.map(({ name }) => name).join(', ')],
    [words.orders.unknowns, order.unknowns.join(' ')],
    [words.orders.events, order.events.map(({ date, title }) => `${dayInWords(date, words)}: ${title}`).join('; ')],
  ];
  return (
    <Table verticalSpacing={6} withRowBorders={false}>
      <Table.Tbody>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Th w={150} style={{ verticalAlign: 'top' }}>
                {name}
              </Table.Th>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
            </Table.Tr>
          ))}
      </Table.Tbody>
    </Table>
  );
}

function windowInWords({ from, until }: WholeOrder['order']['window'], words: ReturnType<typeof useWords>): string {
  const parts = [
    from === undefined ? undefined : words.orders.from(dayInWords(from, words)),
    until === 'unknown'
      ? words.orders.untilUnknown
      : until === undefined
        ? undefined
        : words.orders.until(dayInWords(until, words)),
  ];
  return parts.filter((part) => part !== undefined).join(' ') || words.orders.always;
}

function Questions({ whole }: { readonly whole: WholeOrder }) {
  const words = useWords();
  const states = new Map(whole.questions.map((question) => [question.letter, question]));
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">
        {words.orders.questions}
      </Title>
      {whole.order.questions.map(({ letter, wording, expressions, marking, neededBy, threshold }) => {
        const state = states.get(letter);
        return (
          <Box key={letter} pl="md" style={{ borderLeft: '3px solid var(--mantine-color-default-border)' }}>
            <Group gap="xs">
              <Text fw={700}>{letter}</Text>
              {marking !== undefined && <Marking text={marking} size="xs" />}
              {state && (
                <Badge size="sm" variant="light" color={state.state === 'past due' ? 'red' : 'gray'}>
                  {words.orders.questionState[state.state]}
                </Badge>
              )}
              {neededBy !== undefined && (
                <Text size="xs" c="dimmed">
                  {words.orders.neededBy(dayInWords(neededBy, words))}
                </Text>
              )}
            </Group>
            <Text>{wording}</Text>
            {expressions.map(({ language, source }) => (
              <Code key={language} block mt={4} style={{ whiteSpace: 'pre-wrap' }}>
                {expressions.length > 1 ? `${language}  ${source}` : source}
              </Code>
            ))}
            {threshold && (
              <Text size="sm" c="dimmed" mt={4}>
                {words.orders.threshold}:{' '}
                {[threshold.amount, ...(threshold.list ?? []), threshold.significance].filter(Boolean).join('; ')}
              </Text>
            )}
            {state && (
              <PageLink to="/triage" search={{ questionId: state.id }} size="sm">
                {words.orders.hits}
              </PageLink>
            )}
          </Box>
        );
      })}
    </Stack>
  );
}

function Targets({ whole: { order } }: { readonly whole: WholeOrder }) {
  const { orders } = useWords();
  if (order.targets.length === 0) return null;
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        {orders.targets}
      </Title>
      {order.targets.map(({ letter, target, marking, note }) => (
        <Group key={letter} gap="xs">
          <Text fw={700}>{letter}</Text>
          <Text>{target}</Text>
          <Marking text={marking} size="xs" />
          {note !== undefined && (
            <Text size="sm" c="dimmed">
              {note}
            </Text>
          )}
        </Group>
      ))}
    </Stack>
  );
}

type Move = WholeOrder['moves'][number];

function Moves({ whole: { id, moves, version, changedAt, status } }: { readonly whole: WholeOrder }) {
  const { orders, orderEditor } = useWords();
  const mayWrite = useMayWriteOrders();
  const queries = useQueryClient();
  const moving = useMutation({
    mutationFn: (move: Move) =>
      move === 'open'
        ? write('POST', `/orders/${id}/approvals`, { version, changedAt })
        : write('POST', `/orders/${id}/moves`, { move }),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['order'] }),
        queries.invalidateQueries({ queryKey: ['orders'] }),
      ]),
  });
  return (
    <Stack gap={4} align="flex-end">
      <Group gap="xs">
        {mayWrite && (status === 'draft' || status === 'review') && (
          <ButtonLink variant="default" to="/orders/$orderId/edit" params={{ orderId: id }}>
            {orderEditor.edit}
          </ButtonLink>
        )}
        {moves.map((move) => (
          <Button
            key={move}
            size="xs"
            variant={move === 'open' || move === 'submit' ? 'filled' : 'default'}
            loading={moving.isPending && moving.variables === move}
            onClick={() => moving.mutate(move)}
          >
            {orders.moves[move]}
          </Button>
        ))}
      </Group>
      {moving.error && (
        <Text size="sm" c="red" role="alert" maw={360} ta="right">
          {moving.error.message}
        </Text>
      )}
    </Stack>
  );
}
