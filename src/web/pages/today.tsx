import { SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { Navigate } from '@tanstack/react-router';
import { PageLink } from '../parts/page-link.tsx';
import { useMay } from '../shell/use-may.ts';
import { SourceSaid } from '../sources/source-said.tsx';
import { Card } from '../today/card.tsx';
import { FirstRun } from '../today/first-run.tsx';
import { FurtherQuestions } from '../today/further-questions.tsx';
import { NewByOrder } from '../today/new-by-order.tsx';
import { ReportsInReview, ReportsToRelease, UnreadCopies } from '../today/reports-waiting.tsx';
import { useAllItems } from '../wire/all-items.ts';
import { useListing } from '../wire/pages.ts';
import type { Hit, Order, PastDue, Source, TaskList } from '../wire/shapes.ts';
import { dayInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';

type Task = TaskList['items'][number];

const FEW = 8;

/** What waits for whoever comes in. */
export function TodayPage() {
  const { today: words } = useWords();
  const mayRead = useMay('editor', 'analyst', 'releaser');
  const mayApprove = useMay('editor');
  const mayRelease = useMay('releaser');
  const isRecipient = useMay('recipient');
  if (isRecipient && !mayRead) return <Navigate to="/copies" replace />;
  return (
    <Stack p="md" maw={1200}>
      <Title order={1} size="h3">
        {words.title}
      </Title>
      {mayRead ? (
        <>
          <FirstRun />
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} style={{ alignItems: 'start' }}>
            {isRecipient && <UnreadCopies />}
            <NewByOrder />
            <Hits />
            <Late />
            <Review />
            {mayApprove && <ReportsInReview />}
            {mayRelease && <ReportsToRelease />}
            <FurtherQuestions />
            <Tasks />
            <Trouble />
          </SimpleGrid>
        </>
      ) : (
        <Text>{words.elsewhere}</Text>
      )}
    </Stack>
  );
}

function Hits() {
  const { today: words, triage } = useWords();
  const hits = useListing<Hit>('hits', '/hits', { judgement: 'new', most: FEW });
  return (
    <Card title={words.waiting} none={words.waitingNone} listing={hits}>
      {hits.items.map((hit) => (
        <PageLink key={hit.id} to="/triage" search={{ hit: hit.id }} size="sm" lineClamp={2}>
          {hit.title}
        </PageLink>
      ))}
      <PageLink to="/triage" size="sm" fw={600}>
        {triage.title} →
      </PageLink>
    </Card>
  );
}

function Late() {
  const words = useWords();
  const late = useListing<PastDue>('past-due', '/questions/past-due', { most: FEW });
  return (
    <Card title={words.today.pastDue} none={words.today.pastDueNone} listing={late}>
      {late.items.map(({ id, orderId, orderTitle, letter, wording, neededBy }) => (
        <div key={id}>
          <PageLink to="/orders/$orderId" params={{ orderId }} size="sm" lineClamp={2}>
            {letter}. {wording}
          </PageLink>
          <Text size="xs" c="dimmed">
            {[orderTitle, neededBy !== null && words.today.neededBy(dayInWords(neededBy, words))]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </div>
      ))}
    </Card>
  );
}

function Review() {
  const { today: words } = useWords();
  const review = useListing<Order>('orders', '/orders', { status: 'review', most: FEW });
  return (
    <Card title={words.review} none={words.reviewNone} listing={review}>
      {review.items.map(({ id, title }) => (
        <PageLink key={id} to="/orders/$orderId" params={{ orderId: id }} size="sm">
          {title}
        </PageLink>
      ))}
    </Card>
  );
}

function Tasks() {
  const words = useWords();
  const offered = useListing<Task>('tasks', '/tasks', { mine: true, status: 'offered', most: FEW });
  const accepted = useListing<Task>('tasks', '/tasks', { mine: true, status: 'accepted', most: FEW });
  const open = [...offered.items, ...accepted.items];
  const listing = {
    items: open,
    isPending: offered.isPending || accepted.isPending,
    error: offered.error ?? accepted.error,
  };
  return (
    <Card title={words.today.tasks} none={words.today.tasksNone} listing={listing}>
      {open.map(({ id, instruction, orderId, dueOn }) => (
        <div key={id}>
          <PageLink to="/orders/$orderId" params={{ orderId }} size="sm" lineClamp={2}>
            {instruction}
          </PageLink>
          {dueOn !== null && (
            <Text size="xs" c="dimmed">
              {words.today.due(dayInWords(dueOn, words))}
            </Text>
          )}
        </div>
      ))}
    </Card>
  );
}

function Trouble() {
  const { today: words, sources } = useWords();
  const { data, isPending, error } = useAllItems<Source>('sources', '/sources');
  const troubled = (data ?? []).filter(({ standing }) => standing.isInTrouble).slice(0, FEW);
  return (
    <Card title={words.trouble} none={words.troubleNone} listing={{ isPending, error, items: troubled }}>
      {troubled.map(({ id, name, standing }) => (
        <div key={id}>
          <PageLink to="/sources/$sourceId" params={{ sourceId: id }} size="sm">
            {name}
          </PageLink>
          <Text size="xs" c="dimmed" lineClamp={2}>
            {sources.health[standing.health]}
            {standing.reason && (
              <>
                {' – '}
                <SourceSaid said={standing.reason} />
              </>
            )}
          </Text>
        </div>
      ))}
    </Card>
  );
}
