import { Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Comparing } from '../coverage/comparing.tsx';
import { CoveredQuestions } from '../coverage/covered-questions.tsx';
import { SourceMatrix } from '../coverage/source-matrix.tsx';
import { WeekMap } from '../coverage/week-map.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { PagePart } from '../parts/page-part.tsx';
import { Failed, Loading } from '../parts/status-notes.tsx';
import { read } from '../wire/ask.ts';
import type { Coverage } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';

/** How far an order is answered: by what, on what, from where and when; and beside another order. */
export function CoveragePage() {
  const { coverage: words } = useWords();
  const { orderId } = useParams({ from: '/signed-in/orders/$orderId/coverage' });
  const found = useQuery({
    queryKey: ['coverage', orderId],
    queryFn: ({ signal }) => read<Coverage>(`/orders/${orderId}/coverage`, {}, signal),
  });
  if (found.isPending) return <Loading />;
  if (found.error) return <Failed error={found.error} retry={() => void found.refetch()} />;
  const { data } = found;
  return (
    <Stack p="md" gap="xl" maw={1400}>
      <div>
        <PageLink to="/orders/$orderId" params={{ orderId }} size="sm">
          ← {words.back}
        </PageLink>
        <Title order={1} size="h3">
          {words.of(data.title)}
        </Title>
      </div>
      <PagePart title={words.questions} hint={words.hint}>
        <CoveredQuestions questions={data.questions} />
      </PagePart>
      <PagePart title={words.bySource} hint={words.bySourceHint}>
        <SourceMatrix coverage={data} />
      </PagePart>
      <PagePart title={words.byWeek} hint={words.byWeekHint}>
        <WeekMap coverage={data} />
      </PagePart>
      <PagePart title={words.compare}>
        <Comparing orderId={orderId} />
      </PagePart>
    </Stack>
  );
}
