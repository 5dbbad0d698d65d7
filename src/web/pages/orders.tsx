import { Badge, Group, SegmentedControl, Stack, Table, Text, Title } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Marking } from '../parts/marking.tsx';
import { MoreButton } from '../parts/more-button.tsx';
import { ButtonLink, PageLink } from '../parts/page-link.tsx';
import { Empty, Failed, Loading } from '../parts/status-notes.tsx';
import { useListing } from '../wire/pages.ts';
import { useMayWriteOrders } from '../wire/session.ts';
import type { Order } from '../wire/shapes.ts';
import { agoInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';

const SHOWN = ['open', 'review', 'draft', 'suspended', 'closed', 'expired'] as const;
export type ShownStatus = (typeof SHOWN)[number];

/** All orders that the reader may read, those that changed last first. */
export function OrdersPage() {
  const { orders: words, orderEditor } = useWords();
  const mayWrite = useMayWriteOrders();
  const { status } = useSearch({ from: '/signed-in/orders' });
  const navigate = useNavigate();
  const listing = useListing<Order>('orders', '/orders', { status });
  return (
    <Stack p="md" gap="md" maw={1100}>
      <Group justify="space-between">
        <Group gap="md">
          <Title order={1} size="h3">
            {words.title}
          </Title>
          {mayWrite && <ButtonLink to="/orders/new">{orderEditor.newOrder}</ButtonLink>}
        </Group>
        <SegmentedControl
          size="xs"
          value={status ?? ''}
          onChange={(chosen) =>
            void navigate({ to: '/orders', search: chosen ? { status: chosen as ShownStatus } : {} })
          }
          data={[{ value: '', label: words.all }, ...SHOWN.map((value) => ({ value, label: words.status[value] }))]}
          style={{ overflowX: 'auto', maxWidth: '100%' }}
        />
      </Group>
      {listing.isPending ? (
        <Loading />
      ) : listing.error ? (
        <Failed error={listing.error} retry={listing.retry} />
      ) : (
        <List {...listing} />
      )}
    </Stack>
  );
}

const COLOUR: Readonly<Record<ShownStatus, string>> = {
  open: 'green',
  review: 'yellow',
  draft: 'gray',
  suspended: 'orange',
  closed: 'gray',
  expired: 'gray',
};

function List({ items, hasMore, isLoadingMore, loadMore }: ReturnType<typeof useListing<Order>>) {
  const words = useWords();
  if (items.length === 0) return <Empty title={words.orders.empty} hint={words.orders.emptyHint} />;
  return (
    <>
      <Table verticalSpacing="sm" highlightOnHover>
        <Table.Tbody>
          {items.map((order) => (
            <Table.Tr key={order.id}>
              <Table.Td>
                <PageLink to="/orders/$orderId" params={{ orderId: order.id }} fw={600}>
                  {order.title}
                </PageLink>
                <Text size="xs" c="dimmed">
                  {order.name} · {words.orders.priority(order.priority)} · {words.orders.version(order.version)}
                </Text>
              </Table.Td>
              <Table.Td visibleFrom="sm" ta="right">
                <Text size="sm" c="dimmed">
                  {agoInWords(order.changedAt, words)}
                </Text>
              </Table.Td>
              <Table.Td ta="right">
                <Stack gap={4} align="flex-end">
                  <Badge color={COLOUR[order.status]} variant="light">
                    {words.orders.status[order.status]}
                  </Badge>
                  <Marking text={order.marking} size="xs" />
                </Stack>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <MoreButton hasMore={hasMore} isLoadingMore={isLoadingMore} loadMore={loadMore} />
    </>
  );
}
