import { NativeSelect, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useWords } from '../words/words-context.tsx';
import { type ClearanceDraft, LEVELS, SCHEMES, type SchemeName } from './clearance-draft.ts';

interface ClearanceFieldsProps {
  readonly draft: ClearanceDraft;
  change(draft: ClearanceDraft): void;
}

/** What a reader may see, scheme by scheme. */
export function ClearanceFields({ draft, change }: ClearanceFieldsProps) {
  const { settings, sources } = useWords();
  const words = settings.people;
  return (
    <>
      <Text size="sm" c="dimmed">
        {words.clearanceHint}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} w="100%">
        <TextInput
          label={words.nationality}
          placeholder="FRA"
          value={draft.nationality}
          onChange={(event) => change({ ...draft, nationality: event.currentTarget.value })}
        />
        <TextInput
          label={words.organisation}
          value={draft.organisation}
          onChange={(event) => change({ ...draft, organisation: event.currentTarget.value })}
        />
        {SCHEMES.map((scheme) => (
          <OfScheme key={scheme} scheme={scheme} name={sources.schemes[scheme]} draft={draft} change={change} />
        ))}
      </SimpleGrid>
    </>
  );
}

function OfScheme({
  scheme,
  name,
  draft,
  change,
}: ClearanceFieldsProps & { readonly scheme: SchemeName; readonly name: string }) {
  const { settings } = useWords();
  const words = settings.people;
  return (
    <>
      <NativeSelect
        label={`${name} – ${words.levels}`}
        value={draft.levels[scheme] ?? ''}
        data={[{ value: '', label: words.levelNone }, ...LEVELS[scheme]]}
        onChange={(event) => change({ ...draft, levels: { ...draft.levels, [scheme]: event.currentTarget.value } })}
      />
      <TextInput
        label={`${name} – ${words.controls}`}
        value={draft.controls[scheme] ?? ''}
        onChange={(event) => change({ ...draft, controls: { ...draft.controls, [scheme]: event.currentTarget.value } })}
      />
    </>
  );
}
