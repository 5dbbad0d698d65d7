import { Alert, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { useWords } from '../words/words-context.tsx';

interface OnceShownProps {
  readonly title: string;
  readonly hint?: string | undefined;
  /** What is shown, a line each. */
  readonly lines: readonly string[];
  done(): void;
}

/** A secret that the desk shows once, to be copied. */
export function OnceShown({ title, hint, lines, done }: OnceShownProps) {
  const { settings: words } = useWords();
  const text = lines.join('\n');
  return (
    <Alert w="100%" color="yellow" title={title} role="status">
      <Stack gap="xs">
        {hint !== undefined && <Text size="sm">{hint}</Text>}
        <Text size="sm">{words.shownOnce}</Text>
        <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {text}
        </Code>
        <Group gap="xs">
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <Button size="xs" onClick={copy}>
                {copied ? words.copied : words.copy}
              </Button>
            )}
          </CopyButton>
          <Button size="xs" variant="default" onClick={done}>
            {words.done}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
