import { Alert, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconArchive } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { PageLink } from '../parts/page-link.tsx';
import { everyWeek, WeekBars } from '../parts/week-bars.tsx';
import { Refused, write } from '../wire/ask.ts';
import type { Preview } from '../wire/shapes.ts';
import { dayInWords } from '../words/dates.ts';
import { useWords } from '../words/words-context.tsx';
import { FindingText, RefusedText } from './findings.tsx';

interface PreviewPanelProps {
  readonly expression: string;
  readonly language: string;
  readonly window: Readonly<Record<string, string>>;
  /** What stands beside the button. */
  readonly children: ReactNode;
}

/** What an expression would have found in the archive: how many, how often, and the newest of them. */
export function PreviewPanel({ expression, language, window, children }: PreviewPanelProps) {
  const words = useWords();
  const asked = { expression, language, window };
  const trial = useMutation({
    mutationFn: (request: typeof asked) => write<Preview>('POST', '/questions/preview', request),
  });
  const isOld = JSON.stringify(trial.variables) !== JSON.stringify(asked);
  return (
    <Stack gap="xs">
      <Group gap="sm" align="flex-end">
        {children}
        <Button
          size="xs"
          variant="light"
          leftSection={<IconArchive size={16} aria-hidden />}
          disabled={expression.trim() === ''}
          loading={trial.isPending}
          onClick={() => trial.mutate(asked)}
        >
          {words.orderEditor.preview}
        </Button>
      </Group>
      <div aria-live="polite">
        {trial.error && (
          <Alert color="red">
            <Complaint error={trial.error} />
          </Alert>
        )}
        {trial.data && !isOld && <Found preview={trial.data} />}
      </div>
    </Stack>
  );
}

function Complaint({ error }: { readonly error: Error }) {
  const finding = error instanceof Refused ? error.problem.findings?.[0] : undefined;
  return finding ? <FindingText {...finding} /> : <RefusedText error={error} />;
}

function Found({ preview: { count, isWhole, weeks, samples } }: { readonly preview: Preview }) {
  const words = useWords();
  const { orderEditor } = words;
  const number = new Intl.NumberFormat(words.locale, { maximumFractionDigits: 1 });
  if (count === 0) return <Text size="sm">{orderEditor.previewNone}</Text>;
  const perWeek = orderEditor.previewPerWeek(number.format(count / Math.max(1, everyWeek(weeks).length)));
  const summary = `${orderEditor.previewCount(number.format(count), isWhole)}, ${perWeek}`;
  return (
    <Paper withBorder p="sm">
      <Stack gap="xs">
        <Text size="sm" fw={600}>
          {summary}
        </Text>
        <WeekBars
          weeks={weeks}
          label={summary}
          sayWeek={({ monday, count: own }) => orderEditor.previewWeek(dayInWords(monday, words), number.format(own))}
        />
        <Text size="xs" c="dimmed">
          {orderEditor.previewSamples}
        </Text>
        {samples.map(({ id, title, publishedOn }) => (
          <PageLink key={id} to="/documents/$documentId" params={{ documentId: id }} target="_blank" size="sm">
            {title} {publishedOn !== null && `(${dayInWords(publishedOn, words)})`}
          </PageLink>
        ))}
      </Stack>
    </Paper>
  );
}
