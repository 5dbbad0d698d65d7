import { Badge } from '@mantine/core';
import type { ListedCopy } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';

const COLOURS = { current: 'green', superseded: 'gray', recalled: 'red' } as const;

/** What became of a copy since it was released. */
export function CopyState({ state }: Pick<ListedCopy, 'state'>) {
  const { portal } = useWords();
  return (
    <Badge variant="light" color={COLOURS[state]} tt="none">
      {portal.state[state]}
    </Badge>
  );
}
