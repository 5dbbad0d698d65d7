import { Group, Select, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PageLink } from '../parts/page-link.tsx';
import { Failed, Loading } from '../parts/status-notes.tsx';
import { useAllItems } from '../wire/all-items.ts';
import { read } from '../wire/ask.ts';
import type { Comparison, Order } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';
import styles from './coverage.module.css';

/** Another order beside this one; which one stands in the address. */
export function Comparing({ orderId }: { readonly orderId: string }) {
  const { coverage: words } = useWords();
  const { other } = useSearch({ from: '/signed-in/orders/$orderId/coverage' });
  const navigate = useNavigate({ from: '/orders/$orderId/coverage' });
  const orders = useAllItems<Order>('orders', '/orders');
  const choices = (orders.data ?? [])
    .filter(({ id }) => id !== orderId)
    .map(({ id, title }) => ({ value: id, label: title }));
  return (
    <Stack gap="md">
      <Select
        label={words.compareWith}
        placeholder={words.compareChoose}
        data={choices}
        value={other ?? null}
        onChange={(chosen) => void navigate({ search: chosen === null ? {} : { other: chosen }, replace: true })}
        searchable
        clearable
        maw={480}
      />
      {other !== undefined && <Compared orderId={orderId} other={other} />}
    </Stack>
  );
}

function Compared({ orderId, other }: { readonly orderId: string; readonly other: string }) {
  const words = useWords();
  const { coverage } = words;
  const compared = useQuery({
    queryKey: ['comparison', orderId, other],
    queryFn: ({ signal }) => read<Comparison>(`/orders/${orderId}/comparisons`, { other }, signal),
  });
  if (compared.isPending) return <Loading />;
  if (compared.error) return <Failed error={compared.error} retry={() => void compared.refetch()} />;
  const { questions, targets, documents, samples } = compared.data;
  return (
    <>
      <Shared title={coverage.likeQuestions} none={questions.length === 0 && coverage.likeNone}>
        {questions.map(({ letters, wordings, likeness }) => (
          <li key={letters.join()}>
            <Text size="sm">
              <b>{letters[0]}</b> {wordings[0]}
            </Text>
            <Text size="sm">
              <b>{letters[1]}</b> {wordings[1]}
            </Text>
            <Text size="xs" c="dimmed">
              {coverage.likeness(likeness.toLocaleString(words.locale, { style: 'percent' }))}
            </Text>
          </li>
        ))}
      </Shared>
      <Shared title={coverage.targets} none={targets.length === 0 && coverage.targetsNone}>
        {targets.map(({ id, title, letters }) => (
          <li key={id}>
            <Group gap="xs">
              <PageLink to="/targets/$targetId" params={{ targetId: id }} size="sm">
                {title}
              </PageLink>
              <Text size="sm" c="dimmed">
                {letters.map((letter) => letter ?? '–').join(' · ')}
              </Text>
            </Group>
          </li>
        ))}
      </Shared>
      <Shared
        title={
          documents === 0
            ? coverage.documents
            : `${coverage.documents}${words.colon}${documents.toLocaleString(words.locale)}`
        }
        none={documents === 0 && coverage.documentsNone}
      >
        {samples.map(({ id, title }) => (
          <li key={id}>
            <PageLink to="/documents/$documentId" params={{ documentId: id }} size="sm">
              {title || '…'}
            </PageLink>
          </li>
        ))}
      </Shared>
    </>
  );
}

interface SharedProps {
  readonly title: string;
  /** What is said where there is none. */
  readonly none: string | false;
  readonly children: ReactNode;
}

function Shared({ title, none, children }: SharedProps) {
  return (
    <section>
      <Title order={3} size="h5">
        {title}
      </Title>
      {none === false ? <ul className={styles['list']}>{children}</ul> : <Text c="dimmed">{none}</Text>}
    </section>
  );
}
