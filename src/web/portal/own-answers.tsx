import { Button, Group, Paper, Radio, Stack, Text, Textarea, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { Refusal } from '../parts/refusal.tsx';
import { useDoing } from '../settings/use-own.ts';
import type { OwnCopy } from '../wire/shapes.ts';
import { instantInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';
import styles from './portal.module.css';

type Satisfaction = OwnCopy['answers'][number]['satisfaction'];
const SATISFACTIONS: readonly Satisfaction[] = ['satisfied', 'partly', 'further-question'];

/** What whoever got a copy says of it, now and earlier; of one that was recalled nothing more is said. */
export function OwnAnswers({ own }: { readonly own: OwnCopy }) {
  const { portal } = useWords();
  const isGone = own.state === 'recalled';
  if (isGone && own.answers.length === 0) return null;
  return (
    <Paper withBorder p="md" component="section">
      <Stack gap="md">
        {!isGone && (
          <>
            <Title order={2} size="h5">
              {portal.yours}
            </Title>
            <Acknowledging own={own} />
            <Answering id={own.id} />
          </>
        )}
        {own.answers.length > 0 && <Earlier answers={own.answers} level={isGone ? 2 : 3} />}
      </Stack>
    </Paper>
  );
}

function Acknowledging({ own: { id, isAcknowledged } }: { readonly own: OwnCopy }) {
  const { portal } = useWords();
  const acknowledging = useDoing<void>({
    method: 'POST',
    path: () => `/copies/${id}/acknowledgements`,
    changes: ['copy', 'copies'],
  });
  if (isAcknowledged) {
    return (
      <Group gap={6} role="status">
        <IconCheck size={18} aria-hidden />
        <Text size="sm">{portal.acknowledged}</Text>
      </Group>
    );
  }
  return (
    <div>
      <Group gap="sm">
        <Button variant="default" loading={acknowledging.isPending} onClick={() => acknowledging.mutate()}>
          {portal.acknowledge}
        </Button>
        <Text size="sm" c="dimmed">
          {portal.acknowledgeHint}
        </Text>
      </Group>
      <Refusal error={acknowledging.error} />
    </div>
  );
}

interface Typed {
  readonly satisfaction: Satisfaction | undefined;
  readonly words: string;
}
const NOTHING: Typed = { satisfaction: undefined, words: '' };

function Answering({ id }: { readonly id: string }) {
  const { portal } = useWords();
  const [typed, setTyped] = useState(NOTHING);
  const { satisfaction, words } = typed;
  const answering = useDoing<Typed>({
    method: 'POST',
    path: () => `/copies/${id}/answers`,
    body: (said) => ({
      satisfaction: said.satisfaction,
      ...(said.words.trim() !== '' && { words: said.words.trim() }),
    }),
    changes: ['copy'],
    done: () => setTyped(NOTHING),
  });
  const isQuestion = satisfaction === 'further-question';
  const isReady = satisfaction !== undefined && (!isQuestion || words.trim() !== '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) answering.mutate(typed);
  };
  const label = isQuestion ? portal.wordsQuestion : satisfaction === 'partly' ? portal.words : portal.wordsSatisfied;
  return (
    <Stack component="form" gap="sm" onSubmit={submit}>
      <Radio.Group
        label={portal.ask}
        value={satisfaction ?? null}
        onChange={(chosen) => setTyped({ ...typed, satisfaction: chosen as Satisfaction })}
      >
        <Group gap="md" mt="xs">
          {SATISFACTIONS.map((one) => (
            <Radio key={one} value={one} label={portal.satisfaction[one]} />
          ))}
        </Group>
      </Radio.Group>
      {satisfaction !== undefined && (
        <Textarea
          label={isQuestion ? label : `${label} ${portal.optional}`}
          value={words}
          maxLength={4000}
          autosize
          minRows={3}
          required={isQuestion}
          onChange={({ currentTarget }) => setTyped({ ...typed, words: currentTarget.value })}
        />
      )}
      <Refusal error={answering.error} />
      <Group gap="sm">
        <Button type="submit" disabled={!isReady} loading={answering.isPending}>
          {portal.send}
        </Button>
        {answering.isSuccess && satisfaction === undefined && (
          <Text size="sm" role="status">
            {portal.sent}
          </Text>
        )}
      </Group>
    </Stack>
  );
}

function Earlier({ answers, level }: { readonly answers: OwnCopy['answers']; readonly level: 2 | 3 }) {
  const words = useWords();
  const { portal } = words;
  return (
    <div>
      <Title order={level} size="h6">
        {portal.earlier}
      </Title>
      <ul className={styles['answers']}>
        {answers.toReversed().map((answer) => (
          <li key={answer.madeAt}>
            <Text size="sm" fw={500}>
              {portal.given[answer.satisfaction]}
            </Text>
            <Text size="xs" c="dimmed">
              {instantInWords(answer.madeAt, words)}
            </Text>
            {answer.words !== '' && <p className={styles['words']}>{answer.words}</p>}
          </li>
        ))}
      </ul>
    </div>
  );
}
