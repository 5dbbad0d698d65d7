import { Badge, Box, Code, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Marking } from '../parts/marking.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { PagePart } from '../parts/page-part.tsx';
import { type Week, WeekBars } from '../parts/week-bars.tsx';
import { read } from '../wire/ask.ts';
import type { HitCounts, HitWeeks, WholeOrder } from '../wire/shapes.ts';
import { dayInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';

const JUDGEMENTS = ['new', 'to-verify', 'relevant', 'not-relevant'] as const;
export const QUESTION_COLOURS = {
  open: 'gray',
  'partly answered': 'blue',
  answered: 'green',
  'past due': 'red',
  withdrawn: 'gray',
} as const;

/** What an order asks, with what was found by now. */
export function OrderQuestions({ whole }: { readonly whole: WholeOrder }) {
  const words = useWords();
  const counts = useQuery({
    queryKey: ['hit-counts', 'counts', whole.id],
    queryFn: ({ signal }) => read<HitCounts>(`/orders/${whole.id}/hit-counts`, {}, signal),
    retry: false,
  });
  const weeks = useQuery({
    queryKey: ['hit-counts', 'weeks', whole.id],
    queryFn: ({ signal }) => read<HitWeeks>(`/orders/${whole.id}/hit-weeks`, {}, signal),
    retry: false,
  });
  const states = new Map(whole.questions.map((question) => [question.letter, question]));
  return (
    <PagePart title={words.orders.questions} gap="md">
      {whole.order.questions.map((question) => {
        const state = states.get(question.letter);
        const own = <T extends { readonly questionId: string }>(all: readonly T[] = []) =>
          all.filter(({ questionId }) => questionId === state?.id);
        return (
          <OrderQuestion
            key={question.letter}
            {...{ question, state }}
            counts={counts.data && own(counts.data.counts)}
            weeks={own(weeks.data?.weeks)}
          />
        );
      })}
    </PagePart>
  );
}

interface OrderQuestionProps {
  readonly question: WholeOrder['order']['questions'][number];
  readonly state: WholeOrder['questions'][number] | undefined;
  readonly counts: HitCounts['counts'] | undefined;
  readonly weeks: readonly Week[];
}

function OrderQuestion({ question, state, counts, weeks }: OrderQuestionProps) {
  const words = useWords();
  const { letter, wording, expressions, marking, neededBy, threshold } = question;
  const number = new Intl.NumberFormat(words.locale);
  return (
    <Box pl="md" style={{ borderLeft: '3px solid var(--mantine-color-default-border)' }}>
      <Group gap="xs">
        <Text fw={700}>{letter}</Text>
        {marking !== undefined && <Marking text={marking} size="xs" />}
        {state && (
          <Badge size="sm" variant="light" color={QUESTION_COLOURS[state.state]}>
            {words.orders.questionState[state.state]}
          </Badge>
        )}
        {neededBy !== undefined && (
          <Text size="xs" c="dimmed">
            {words.orders.neededBy(dayInWords(neededBy, words))}
          </Text>
        )}
      </Group>
      <Text>{wording}</Text>
      <Group gap="md" mt={4} align="center">
        <WeekBars
          weeks={weeks}
          label={words.orderPage.hitsByWeek(letter)}
          sayWeek={({ monday, count }) => words.orderPage.weekHits(dayInWords(monday, words), number.format(count))}
        />
        {state && counts && <Counts questionId={state.id} counts={counts} />}
      </Group>
      <Expressions expressions={expressions} />
      {threshold && (
        <Text size="sm" c="dimmed" mt={4}>
          {words.orderPage.labelled(
            words.orders.threshold,
            [threshold.amount, ...(threshold.list ?? []), threshold.significance].filter(Boolean).join('; '),
          )}
        </Text>
      )}
    </Box>
  );
}

function Counts({ questionId, counts }: { readonly questionId: string; readonly counts: HitCounts['counts'] }) {
  const { orderPage, locale } = useWords();
  const number = new Intl.NumberFormat(locale);
  const shown = JUDGEMENTS.flatMap((judgement) => counts.filter((one) => one.judgement === judgement));
  if (shown.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {orderPage.noHits}
      </Text>
    );
  }
  return shown.map(({ judgement, hits }) => (
    <PageLink
      key={judgement}
      to="/triage"
      search={{ questionId, judgement }}
      size="sm"
      lh="24px"
      display="inline-block"
    >
      {orderPage.counts[judgement](number.format(hits))}
    </PageLink>
  ));
}

/** Longer ones are folded away: what is asked stands above them in words. */
const SHORT = 240;

function Expressions({ expressions }: Pick<OrderQuestionProps['question'], 'expressions'>) {
  const { orderPage } = useWords();
  const isLong = expressions.reduce((length, { source }) => length + source.length, 0) > SHORT;
  const all = expressions.map(({ language, source }) => (
    <Code key={language} block mt={6} lang={language} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
      {expressions.length > 1 ? `${language}  ${source}` : source}
    </Code>
  ));
  if (!isLong) return all;
  return (
    <details>
      <summary>
        <Text span size="sm" c="dimmed">
          {orderPage.expressions(expressions.map(({ language }) => language).join(', '))}
        </Text>
      </summary>
      {all}
    </details>
  );
}
