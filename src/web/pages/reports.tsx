import { Box, Group, SegmentedControl, Select, Stack, Text, Title } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReportStatus } from '../../schema/report-text.ts';
import styles from '../order/order-list.module.css';
import { Listed } from '../parts/listed.tsx';
import { Marking } from '../parts/marking.tsx';
import { ButtonLink, PageLink } from '../parts/page-link.tsx';
import { usePersonName } from '../parts/person-name.ts';
import { Empty } from '../parts/status-notes.tsx';
import { ReportStatusBadge } from '../report/report-status.tsx';
import { useMay } from '../shell/use-may.ts';
import { useAllItems } from '../wire/all-items.ts';
import { useListing } from '../wire/pages.ts';
import type { Order, Report } from '../wire/shapes.ts';
import { agoInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';

const SHOWN = ['draft', 'review', 'approved', 'released', 'superseded', 'recalled'] as const;

/** All reports that the reader may read, those that changed last first. */
export function ReportsPage() {
  const { reports, reportEditor } = useWords();
  const mayWrite = useMay('editor', 'analyst');
  const { status, order } = useSearch({ from: '/signed-in/reports' });
  const navigate = useNavigate();
  const orders = useAllItems<Order>('orders', '/orders');
  const listing = useListing<Report>('reports', '/reports', { status, orderId: order });
  const go = (change: { status?: ReportStatus | undefined; order?: string | undefined }): void => {
    const asked = { status, order, ...change };
    void navigate({
      to: '/reports',
      search: { ...(asked.status && { status: asked.status }), ...(asked.order && { order: asked.order }) },
    });
  };
  return (
    <Stack p="md" gap="md" maw={1200}>
      <Group justify="space-between">
        <Group gap="sm">
          <Title order={1} size="h3">
            {reports.title}
          </Title>
          {mayWrite && (
            <ButtonLink to="/reports/new" search={order === undefined ? {} : { order }}>
              {reportEditor.newReport}
            </ButtonLink>
          )}
        </Group>
        <Select
          size="xs"
          aria-label={reports.allOrders}
          placeholder={reports.allOrders}
          data={(orders.data ?? []).map(({ id, title }) => ({ value: id, label: title }))}
          value={order ?? null}
          clearable
          searchable
          onChange={(id) => go({ order: id ?? undefined })}
        />
      </Group>
      <SegmentedControl
        size="xs"
        value={status ?? ''}
        data={[{ value: '', label: reports.all }, ...SHOWN.map((value) => ({ value, label: reports.status[value] }))]}
        onChange={(chosen) => go({ status: (chosen || undefined) as ReportStatus | undefined })}
        style={{ overflowX: 'auto', maxWidth: '100%', alignSelf: 'flex-start' }}
      />
      <Listed
        listing={listing}
        empty={<Empty title={reports.empty} hint={reports.emptyHint} />}
        className={styles['list']}
        line={(report) => <ReportLine key={report.id} report={report} />}
      />
    </Stack>
  );
}

function ReportLine({
  report: { id, title, banner, status, version, ownerId, orders, changedAt },
}: {
  readonly report: Report;
}) {
  const words = useWords();
  const { reports } = words;
  const personName = usePersonName();
  return (
    <li className={styles['line']}>
      <Box miw={0}>
        <PageLink to="/reports/$reportId" params={{ reportId: id }} fw={600}>
          {title.trim() || reports.untitled}
        </PageLink>
        <Text size="xs" c="dimmed">
          {reports.version(version)} · {reports.owner(personName(ownerId))} · {agoInWords(changedAt, words)}
        </Text>
      </Box>
      <Group gap={6} className={styles['state']}>
        <ReportStatusBadge status={status} />
        <Marking text={banner} size="xs" />
      </Group>
      <Box miw={0}>
        {orders.length === 0 && (
          <Text size="sm" c="dimmed">
            {reports.answersNone}
          </Text>
        )}
        {orders.map(({ id: orderId, title: order, letters }) => (
          <Text key={orderId} size="sm">
            <PageLink to="/orders/$orderId" params={{ orderId }}>
              {order}
            </PageLink>{' '}
            {letters.join(', ')}
          </Text>
        ))}
      </Box>
    </li>
  );
}
