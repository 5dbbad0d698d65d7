import { Text } from '@mantine/core';
import { saidInWords } from '../parts/said-in-words.ts';
import { useWords } from '../words/words-context.tsx';

interface SourceSaidProps {
  readonly said: { readonly code: string; readonly message: string };
  /** Where there is room for what the desk’s own sentence names: the host, how many, what a parser said. */
  readonly isWhole?: boolean;
}

/** What there is to say of reading a source, in the language of whoever reads; below it the desk’s own sentence, which is English. */
export function SourceSaid({ said, isWhole = false }: SourceSaidProps) {
  const { findings } = useWords();
  const own = saidInWords(said, [findings]);
  if (own === undefined) return <span lang="en">{said.message}</span>;
  return (
    <>
      {own}
      {isWhole && (
        <Text span display="block" size="xs" c="dimmed" lang="en">
          {said.message}
        </Text>
      )}
    </>
  );
}
