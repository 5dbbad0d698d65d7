import { Box, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Marking } from '../parts/marking.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { Loading } from '../parts/status-notes.tsx';
import type { Ledger } from '../wire/shapes.ts';
import { dayInWords, instantInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';
import styles from './report-lists.module.css';
import { useLedger } from './use-releases.ts';

export type HeldCopy = Ledger['items'][number];

interface HeldCopiesProps {
  readonly by: 'orderId' | 'recipientId';
  readonly id: string;
  /** What is said where there is none. */
  readonly none: string;
}

/** Who has what in answer to an order, or what a recipient has: the last release first. */
export function HeldCopies({ by, id, none }: HeldCopiesProps) {
  const words = useWords();
  const { reports } = words;
  const { data, error } = useLedger(by, id);
  if (error) return <Refusal error={error} />;
  if (!data) return <Loading />;
  if (data.items.length === 0) return <Text size="sm">{none}</Text>;
  return (
    <>
      <ul className={styles['copies']}>
        {data.items.map((copy) => (
          <li key={copy.id} className={styles['recipient']}>
            <HeldCopyLine
              copy={copy}
              name={
                <>
                  {by === 'orderId' && `${copy.recipient} – `}
                  <PageLink to="/reports/$reportId" params={{ reportId: copy.reportId }}>
                    {copy.reportTitle.trim() || reports.untitled}
                  </PageLink>
                  {`, ${dayInWords(copy.releasedAt, words)}`}
                </>
              }
            />
          </li>
        ))}
      </ul>
      {!data.isWhole && <Text size="sm">{reports.ledgerCut}</Text>}
    </>
  );
}

/** A copy, and by which ways it got to its recipient. */
export function HeldCopyLine({
  copy: { banner, state, portions, hash, deliveries },
  name,
}: {
  readonly copy: HeldCopy;
  /** Who has it, or what it is of. */
  readonly name: ReactNode;
}) {
  const words = useWords();
  const { reports } = words;
  return (
    <>
      <Group gap="xs">
        <Text fw={500}>{name}</Text>
        <Marking text={banner} size="xs" />
        <Text size="sm" c="dimmed">
          {reports.portions(portions)} · {reports.copyState[state]}
        </Text>
        <Text size="xs" c="dimmed" ff="monospace" title={hash}>
          {reports.hash(`${hash.slice(0, 12)}…`)}
        </Text>
      </Group>
      {deliveries.map((delivery) => (
        <Box key={delivery.id} pl="md">
          <Text size="sm">
            {delivery.channel === null ? reports.channelGone : reports.channels[delivery.channel]}
            {words.colon}
            {reports.delivered[delivery.what]} – {reports.deliveryState[delivery.state]}
            {delivery.attempts > 0 && `, ${reports.attempts(delivery.attempts)}`}
            {delivery.nextAttemptAt !== null &&
              `, ${reports.nextAttempt(instantInWords(delivery.nextAttemptAt, words))}`}
          </Text>
          {delivery.receipts.map(({ kind, madeAt }) => (
            <Text key={`${kind} ${madeAt}`} size="xs" c="dimmed">
              {reports.receipts[kind]}, {instantInWords(madeAt, words)}
            </Text>
          ))}
        </Box>
      ))}
    </>
  );
}
