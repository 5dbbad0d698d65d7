import { List, Paper, Text, ThemeIcon, Title, VisuallyHidden } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { PageLink } from '../parts/page-link.tsx';
import { useMay } from '../shell/use-may.ts';
import { useAllItems } from '../wire/all-items.ts';
import { useListing } from '../wire/pages.ts';
import type { Order, Reader, Source } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';

/** What to do at a desk with nothing in it, a step each; gone once there is a source and an order. */
export function FirstRun() {
  const { today } = useWords();
  const words = today.first;
  const mayWrite = useMay('editor', 'analyst');
  const sources = useListing<Source>('sources', '/sources', { most: 200 });
  const orders = useListing<Order>('orders', '/orders', { most: 1 });
  const hasSource = sources.items.length > 0;
  const hasOrder = orders.items.length > 0;
  const isKnown = !sources.isPending && !orders.isPending && !sources.error && !orders.error;
  if (!mayWrite || !isKnown || (hasSource && hasOrder)) return null;
  return (
    <Paper withBorder p="md" component="section" maw={560}>
      <Title order={2} size="h4">
        {words.title}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {words.hint}
      </Text>
      <List listStyleType="none" spacing="sm" center={false}>
        <Step isDone={hasSource} place={1} hint={words.sourceHint}>
          <PageLink to="/sources/new">{words.source}</PageLink>
        </Step>
        <Step isDone={hasOrder} place={2} hint={words.orderHint}>
          <PageLink to="/orders/new">{words.order}</PageLink>
        </Step>
        <Invitation />
      </List>
    </Paper>
  );
}

/** Only administrators invite people; others see two steps. */
function Invitation() {
  const { today } = useWords();
  const isAdministrator = useMay('administrator');
  const readers = useAllItems<Reader>('readers', '/readers');
  if (!isAdministrator) return null;
  const people = (readers.data ?? []).filter(({ kind }) => kind === 'person');
  return (
    <Step isDone={people.length > 1} place={3} hint={today.first.personHint}>
      <PageLink to="/settings/people">{today.first.person}</PageLink>
    </Step>
  );
}

interface StepProps {
  readonly isDone: boolean;
  readonly place: number;
  readonly hint: string;
  readonly children: ReactNode;
}

function Step({ isDone, place, hint, children }: StepProps) {
  const { today } = useWords();
  const sign = isDone ? <IconCheck size={16} aria-hidden /> : place;
  return (
    <List.Item
      icon={
        <ThemeIcon radius="xl" size={26} color={isDone ? 'green.8' : 'gray'} variant={isDone ? 'filled' : 'default'}>
          {sign}
        </ThemeIcon>
      }
    >
      {children}
      {isDone && <VisuallyHidden> ({today.first.done})</VisuallyHidden>}
      <Text size="sm" c="dimmed">
        {hint}
      </Text>
    </List.Item>
  );
}
