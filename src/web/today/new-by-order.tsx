import { Text } from '@mantine/core';
import { PageLink } from '../parts/page-link.tsx';
import { useAllItems } from '../wire/all-items.ts';
import { useOrderHits } from '../wire/order-hits.ts';
import { useSession } from '../wire/session.ts';
import type { Order, OrderHits } from '../wire/shapes.ts';
import { instantInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';
import { Card } from './card.tsx';
import { useLastVisit } from './last-visit.ts';

const OPEN = { status: 'open' } as const;

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
  const { data: orders, error } = useAllItems<Order>('orders', '/orders', OPEN);
  const counts = useOrderHits(orders?.map(({ id }) => id) ?? [], since);
  const byOrder = summed(counts.data ?? []);
  const shown = (orders ?? [])
    .map((order) => ({ ...order, ...(byOrder.get(order.id) ?? { fresh: 0, waiting: 0 }) }))
    .filter(({ fresh, waiting }) => (since === undefined ? waiting : fresh) > 0)
    .sort((one, other) => other.fresh - one.fresh || other.waiting - one.waiting);
  const isPending = orders === undefined || (orders.length > 0 && counts.isPending);
  return (
    <Card
      title={since === undefined ? today.freshFirst : today.fresh}
      none={today.freshNone}
      listing={{ items: shown, isPending, error: error ?? counts.error }}
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
            {since === undefined ? today.freshWaiting(waiting) : today.freshCount(fresh, waiting)}
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
