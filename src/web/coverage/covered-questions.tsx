import { Badge, Group, Text } from '@mantine/core';
import { QUESTION_COLOURS } from '../order/order-questions.tsx';
import { PageLink } from '../parts/page-link.tsx';
import type { Coverage } from '../wire/shapes.ts';
import { agoInWords, dayInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';
import { byNeed } from './by-need.ts';
import styles from './coverage.module.css';

type Question = Coverage['questions'][number];

/** What is asked, with what answers it, how old that is and on what evidence. */
export function CoveredQuestions({ questions }: { readonly questions: Coverage['questions'] }) {
  return (
    <ul className={styles['list']}>
      {byNeed(questions).map((question) => (
        <li key={question.id}>
          <CoveredQuestion question={question} />
        </li>
      ))}
    </ul>
  );
}

function CoveredQuestion({ question }: { readonly question: Question }) {
  const words = useWords();
  const { coverage } = words;
  const { letter, wording, state, neededBy, hits, relevant, waiting, lastHitAt, answers } = question;
  const count = (number: number): string => number.toLocaleString(words.locale);
  const found = hits === 0 ? coverage.hitsNone : coverage.hits(count(hits), count(relevant), count(waiting));
  const facts = [
    found,
    lastHitAt !== null && coverage.lastHit(agoInWords(lastHitAt, words)),
    neededBy !== null && words.orders.neededBy(dayInWords(neededBy, words)),
  ].filter(Boolean);
  const isGap = answers.length === 0;
  return (
    <>
      <Group gap="xs" align="baseline" wrap="nowrap">
        <Text fw={700}>{letter}</Text>
        <Text style={{ overflowWrap: 'anywhere' }}>{wording}</Text>
        <Badge variant="light" color={QUESTION_COLOURS[state]} tt="none" autoContrast style={{ flexShrink: 0 }}>
          {words.orders.questionState[state]}
        </Badge>
      </Group>
      <Text size="sm" c="dimmed">
        {facts.join(' · ')}
      </Text>
      {isGap && (
        <Text size="sm" fw={state === 'withdrawn' ? 400 : 600}>
          {state === 'withdrawn' ? coverage.withdrawn : coverage.gap}
        </Text>
      )}
      {answers.map((answer) => (
        <AnswerLine key={answer.reportId} answer={answer} />
      ))}
    </>
  );
}

function AnswerLine({ answer }: { readonly answer: Question['answers'][number] }) {
  const words = useWords();
  const { coverage } = words;
  const { reportId, title, isWhole, approvedAt, reliability, credibility } = answer;
  const grade = `${reliability ?? ''}${credibility ?? ''}`;
  const facts = [
    isWhole ? coverage.whole : coverage.part,
    approvedAt === null ? coverage.notApproved : coverage.approved(agoInWords(approvedAt, words)),
    grade === '' ? coverage.noGrade : coverage.grade(grade),
  ];
  return (
    <Text size="sm">
      <PageLink to="/reports/$reportId" params={{ reportId }} size="sm">
        {title || '…'}
      </PageLink>{' '}
      <Text span size="sm" c="dimmed">
        {facts.join(' · ')}
      </Text>
    </Text>
  );
}
