import { Button, Checkbox, Group, Modal, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Marking } from '../parts/marking.tsx';
import { Refusal } from '../parts/refusal.tsx';
import { Failed, Loading } from '../parts/status-notes.tsx';
import { useDoing } from '../settings/use-own.ts';
import { write } from '../wire/ask.ts';
import { useRecipients } from '../wire/recipients.ts';
import type { ReleasePreview, WholeReport } from '../wire/shapes.ts';
import { useWholeOrders } from '../wire/whole-orders.ts';
import { useWords } from '../words/words-context.tsx';
import styles from './report-lists.module.css';
import { CopyOf } from './report-preview.tsx';
import { CHANGED_BY_RELEASES, useLedger, useReleases } from './use-releases.ts';

type Previewed = ReleasePreview['items'][number];

interface ReleaseDialogProps {
  readonly whole: WholeReport;
  close(): void;
}

/** Where a report is released: what each would get is shown before anything goes out. */
export function ReleaseDialog({ whole, close }: ReleaseDialogProps) {
  const { reports, common } = useWords();
  return (
    <Modal
      opened
      onClose={close}
      title={reports.release.title}
      closeButtonProps={{ 'aria-label': common.close }}
      size="xl"
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {reports.release.hint}
        </Text>
        <Known whole={whole} close={close} />
      </Stack>
    </Modal>
  );
}

/** All of whom one may know, with what they would get. */
function Known({ whole, close }: ReleaseDialogProps) {
  const { reports } = useWords();
  const { id, changedAt } = whole;
  const recipients = useRecipients();
  const recipientIds = recipients.data?.items.map((one) => one.id) ?? [];
  const previews = useQuery({
    queryKey: ['report', id, 'release-previews', changedAt, recipientIds],
    enabled: recipientIds.length > 0,
    queryFn: () => write<ReleasePreview>('POST', `/reports/${id}/release-previews`, { recipientIds }),
  });
  const holders = useHolders(whole);
  const named = new Set(
    useWholeOrders([...new Set(whole.questions.map(({ orderId }) => orderId))]).flatMap(
      ({ cites }) => cites.recipientIds,
    ),
  );
  if (recipients.data && recipientIds.length === 0) return <Text>{reports.noRecipients}</Text>;
  const error = recipients.error ?? previews.error;
  if (error) return <Failed error={error} retry={() => void previews.refetch()} />;
  if (!previews.data || !holders) return <Loading />;
  return <Choice key={named.size} {...{ whole, close, named, holders }} items={previews.data.items} />;
}

/** Who has a copy of this version that still holds. */
function useHolders({ id, version }: WholeReport): ReadonlySet<string> | undefined {
  const releases = useReleases(id).data;
  const ledger = useLedger('reportId', id).data;
  if (!releases || !ledger) return undefined;
  const own = new Set(
    releases.filter((one) => one.version === version && one.state === 'released').map((one) => one.id),
  );
  return new Set(ledger.items.filter(({ releaseId }) => own.has(releaseId)).map(({ recipientId }) => recipientId));
}

interface ChoiceProps extends ReleaseDialogProps {
  readonly items: readonly Previewed[];
  /** Those of the orders that it answers. */
  readonly named: ReadonlySet<string>;
  readonly holders: ReadonlySet<string>;
}

function Choice({ whole, items, named, holders, close }: ChoiceProps) {
  const { reports } = useWords();
  const words = reports.release;
  const mayGet = (one: Previewed): boolean => one.outcome === 'copy' && !holders.has(one.id);
  const [chosen, setChosen] = useState<readonly string[]>(() =>
    items.filter((one) => named.has(one.id) && mayGet(one)).map(({ id }) => id),
  );
  const { id, version, changedAt } = whole;
  const releasing = useDoing<readonly string[]>({
    method: 'POST',
    path: () => `/reports/${id}/releases`,
    body: (recipientIds) => ({ version, changedAt, recipientIds }),
    changes: CHANGED_BY_RELEASES,
    done: close,
  });
  const toggle = (id: string): void =>
    setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  const groups = [
    { title: words.named, own: items.filter(({ id }) => named.has(id)) },
    { title: words.others, own: items.filter(({ id }) => !named.has(id)) },
  ].filter(({ own }) => own.length > 0);
  const left = items.filter((one) => named.has(one.id) && !chosen.includes(one.id) && !holders.has(one.id));
  return (
    <>
      {groups.map(({ title, own }) => (
        <Stack key={title} gap="xs" component="section">
          <Title order={3} size="h6">
            {title}
          </Title>
          {own.map((one) => (
            <Line
              key={one.id}
              whole={whole}
              previewed={one}
              isChosen={chosen.includes(one.id)}
              isHolder={holders.has(one.id)}
              toggle={() => toggle(one.id)}
            />
          ))}
        </Stack>
      ))}
      {left.length > 0 && <Text size="sm">{words.left(left.map(({ name }) => name).join(', '))}</Text>}
      <Refusal error={releasing.error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          {words.cancel}
        </Button>
        <Button disabled={chosen.length === 0} loading={releasing.isPending} onClick={() => releasing.mutate(chosen)}>
          {chosen.length === 0 ? words.none : words.submit(chosen.length)}
        </Button>
      </Group>
    </>
  );
}

interface LineProps {
  readonly whole: WholeReport;
  readonly previewed: Previewed;
  readonly isChosen: boolean;
  readonly isHolder: boolean;
  toggle(): void;
}

function Line({ whole, previewed, isChosen, isHolder, toggle }: LineProps) {
  const { reports } = useWords();
  const words = reports.release;
  const [isOpen, setIsOpen] = useState(false);
  const { name, outcome, banner, portions, channels } = previewed;
  const ways = channels.map(({ kind, isPaused, mayCarry }) => {
    const way = reports.channels[kind];
    return isPaused ? reports.isPaused(way) : mayCarry || outcome !== 'copy' ? way : reports.mayNotCarry(way);
  });
  return (
    <div className={styles['recipient']}>
      <Group gap="sm" align="flex-start" wrap="nowrap">
        <Checkbox
          aria-label={name}
          checked={isChosen}
          disabled={outcome !== 'copy' || isHolder}
          onChange={toggle}
          mt={3}
        />
        <Stack gap={2} flex={1} miw={0}>
          <Group gap="xs">
            <Text fw={500}>{name}</Text>
            <Text size="sm" {...(outcome === 'refused' && { c: 'red' })}>
              {isHolder ? words.has : words.gets[outcome]}
            </Text>
            {banner !== null && <Marking text={banner} size="xs" />}
            {outcome === 'copy' && (
              <Text size="sm" c="dimmed">
                {reports.portions(portions)}
              </Text>
            )}
          </Group>
          <Text size="xs" c="dimmed">
            {ways.join(' · ')}
          </Text>
        </Stack>
        <Button
          size="compact-xs"
          variant="subtle"
          aria-expanded={isOpen}
          aria-label={words.look(name)}
          onClick={() => setIsOpen(!isOpen)}
        >
          {words.see}
        </Button>
      </Group>
      {isOpen && <CopyOf report={whole} recipientId={previewed.id} />}
    </div>
  );
}
