import { Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { PageLink } from '../parts/page-link.tsx';
import { useListing } from '../wire/pages.ts';
import type { Hit, Order, TaskList } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';

/** What waits for whoever comes in. */
export function TodayPage() {
  const { today: words, triage } = useWords();
  const hits = useListing<Hit>('hits', '/hits', { judgement: 'new', most: 8 });
  const review = useListing<Order>('orders', '/orders', { status: 'review', most: 8 });
  const tasks = useListing<TaskList['items'][number]>('tasks', '/tasks', { mine: true, most: 8 });
  return (
    <Stack p="md" maw={1200}>
      <Title order={1} size="h3">
        {words.title}
      </Title>
      <SimpleGrid cols={{ base: 1, md: 3 }}>
        <Card title={words.waiting} none={words.waitingNone} isEmpty={hits.items.length === 0}>
          {hits.items.map((hit) => (
            <PageLink key={hit.id} to="/triage" search={{ hit: hit.id }} size="sm" lineClamp={2}>
              {hit.title}
            </PageLink>
          ))}
          <PageLink to="/triage" size="sm" fw={600}>
            {triage.title} →
          </PageLink>
        </Card>
        <Card title={words.review} none={words.reviewNone} isEmpty={review.items.length === 0}>
          {review.items.map(({ id, title }) => (
            <PageLink key={id} to="/orders/$orderId" params={{ orderId: id }} size="sm">
              {title}
            </PageLink>
          ))}
        </Card>
        <Card title={words.tasks} none={words.tasksNone} isEmpty={tasks.items.length === 0}>
          {tasks.items.map(({ id, instruction, orderId }) => (
            <PageLink key={id} to="/orders/$orderId" params={{ orderId }} size="sm" lineClamp={2}>
              {instruction}
            </PageLink>
          ))}
        </Card>
      </SimpleGrid>
    </Stack>
  );
}

interface CardProps {
  readonly title: string;
  readonly none: string;
  readonly isEmpty: boolean;
  readonly children: ReactNode;
}

function Card({ title, none, isEmpty, children }: CardProps) {
  return (
    <Paper withBorder p="md" component="section">
      <Title order={2} size="h6" mb="xs">
        {title}
      </Title>
      {isEmpty ? (
        <Text size="sm" c="dimmed">
          {none}
        </Text>
      ) : (
        <Stack gap="xs">{children}</Stack>
      )}
    </Paper>
  );
}
