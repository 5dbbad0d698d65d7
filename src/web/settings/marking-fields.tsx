import { NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import { useWords } from '../words/words-context.tsx';

export interface StatedDraft {
  readonly scheme: string;
  readonly marking: string;
}

/** A marking, which nobody assumes. */
export function MarkingFields({
  label,
  stated,
  change,
}: {
  readonly label: string;
  readonly stated: StatedDraft;
  change(stated: StatedDraft): void;
}) {
  const { sources } = useWords();
  const schemes = Object.entries(sources.schemes).map(([value, name]) => ({ value, label: name }));
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} w="100%">
      <NativeSelect
        label={sources.scheme}
        value={stated.scheme}
        data={schemes}
        onChange={(event) => change({ ...stated, scheme: event.currentTarget.value })}
      />
      <TextInput
        label={label}
        placeholder={{ 'us-capco': 'U', tlp: 'TLP:CLEAR', desk: 'PUBLIC' }[stated.scheme]}
        value={stated.marking}
        onChange={(event) => change({ ...stated, marking: event.currentTarget.value })}
        required
      />
    </SimpleGrid>
  );
}
