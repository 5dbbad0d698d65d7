import { Group, Text } from '@mantine/core';
import { Marking } from '../parts/marking.tsx';
import { ButtonLink, PageLink } from '../parts/page-link.tsx';
import { useListing } from '../wire/pages.ts';
import { useMayWriteOrders } from '../wire/session.ts';
import type { CopyAnswerGiven } from '../wire/shapes.ts';
import { agoInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';
import { Card } from './card.tsx';

const FEW = 8;
/** What is older was seen to, or will not be. */
const DAYS = 30;

/** What recipients asked further in the last days, with a way to an order of it. */
export function FurtherQuestions() {
  const words = useWords();
  const { today, reports } = words;
  const mayWrite = useMayWriteOrders();
  const found = useListing<CopyAnswerGiven>('copy-answers', '/copy-answers', {
    satisfaction: 'further-question',
    most: FEW,
  });
  const since = Date.now() - DAYS * 86_400_000;
  const items = found.items.filter(({ madeAt }) => Date.parse(madeAt) >= since);
  return (
    <Card title={today.furtherQuestions} none={today.furtherQuestionsNone} listing={{ ...found, items }}>
      {items.map(({ id, words: asked, recipient, reportId, reportTitle, banner, orders, madeAt }) => (
        <div key={id}>
          <Text size="sm" lineClamp={4} style={{ overflowWrap: 'anywhere' }}>
            {asked}
          </Text>
          <Text size="xs" c="dimmed" component="div">
            <Marking text={banner} size="xs" /> {recipient}, {agoInWords(madeAt, words)} –{' '}
            <PageLink to="/reports/$reportId" params={{ reportId }} size="xs" underline="always">
              {reportTitle.trim() || reports.untitled}
            </PageLink>
            {orders.map((order) => (
              <span key={order.id}>
                {' · '}
                <PageLink to="/orders/$orderId" params={{ orderId: order.id }} size="xs" underline="always">
                  {order.title}
                </PageLink>{' '}
                {order.letters.join(', ')}
              </span>
            ))}
          </Text>
          {mayWrite && (
            <Group mt={4}>
              <ButtonLink size="compact-xs" variant="light" to="/orders/new" search={{ answer: id }}>
                {today.draftFrom}
              </ButtonLink>
            </Group>
          )}
        </div>
      ))}
    </Card>
  );
}
