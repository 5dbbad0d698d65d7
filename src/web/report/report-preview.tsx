import { Group, Select, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { FindingText } from '../order-editor/findings.tsx';
import { Failed, Loading } from '../parts/status-notes.tsx';
import { write } from '../wire/ask.ts';
import { useRecipients } from '../wire/recipients.ts';
import type { CutAnswer, WholeReport } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';
import { CopyView } from './copy-view.tsx';
import styles from './report-preview.module.css';
import { wholeCopy } from './whole-copy.ts';

/** The whole of a report, and beside it what a recipient gets. */
export function ReportPreview({ whole }: { readonly whole: WholeReport }) {
  const { reports } = useWords();
  const [recipientId, setRecipientId] = useState<string | null>(null);
  const recipients = useRecipients();
  const copy = useMemo(() => wholeCopy(whole), [whole]);
  const all = recipients.data?.items ?? [];
  return (
    <div className={styles['sides']}>
      <Stack gap="xs" component="section" className={styles['side']!}>
        <Title order={2} size="h4">
          {reports.whole}
        </Title>
        <CopyView copy={copy} titleLevel={3} />
      </Stack>
      <Stack gap="xs" component="section" className={styles['side']!}>
        <Group justify="space-between">
          <Title order={2} size="h4">
            {reports.preview}
          </Title>
          <Select
            size="xs"
            aria-label={reports.previewAs}
            placeholder={reports.previewAs}
            data={all.map(({ id, name }) => ({ value: id, label: name }))}
            value={recipientId}
            searchable
            clearable
            onChange={setRecipientId}
          />
        </Group>
        {recipients.data && all.length === 0 && <Text size="sm">{reports.noRecipients}</Text>}
        {recipientId === null ? (
          all.length > 0 && (
            <Text size="sm" c="dimmed">
              {reports.previewChoose}
            </Text>
          )
        ) : (
          <CopyOf report={whole} recipientId={recipientId} />
        )}
      </Stack>
    </div>
  );
}

interface CopyOfProps {
  readonly report: Pick<WholeReport, 'id' | 'changedAt'>;
  readonly recipientId: string;
}

/** What one recipient would get, as the report is now. */
export function CopyOf({ report: { id, changedAt }, recipientId }: CopyOfProps) {
  const { reports } = useWords();
  const found = useQuery({
    queryKey: ['report', id, 'cut', recipientId, changedAt],
    queryFn: () => write<CutAnswer>('POST', `/reports/${id}/cuts`, { recipientId }),
  });
  if (found.isPending) return <Loading />;
  if (found.error) return <Failed error={found.error} retry={() => void found.refetch()} />;
  const { data } = found;
  if (data.kind === 'copy') return <CopyView copy={data.copy} titleLevel={3} />;
  if (data.kind === 'nothing') return <Text role="status">{reports.previewNothing}</Text>;
  return (
    <div role="status">
      <Text>{reports.previewRefused}</Text>
      <ul className="plain">
        {[...new Map(data.findings.map((finding) => [finding.code + finding.message, finding])).values()].map(
          (finding) => (
            <li key={finding.code + finding.message}>
              <FindingText {...finding} />
            </li>
          ),
        )}
      </ul>
    </div>
  );
}
