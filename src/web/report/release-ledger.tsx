import { Badge, Button, Group, Modal, Stack, Text, Textarea, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { usePersonName } from '../parts/person-name.ts';
import { Refusal } from '../parts/refusal.tsx';
import { Loading } from '../parts/status-notes.tsx';
import { useDoing } from '../settings/use-own.ts';
import { useMay } from '../shell/use-may.ts';
import type { Release } from '../wire/shapes.ts';
import { instantInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';
import { type HeldCopy, HeldCopyLine } from './held-copies.tsx';
import styles from './report-lists.module.css';
import { CHANGED_BY_RELEASES, useLedger, useReleases } from './use-releases.ts';

/** The releases of a report, and who has what of each. */
export function ReleaseLedger({ reportId }: { readonly reportId: string }) {
  const { reports } = useWords();
  const releases = useReleases(reportId);
  const ledger = useLedger('reportId', reportId);
  const error = releases.error ?? ledger.error;
  if (error) return <Refusal error={error} />;
  if (!releases.data || !ledger.data) return <Loading />;
  if (releases.data.length === 0) return <Text size="sm">{reports.noReleases}</Text>;
  return (
    <>
      {releases.data.map((release) => (
        <OneRelease
          key={release.id}
          release={release}
          copies={ledger.data.items.filter(({ releaseId }) => releaseId === release.id)}
        />
      ))}
      {!ledger.data.isWhole && <Text size="sm">{reports.ledgerCut}</Text>}
    </>
  );
}

interface OneReleaseProps {
  readonly release: Release;
  readonly copies: readonly HeldCopy[];
}

function OneRelease({ release, copies }: OneReleaseProps) {
  const words = useWords();
  const { reports } = words;
  const personName = usePersonName();
  const mayRecall = useMay('releaser');
  const [isAsked, setIsAsked] = useState(false);
  const { version, state, reason, releaserId, madeAt, changedAt } = release;
  return (
    <Stack gap="xs" component="section">
      <Group gap="sm">
        <Title order={3} size="h6">
          {reports.releaseOf(version)}
        </Title>
        <Badge variant="light" color={state === 'recalled' ? 'red' : state === 'released' ? 'green' : 'gray'}>
          {reports.releaseState[state]}
        </Badge>
        <Text size="sm" c="dimmed">
          {reports.releasedBy(personName(releaserId), instantInWords(madeAt, words))}
        </Text>
        {mayRecall && state !== 'recalled' && (
          <Button size="compact-sm" variant="light" color="red" onClick={() => setIsAsked(true)}>
            {reports.recall.button}
          </Button>
        )}
      </Group>
      {reason !== null && <Text size="sm">{reports.recalledBy(instantInWords(changedAt, words), reason)}</Text>}
      <ul className={styles['copies']}>
        {copies.map((copy) => (
          <li key={copy.id} className={styles['recipient']}>
            <HeldCopyLine copy={copy} name={copy.recipient} />
          </li>
        ))}
      </ul>
      {isAsked && <RecallDialog id={release.id} close={() => setIsAsked(false)} />}
    </Stack>
  );
}

function RecallDialog({ id, close }: { readonly id: string; close(): void }) {
  const { reports, common } = useWords();
  const words = reports.recall;
  const [reason, setReason] = useState('');
  const recalling = useDoing<void>({
    method: 'POST',
    path: () => `/releases/${id}/recalls`,
    body: () => ({ reason }),
    changes: CHANGED_BY_RELEASES,
    done: close,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    recalling.mutate();
  };
  return (
    <Modal opened onClose={close} title={words.title} closeButtonProps={{ 'aria-label': common.close }}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm">{words.hint}</Text>
          <Textarea
            label={words.reason}
            value={reason}
            maxLength={1000}
            autosize
            minRows={2}
            withAsterisk
            data-autofocus
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <Refusal error={recalling.error} />
          <Group justify="flex-end">
            <Button type="submit" color="red" disabled={reason.trim() === ''} loading={recalling.isPending}>
              {words.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
