import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { PageLink } from '../parts/page-link.tsx';
import { read } from '../wire/ask.ts';
import { useListing } from '../wire/pages.ts';
import { useSession } from '../wire/session.ts';
import type { Order, OrderHits } from '../wire/shapes.ts';
import { instantInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';
import { Card } from './card.tsx';
import { useLastVisit } from './last-visit.ts';

interface Waiting {
  readonly fresh: number;
  readonly waiting: number;
}

/** How many hits have come in for each open order since whoever reads was here last, the most first. */
export function NewByOrder() {
  const words = useWords();
  const { today } = words;
  const { data: session } = useSession();
  const since = useLastVisit(session?.id ?? '');
  const orders = useListing<Order>('orders', '/orders', { status: 'open', most: 200 });
  const orderIds = orders.items.map(({ id }) => id).join(',');
  const counts = useQuery({
    queryKey: ['hit-counts', 'fresh', orderIds, since],
    enabled: orderIds !== '',
    queryFn: ({ signal }) => read<OrderHits>('/hits/counts', { orderIds, since }, signal),
  });
  const byOrder = summed(counts.data?.items ?? []);
  const shown = orders.items
    .map((order) => ({ ...order, ...(byOrder.get(order.id) ?? { fresh: 0, waiting: 0 }) }))
    .filter(({ fresh, waiting }) => (since === undefined ? waiting : fresh) > 0)
    .sort((one, other) => other.fresh - one.fresh || other.waiting - one.waiting);
  const isPending = orders.isPending || (orderIds !== '' && counts.isPending);
  return (
    <Card
      title={since === undefined ? today.freshFirst : today.fresh}
      none={today.freshNone}
      listing={{ items: shown, isPending }}
    >
      {since !== undefined && (
        <Text size="xs" c="dimmed">
          {today.freshSince(instantInWords(since, words))}
        </Text>
      )}
      {shown.map(({ id, title, fresh, waiting }) => (
        <div key={id}>
          <PageLink to="/triage" search={{ orderId: id }} size="sm" lineClamp={2}>
            {title}
          </PageLink>
          <Text size="xs" c="dimmed">
            {today.freshCount(since === undefined ? waiting : fresh, waiting)}
          </Text>
        </div>
      ))}
    </Card>
  );
}

function summed(items: OrderHits['items']): ReadonlyMap<string, Waiting> {
  const byOrder = new Map<string, Waiting>();
  for (const { orderId, fresh, waiting } of items) {
    const before = byOrder.get(orderId) ?? { fresh: 0, waiting: 0 };
    byOrder.set(orderId, { fresh: before.fresh + fresh, waiting: before.waiting + waiting });
  }
  return byOrder;
}
