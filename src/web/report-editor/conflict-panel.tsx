import { Alert, Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { WrittenReport } from '../../schema/report-text.ts';
import { Refusal } from '../parts/refusal.tsx';
import { Loading } from '../parts/status-notes.tsx';
import { ReportChanges } from '../report/report-changes.tsx';
import { read, write } from '../wire/ask.ts';
import type { ReportPlace, WholeReport } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';
import type { WrittenOver } from './use-report-draft.ts';

interface ConflictPanelProps {
  readonly id: string;
  readonly mine: WrittenReport;
  keepMine(over: WrittenOver): void;
  /** The report is to be read anew; what was written here is kept beside it. */
  takeTheirs(): void;
}

/** Somebody else wrote meanwhile: both are shown, and neither is lost. */
export function ConflictPanel({ id, mine, keepMine, takeTheirs }: ConflictPanelProps) {
  const { reportEditor, reports } = useWords();
  const words = reportEditor.conflict;
  const queries = useQueryClient();
  const theirs = useQuery({
    queryKey: ['report-theirs', id],
    queryFn: ({ signal }) => read<WholeReport>(`/reports/${id}`, {}, signal),
    gcTime: 0,
    staleTime: 0,
  });
  const besides = useMutation({
    mutationFn: () =>
      write<ReportPlace>('POST', '/reports', {
        report: { ...mine, title: words.both(mine.title.trim() || reports.untitled).slice(0, 300) },
      }),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: ['reports'] });
      takeTheirs();
    },
  });
  return (
    <Alert color="yellow" title={words.title} role="alert">
      <Text size="sm">{words.hint}</Text>
      <Refusal error={theirs.error ?? besides.error} />
      {theirs.isPending && <Loading />}
      {theirs.data && (
        <>
          <Group gap="sm" my="xs">
            <Button size="xs" onClick={() => keepMine(theirs.data)}>
              {words.mine}
            </Button>
            <Button size="xs" variant="default" loading={besides.isPending} onClick={() => besides.mutate()}>
              {words.theirs}
            </Button>
          </Group>
          <details>
            <summary>
              <Text span size="sm">
                {words.changes}
              </Text>
            </summary>
            <ReportChanges before={theirs.data.report} after={mine} />
          </details>
        </>
      )}
    </Alert>
  );
}
