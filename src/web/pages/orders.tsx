import { Badge, Box, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import styles from '../order/order-list.module.css';
import { WindowBar } from '../order/window-bar.tsx';
import { windowInWords } from '../order/window-in-words.ts';
import { Listed } from '../parts/listed.tsx';
import { Marking } from '../parts/marking.tsx';
import { ButtonLink, PageLink } from '../parts/page-link.tsx';
import { Empty } from '../parts/status-notes.tsx';
import { useOrderHits } from '../wire/order-hits.ts';
import { useListing } from '../wire/pages.ts';
import { useMayWriteOrders } from '../wire/session.ts';
import type { Order, OrderHits } from '../wire/shapes.ts';
import { agoInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';

const SHOWN = ['open', 'review', 'draft', 'suspended', 'closed', 'expired'] as const;
export type ShownStatus = (typeof SHOWN)[number];

/** All orders that the reader may read, those that changed last first. */
export function OrdersPage() {
  const { orders: words, orderEditor, orderPage } = useWords();
  const mayWrite = useMayWriteOrders();
  const { status } = useSearch({ from: '/signed-in/orders' });
  const navigate = useNavigate();
  const listing = useListing<Order>('orders', '/orders', { status });
  const counts = useOrderHits(listing.items.map(({ id }) => id));
  return (
    <Stack p="md" gap="md" maw={1200}>
      <Group justify="space-between">
        <Group gap="sm">
          <Title order={1} size="h3">
            {words.title}
          </Title>
          {mayWrite && (
            <>
              <ButtonLink to="/orders/new">{orderEditor.newOrder}</ButtonLink>
              <ButtonLink to="/orders/import" variant="default">
                {orderPage.importLink}
              </ButtonLink>
            </>
          )}
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
      <Listed
        listing={listing}
        empty={<Empty title={words.empty} hint={words.emptyHint} />}
        className={styles['list']}
        line={(order) => (
          <OrderLine key={order.id} order={order} counts={counts.data?.filter(({ orderId }) => orderId === order.id)} />
        )}
      />
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

interface OrderLineProps {
  readonly order: Order;
  readonly counts: OrderHits['items'] | undefined;
}

function OrderLine({ order, counts }: OrderLineProps) {
  const words = useWords();
  const { orders } = words;
  const { id, name, title, marking, status, window, replay, priority, version } = order;
  const inWords = windowInWords(window, words);
  return (
    <li className={styles['line']}>
      <Box miw={0}>
        <PageLink to="/orders/$orderId" params={{ orderId: id }} fw={600}>
          {title}
        </PageLink>
        <Text size="xs" c="dimmed">
          {name} · {orders.priority(priority)} · {orders.version(version)} · {agoInWords(order.changedAt, words)}
        </Text>
      </Box>
      <Group gap={6} className={styles['state']}>
        <Badge color={COLOUR[status]} variant="light">
          {orders.status[status]}
        </Badge>
        <Marking text={marking} size="xs" />
      </Group>
      <Box miw={0}>
        <WindowBar {...window} events={[]} isReplay={replay} label={inWords} />
        <Text size="xs" c="dimmed">
          {inWords}
        </Text>
      </Box>
      <Questions order={order} counts={counts} />
    </li>
  );
}

/** Each question with how many hits it has; those that wait stand out. */
function Questions({ order: { questions }, counts }: OrderLineProps) {
  const { orderPage, locale } = useWords();
  const number = new Intl.NumberFormat(locale);
  return (
    <Group gap={6} className={styles['questions']}>
      {questions.map((letter) => {
        const own = counts?.find((one) => one.letter === letter);
        if (!own) {
          return (
            <Text key={letter} size="xs" c="dimmed" className={styles['question']}>
              {letter}
            </Text>
          );
        }
        const said = `${orderPage.hits(number.format(own.hits))}, ${orderPage.hitsNew(number.format(own.waiting))}`;
        return (
          <span key={letter} title={said}>
            <PageLink
              to="/triage"
              search={{ questionId: own.questionId }}
              size="xs"
              fw={own.waiting > 0 ? 700 : 400}
              className={styles['question']}
              aria-label={`${letter}: ${said}`}
            >
              {letter} {number.format(own.hits)}
            </PageLink>
          </span>
        );
      })}
    </Group>
  );
}
