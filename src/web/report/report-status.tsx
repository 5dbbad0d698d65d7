import { Badge } from '@mantine/core';
import type { ReportStatus } from '../../schema/report-text.ts';
import { useWords } from '../words/words-context.tsx';

const COLOURS: Readonly<Record<ReportStatus, string>> = {
  draft: 'gray',
  review: 'yellow',
  approved: 'blue',
  released: 'green',
  superseded: 'gray',
  recalled: 'red',
};

/** How far a report is. */
export function ReportStatusBadge({ status }: { readonly status: ReportStatus }) {
  const { reports } = useWords();
  return (
    <Badge color={COLOURS[status]} variant="light">
      {reports.status[status]}
    </Badge>
  );
}
