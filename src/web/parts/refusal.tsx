import { Alert } from '@mantine/core';
import { useWords } from '../words/words-context.tsx';
import { refusalInWords } from './refusal-in-words.ts';

/** What the desk said no with, told at once to whoever listens; nothing where it did not. */
export function Refusal({ error }: { readonly error: Error | null }) {
  const words = useWords();
  if (error === null) return null;
  return (
    <Alert color="red" role="alert">
      {refusalInWords(error, words)}
    </Alert>
  );
}
