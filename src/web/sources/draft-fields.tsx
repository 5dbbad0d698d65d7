import { Checkbox, Fieldset, NativeSelect, NumberInput, SimpleGrid, TextInput } from '@mantine/core';
import { useWords } from '../words/words-context.tsx';
import { type Draft, type Option, shownOptions } from './draft.ts';

export interface Fields {
  readonly draft: Draft;
  change(changed: Partial<Draft>): void;
}

const PAIR = { base: 1, sm: 2 } as const;

interface PlaceProps extends Fields {
  /** The kind of a source that is there stays. */
  readonly isKindFixed?: boolean;
}

/** Where documents come from. */
export function PlaceFields({ draft, change, isKindFixed = false }: PlaceProps) {
  const { sources: words } = useWords();
  const kinds = Object.entries(words.kinds).map(([value, label]) => ({ value, label }));
  return (
    <>
      {!isKindFixed && (
        <NativeSelect
          label={words.kind}
          value={draft.kind}
          data={kinds}
          onChange={(event) => change({ kind: event.currentTarget.value as Draft['kind'], options: {} })}
        />
      )}
      <TextInput
        label={words.address}
        placeholder={words.addressHint[draft.kind]}
        value={draft.address}
        onChange={(event) => change({ address: event.currentTarget.value })}
        required
      />
      <TextInput
        label={words.name}
        placeholder={words.nameHint}
        value={draft.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        required
      />
    </>
  );
}

/** What its documents are marked with. */
export function MarkingFields({ draft, change }: Fields) {
  const { sources: words } = useWords();
  const schemes = Object.entries(words.schemes).map(([value, label]) => ({ value, label }));
  const example = { 'us-capco': 'U', tlp: 'TLP:CLEAR', desk: 'PUBLIC' }[draft.scheme] ?? '';
  return (
    <>
      <SimpleGrid cols={PAIR}>
        <NativeSelect
          label={words.scheme}
          value={draft.scheme}
          data={schemes}
          onChange={(event) => change({ scheme: event.currentTarget.value })}
        />
        <TextInput
          label={words.marking}
          placeholder={example}
          value={draft.marking}
          onChange={(event) => change({ marking: event.currentTarget.value })}
          required
        />
      </SimpleGrid>
      <TextInput
        label={words.ownMarking}
        description={words.ownMarkingHint}
        value={draft.ownMarking}
        onChange={(event) => change({ ownMarking: event.currentTarget.value })}
      />
      <TrustedField draft={draft} change={change} />
    </>
  );
}

/** Whether the marks that its documents bear count. */
export function TrustedField({ draft, change }: Fields) {
  const { sources: words } = useWords();
  return (
    <Checkbox
      label={words.trusted}
      description={words.trustedHint}
      checked={draft.trusted}
      onChange={(event) => change({ trusted: event.currentTarget.checked })}
    />
  );
}

/** How it is read, each field as usual where it is left empty. */
export function ReadingFields({ draft, change }: Fields) {
  const { sources: words } = useWords();
  const letters = Object.entries(words.reliabilities).map(([value, label]) => ({ value, label }));
  const disciplines = Object.entries(words.disciplines).map(([value, label]) => ({ value, label }));
  return (
    <Fieldset legend={words.settings}>
      <SimpleGrid cols={PAIR}>
        <NativeSelect
          label={words.reliability}
          value={draft.reliability}
          data={letters}
          onChange={(event) => change({ reliability: event.currentTarget.value as Draft['reliability'] })}
        />
        <NativeSelect
          label={words.discipline}
          value={draft.discipline}
          data={[{ value: '', label: words.usual }, ...disciplines]}
          onChange={(event) => change({ discipline: event.currentTarget.value as Draft['discipline'] })}
        />
        <NumberInput
          label={words.every}
          placeholder="30"
          min={1}
          max={40_320}
          value={draft.every}
          onChange={(every) => change({ every: typeof every === 'number' ? every : '' })}
        />
        <NumberInput
          label={words.quietAfter}
          placeholder="72"
          min={1}
          max={8_760}
          value={draft.quietAfter}
          onChange={(quietAfter) => change({ quietAfter: typeof quietAfter === 'number' ? quietAfter : '' })}
        />
        {shownOptions(draft).map((option) => (
          <OptionField key={option.name} {...{ draft, change, option }} />
        ))}
      </SimpleGrid>
    </Fieldset>
  );
}

function OptionField({ draft, change, option }: Fields & { readonly option: Option }) {
  const { sources: words } = useWords();
  const { name } = option;
  const value = draft.options[name] ?? '';
  const say = (said: string): void => change({ options: { ...draft.options, [name]: said } });
  if ('oneOf' in option) {
    const labelOf = (choice: (typeof option.oneOf)[number]): string =>
      draft.kind === 'web-page' && choice === 'none' ? words.itself : words.choices[choice];
    return (
      <NativeSelect
        label={words.options[name]}
        value={value || option.oneOf[0]}
        data={option.oneOf.map((choice) => ({ value: choice, label: labelOf(choice) }))}
        onChange={(event) => say(event.currentTarget.value)}
      />
    );
  }
  return (
    <TextInput
      label={words.options[name]}
      placeholder={option.usual}
      inputMode={option.is === 'number' ? 'numeric' : undefined}
      value={value}
      onChange={(event) => say(event.currentTarget.value)}
    />
  );
}
