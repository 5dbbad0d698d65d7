import { Box, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Marking } from '../parts/marking.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { PagePart } from '../parts/page-part.tsx';
import { usePersonName } from '../parts/person-name.ts';
import { Failed, Loading } from '../parts/status-notes.tsx';
import { ReleaseLedger } from '../report/release-ledger.tsx';
import { ReportApprovals } from '../report/report-approvals.tsx';
import { ReportHistory } from '../report/report-history.tsx';
import { ReportMoves } from '../report/report-moves.tsx';
import { ReportPreview } from '../report/report-preview.tsx';
import { ReportStatusBadge } from '../report/report-status.tsx';
import { CheckPanel } from '../report-editor/check-panel.tsx';
import { read } from '../wire/ask.ts';
import type { WholeReport } from '../wire/shapes.ts';
import { agoInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';

/** One report: what it says, what each recipient would get of it, and what became of it. */
export function ReportPage() {
  const { reportId } = useParams({ from: '/signed-in/reports/$reportId' });
  const report = useQuery({
    queryKey: ['report', reportId],
    queryFn: ({ signal }) => read<WholeReport>(`/reports/${reportId}`, {}, signal),
  });
  if (report.isPending) return <Loading />;
  if (report.error) return <Failed error={report.error} retry={() => void report.refetch()} />;
  return <Whole key={reportId} whole={report.data} />;
}

function Whole({ whole }: { readonly whole: WholeReport }) {
  const words = useWords();
  const { reports } = words;
  const personName = usePersonName();
  const { id, status, banner, report, findings, supersedesId, questions } = whole;
  return (
    <Stack p="md" gap="lg" maw={1400}>
      <Box>
        {banner !== null && <Marking text={banner} size="lg" />}
        <Group justify="space-between" mt="xs" align="flex-start">
          <Box miw={0}>
            <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>
              {report.title.trim() || reports.untitled}
            </Title>
            <Group gap="xs">
              <ReportStatusBadge status={status} />
              <Text c="dimmed" size="sm">
                {reports.version(whole.version)} · {reports.owner(personName(whole.ownerId))} ·{' '}
                {agoInWords(whole.changedAt, words)}
              </Text>
            </Group>
            {questions.map((question) => (
              <Text key={question.id} size="sm">
                <PageLink to="/orders/$orderId" params={{ orderId: question.orderId }}>
                  {question.orderTitle}
                </PageLink>{' '}
                {question.letter} · {words.orders.questionState[question.state]}
              </Text>
            ))}
            {supersedesId !== null && (
              <PageLink to="/reports/$reportId" params={{ reportId: supersedesId }} size="sm">
                {reports.supersedes}
              </PageLink>
            )}
          </Box>
          <ReportMoves whole={whole} />
        </Group>
      </Box>
      <PagePart title={reports.checks}>
        <CheckPanel findings={findings} portions={report.portions} />
      </PagePart>
      <ReportPreview whole={whole} />
      <PagePart title={reports.releases}>
        <ReleaseLedger reportId={id} />
      </PagePart>
      <PagePart title={reports.approvals}>
        <ReportApprovals whole={whole} />
      </PagePart>
      <PagePart title={reports.history}>
        <ReportHistory id={id} />
      </PagePart>
      {banner !== null && <Marking text={banner} size="lg" />}
    </Stack>
  );
}
