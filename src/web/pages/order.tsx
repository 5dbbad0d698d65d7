import { Box, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { OrderApprovals } from '../order/order-approvals.tsx';
import { OrderCopies } from '../order/order-copies.tsx';
import { OrderFacts } from '../order/order-facts.tsx';
import { OrderHistory } from '../order/order-history.tsx';
import { OrderMoves } from '../order/order-moves.tsx';
import { OrderQuestions } from '../order/order-questions.tsx';
import { OrderTargets } from '../order/order-targets.tsx';
import { Marking } from '../parts/marking.tsx';
import { Failed, Loading } from '../parts/status-notes.tsx';
import { read } from '../wire/ask.ts';
import type { WholeOrder } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';

/** One order: what it asks, what was found, who wrote and approved it. */
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
  const { orders } = useWords();
  const { order } = whole;
  return (
    <Stack p="md" gap="lg" maw={960}>
      <Box>
        <Marking text={order.marking} size="lg" />
        <Group justify="space-between" mt="xs" align="flex-start">
          <Box miw={0}>
            <Title order={1} size="h2">
              {order.title}
            </Title>
            <Text c="dimmed" size="sm">
              {orders.status[whole.status]} · {orders.priority(order.priority)} · {orders.version(whole.version)} ·{' '}
              {order.id}
            </Text>
          </Box>
          <OrderMoves whole={whole} />
        </Group>
        {order.replay && (
          <Text size="sm" mt="xs" fs="italic">
            {orders.replay}
          </Text>
        )}
      </Box>
      <OrderQuestions whole={whole} />
      <OrderFacts whole={whole} />
      <OrderTargets whole={whole} />
      <OrderCopies id={whole.id} />
      <OrderApprovals whole={whole} />
      <OrderHistory id={whole.id} />
      <Marking text={order.marking} size="lg" />
    </Stack>
  );
}
