import { Button, Text } from '@mantine/core';
import { useWords } from '../words/words-context.tsx';
import classes from './settings.module.css';

export interface OwnLine {
  readonly id: string;
  readonly title: string;
  readonly facts: readonly (string | false | undefined)[];
}

interface OwnLinesProps {
  readonly lines: readonly OwnLine[];
  readonly none?: string;
  /** What the button of a line says; none where there is nothing to do. */
  actionOf(line: OwnLine): string | undefined;
  readonly isPending: (id: string) => boolean;
  act(id: string): void;
}

/** What one has, a line each, with what can be done with it. */
export function OwnLines({ lines, none, actionOf, isPending, act }: OwnLinesProps) {
  const { colon } = useWords();
  if (lines.length === 0) return none === undefined ? null : <Text size="sm">{none}</Text>;
  return (
    <ul className={classes['lines']}>
      {lines.map((line) => {
        const action = actionOf(line);
        return (
          <li key={line.id} className={classes['line']}>
            <div className={classes['what']}>
              <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
                {line.title}
              </Text>
              <Text size="xs" c="dimmed">
                {line.facts.filter(Boolean).join(' · ')}
              </Text>
            </div>
            {action !== undefined && (
              <Button
                size="compact-sm"
                className={classes['act']}
                variant="default"
                aria-label={`${action}${colon}${line.title}`}
                loading={isPending(line.id)}
                onClick={() => act(line.id)}
              >
                {action}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
