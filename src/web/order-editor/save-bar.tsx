import { Alert, Button, Group, Paper, Stack, Text } from '@mantine/core';
import type { Problem } from '../../schema/wire/problem.ts';
import { PageLink } from '../parts/page-link.tsx';
import { useWords } from '../words/words-context.tsx';
import { ProblemText } from './findings.tsx';
import type { WrittenOver } from './use-saving.ts';

interface SaveBarProps {
  readonly over: WrittenOver | undefined;
  readonly isChanged: boolean;
  readonly isSaving: boolean;
  /** It is saved, and only the submission was refused. */
  readonly isSaved: boolean;
  readonly problem: Problem | undefined;
  readonly message: string | undefined;
  save(isSubmitted: boolean): void;
  overTheirs(): void;
  cancel(): void;
}

/** What can be done with what was written; it stays in sight, with what the desk said to it. */
export function SaveBar(props: SaveBarProps) {
  const { over, isChanged, isSaving, message, save, cancel } = props;
  const { orderEditor } = useWords();
  return (
    <Paper withBorder p={{ base: 6, sm: 'sm' }} pos="sticky" bottom={0} shadow="md" style={{ zIndex: 10 }}>
      <Stack gap="xs">
        <div role="alert">{message !== undefined && <Refusal {...props} message={message} />}</div>
        <Group gap="xs" justify="flex-end">
          {isChanged && (
            <Text size="sm" c="dimmed" mr="auto" visibleFrom="sm">
              {orderEditor.unsaved}
            </Text>
          )}
          <Button variant="subtle" color="gray" size="xs" onClick={cancel}>
            {orderEditor.cancel}
          </Button>
          <Button variant="default" size="xs" loading={isSaving} onClick={() => save(true)}>
            {orderEditor.saveAndSubmit}
          </Button>
          <Button size="xs" loading={isSaving} onClick={() => save(false)}>
            {over ? orderEditor.saveVersion(over.version + 1) : orderEditor.saveNew}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}

function Refusal({ problem, message, over, isSaved, overTheirs }: SaveBarProps & { readonly message: string }) {
  const { orderEditor } = useWords();
  if (over && problem?.code === 'order-version-moved') {
    return (
      <Alert color="yellow" title={orderEditor.moved} p="xs">
        <Group gap="sm">
          <PageLink to="/orders/$orderId" params={{ orderId: over.id }} target="_blank" size="sm">
            {orderEditor.seeTheirs}
          </PageLink>
          <Button size="compact-sm" variant="light" onClick={overTheirs}>
            {orderEditor.overTheirs}
          </Button>
        </Group>
      </Alert>
    );
  }
  const fields = problem?.findings?.filter(({ path }) => path !== undefined).length ?? 0;
  const said = problem ? <ProblemText problem={problem} /> : message;
  const text = fields > 0 && !isSaved ? orderEditor.refusedFields(fields) : said;
  return (
    <Alert color="red" title={isSaved ? orderEditor.notSubmitted : orderEditor.refused} p="xs">
      <Group gap="sm">
        <Text size="sm" flex={1} miw={0}>
          {text}
        </Text>
        {problem && !isSaved && (
          <Button size="compact-sm" variant="light" color="red" onClick={focusFirstProblem}>
            {orderEditor.goToProblem}
          </Button>
        )}
      </Group>
    </Alert>
  );
}

/** Goes to the first field that is wrong; where none is, there is nothing to go to. */
export function focusFirstProblem(): void {
  const wrong = document.querySelector<HTMLElement>('[aria-invalid="true"]');
  wrong?.scrollIntoView({ block: 'center' });
  wrong?.focus({ preventScroll: true });
}
