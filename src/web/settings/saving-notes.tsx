import { Text } from '@mantine/core';
import { Refusal } from '../parts/refusal.tsx';

interface SavingNotesProps {
  readonly saving: { readonly error: Error | null; readonly isSuccess: boolean };
  readonly saved: string;
}

/** What became of saving. */
export function SavingNotes({ saving: { error, isSuccess }, saved }: SavingNotesProps) {
  return (
    <>
      <Refusal error={error} />
      {isSuccess && (
        <Text size="sm" role="status">
          {saved}
        </Text>
      )}
    </>
  );
}
