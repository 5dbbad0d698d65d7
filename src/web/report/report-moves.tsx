import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ButtonLink } from '../parts/page-link.tsx';
import { useProof } from '../parts/proof.tsx';
import { refusalInWords } from '../parts/refusal-in-words.ts';
import { useMay } from '../shell/use-may.ts';
import { write } from '../wire/ask.ts';
import type { ReportPlace, WholeReport } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';
import { ReleaseDialog } from './release-dialog.tsx';

type Move = 'submit' | 'return' | 'approve';

/** What can be done with a report as it stands, by whoever has the role for it; an approval takes fresh proof of who gives it. */
export function ReportMoves({ whole }: { readonly whole: WholeReport }) {
  const { id, moves, status } = whole;
  const words = useWords();
  const { reports } = words;
  const may = useMoveRoles();
  const { moving, superseding } = useMoving(whole);
  const [isReleasing, setIsReleasing] = useState(false);
  const error = moving.error ?? superseding.error;
  const shown = (['submit', 'return', 'approve'] as const).filter((move) => moves.includes(move) && may[move]);
  return (
    <Stack gap={4} align="flex-end">
      <Group gap="xs" justify="flex-end">
        {may.submit && (status === 'draft' || status === 'review') && (
          <ButtonLink variant="default" to="/reports/$reportId/edit" params={{ reportId: id }} search={{}}>
            {reports.edit}
          </ButtonLink>
        )}
        {shown.map((move) => (
          <Button
            key={move}
            size="xs"
            variant={move === 'return' ? 'default' : 'filled'}
            loading={moving.isPending && moving.variables === move}
            onClick={() => moving.mutate(move)}
          >
            {reports.moves[move]}
          </Button>
        ))}
        {may.release && moves.includes('release') && (
          <Button size="xs" onClick={() => setIsReleasing(true)}>
            {reports.moves.release}
          </Button>
        )}
        {may.submit && moves.includes('supersede') && (
          <Button size="xs" variant="default" loading={superseding.isPending} onClick={() => superseding.mutate()}>
            {reports.superseding}
          </Button>
        )}
      </Group>
      {isReleasing && <ReleaseDialog whole={whole} close={() => setIsReleasing(false)} />}
      {error && (
        <Text size="sm" c="red" role="alert" maw={420} ta="right">
          {refusalInWords(error, words)}
        </Text>
      )}
    </Stack>
  );
}

function useMoveRoles(): Readonly<Record<Move | 'release', boolean>> {
  const [mayWrite, mayReturn, mayApprove, mayRelease] = [
    useMay('editor', 'analyst'),
    useMay('editor', 'analyst', 'releaser'),
    useMay('editor'),
    useMay('releaser'),
  ];
  return { submit: mayWrite, return: mayReturn, approve: mayApprove, release: mayRelease };
}

function useMoving({ id, version, changedAt, report }: WholeReport) {
  const prove = useProof();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const readAgain = () =>
    Promise.all(['report', 'reports', 'order', 'orders'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
  const moving = useMutation({
    mutationFn: (move: Move) =>
      move === 'approve'
        ? prove(() => write('POST', `/reports/${id}/approvals`, { version, changedAt }))
        : write('POST', `/reports/${id}/moves`, { move, version, changedAt }),
    onSettled: readAgain,
  });
  const superseding = useMutation({
    mutationFn: () => write<ReportPlace>('POST', '/reports', { report, supersedesId: id }),
    async onSuccess(made) {
      await readAgain();
      await navigate({ to: '/reports/$reportId/edit', params: { reportId: made.id }, search: {} });
    },
  });
  return { moving, superseding };
}
