import {
  Alert,
  Autocomplete,
  Button,
  Group,
  Input,
  MultiSelect,
  Select,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Marking } from '../parts/marking.tsx';
import { useAllItems } from '../wire/all-items.ts';
import { write } from '../wire/ask.ts';
import type { ReaderGroup, RecipientList } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';
import { type Draft, freshKey } from './draft.ts';
import { FindingText, RefusedText, useFindingAt } from './findings.tsx';
import { markingMeaning, USUAL } from './marking-meaning.ts';
import { MarkingSentences } from './marking-sentences.tsx';
import { RowList } from './row-list.tsx';
import { isSchemeName, SCHEMES } from './schemes.ts';
import { TextField } from './text-field.tsx';

interface MarkingPickerProps {
  readonly draft: Draft;
  /** An order keeps its marking: whoever amends it sees what it is. */
  readonly isKept: boolean;
  change(changed: Partial<Draft>): void;
}

/** The marking of an order, what it means, and who may read it. */
export function MarkingPicker({ draft, isKept, change }: MarkingPickerProps) {
  const { orderEditor } = useWords();
  const { scheme, marking } = draft;
  const refused = useFindingAt('scheme');
  const schemes = SCHEMES.map((value) => ({ value: value as string, label: orderEditor.schemes[value] }));
  const known = isSchemeName(scheme) ? schemes : [...schemes, { value: scheme, label: scheme }];
  return (
    <Stack gap="sm">
      <Group align="flex-start" gap="sm">
        <Select
          label={orderEditor.scheme}
          data={known}
          value={scheme}
          error={refused}
          disabled={isKept}
          allowDeselect={false}
          w={{ base: '100%', xs: 220 }}
          onChange={(chosen) => chosen !== null && change({ scheme: chosen })}
        />
        <MarkingInput
          path="order.marking"
          label={orderEditor.marking}
          hint={isKept ? orderEditor.markingStays : orderEditor.markingHint}
          scheme={scheme}
          value={marking}
          isDisabled={isKept}
          isRequired
          onType={(typed) => change({ marking: typed })}
        />
      </Group>
      <NeedToKnow {...{ draft, isKept, change }} />
      <Meaning draft={draft} />
      <TextField
        path="order.markingReason"
        label={orderEditor.markingReason}
        value={draft.markingReason}
        onType={(markingReason) => change({ markingReason })}
      />
    </Stack>
  );
}

interface MarkingInputProps {
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  readonly scheme: string;
  readonly value: string;
  readonly isDisabled?: boolean;
  readonly isRequired?: boolean;
  /** Whether it stands in a dialog of its own: it has the focus there, and the usual ones stand below it. */
  readonly isAlone?: boolean;
  onType(value: string): void;
}

/** Where a marking is written or chosen; what is wrong with it is said at once, with what would be right. */
export function MarkingInput({
  path,
  label,
  hint,
  scheme,
  value,
  isDisabled = false,
  isRequired = false,
  isAlone = false,
  onType,
}: MarkingInputProps) {
  const { orderEditor } = useWords();
  const refused = useFindingAt(path);
  const meaning = markingMeaning(scheme, value);
  const wrong = meaning?.findings.find(({ severity }) => severity === 'error');
  const canonical = meaning?.canonical;
  const shared = {
    ...{ label, description: hint, value, name: path, disabled: isDisabled, withAsterisk: isRequired },
    error: wrong ? <FindingText {...wrong} /> : refused,
  };
  return (
    <Stack gap={4} flex={1} miw={200}>
      {isAlone ? (
        <TextInput
          {...shared}
          data-autofocus
          onFocus={({ currentTarget }) => currentTarget.select()}
          onChange={({ currentTarget }) => onType(currentTarget.value)}
        />
      ) : (
        <Autocomplete
          {...shared}
          data={isSchemeName(scheme) ? [...USUAL[scheme]] : []}
          filter={({ options }) => options}
          onChange={onType}
        />
      )}
      {wrong && canonical !== undefined && (
        <Button size="compact-xs" variant="light" w="fit-content" onClick={() => onType(canonical)}>
          {orderEditor.writtenAs(canonical)}
        </Button>
      )}
    </Stack>
  );
}

function NeedToKnow({ draft, isKept, change }: MarkingPickerProps) {
  const { orderEditor } = useWords();
  const groups = useAllItems<ReaderGroup>('groups', '/groups');
  const refused = useFindingAt('needToKnow');
  const active = (groups.data ?? []).filter(({ state }) => state === 'active');
  const data = active.map(({ name, title }) => ({ value: name, label: `${title} (${name})` }));
  if (active.length === 0 && draft.needToKnow.length === 0) return null;
  if (isKept && draft.needToKnow.length === 0) return null;
  return (
    <Stack gap="xs">
      <Input.Label labelElement="div">{orderEditor.needToKnow}</Input.Label>
      <Text size="xs" c={refused === undefined ? 'dimmed' : 'red'}>
        {refused ?? orderEditor.needToKnowHint}
      </Text>
      {isKept ? (
        draft.needToKnow.map(({ key, anyOf }) => <Text key={key}>{anyOf.join(orderEditor.or)}</Text>)
      ) : (
        <RowList
          rows={draft.needToKnow}
          onChange={(needToKnow) => change({ needToKnow })}
          fresh={() => ({ key: freshKey(), anyOf: [] })}
          addLabel={orderEditor.addNeedToKnow}
          sayRow={({ anyOf }) => anyOf.join(orderEditor.or) || orderEditor.needToKnow}
        >
          {({ anyOf }, changeRow) => (
            <MultiSelect
              aria-label={orderEditor.needToKnow}
              data={withOwn(data, anyOf)}
              value={[...anyOf]}
              searchable
              onChange={(chosen) => changeRow({ anyOf: chosen })}
            />
          )}
        </RowList>
      )}
    </Stack>
  );
}

/** What is chosen already stays among what can be chosen, known or not. */
function withOwn(data: readonly { readonly value: string; readonly label: string }[], own: readonly string[]) {
  const more = own.filter((name) => !data.some(({ value }) => value === name));
  return [...data, ...more.map((name) => ({ value: name, label: name }))];
}

function Meaning({ draft }: { readonly draft: Draft }) {
  const { orderEditor } = useWords();
  const meaning = markingMeaning(draft.scheme, draft.marking);
  if (!meaning) return null;
  const warnings = meaning.findings.filter(({ severity }) => severity === 'warning');
  return (
    <Alert variant="light" color={meaning.clauses ? 'vigie' : 'gray'} p="sm" title={<Marking text={draft.marking} />}>
      <Stack gap="xs">
        {warnings.map((finding) => (
          <Text key={finding.code} size="sm" c="red">
            <FindingText {...finding} />
          </Text>
        ))}
        <Title order={3} size="sm">
          {orderEditor.means}
        </Title>
        <MarkingSentences meaning={meaning} />
        {meaning.clauses && <Readership draft={draft} />}
      </Stack>
    </Alert>
  );
}

const PAUSE = 400;

function Readership({ draft: { scheme, marking, needToKnow, recipientIds } }: { readonly draft: Draft }) {
  const { orderEditor } = useWords();
  const [asked] = useDebouncedValue(
    JSON.stringify({
      scheme,
      marking,
      needToKnow: needToKnow.map(({ anyOf }) => anyOf).filter(({ length }) => length > 0),
    }),
    PAUSE,
  );
  const found = useQuery({
    queryKey: ['recipients', 'readership', asked],
    queryFn: () => write<RecipientList>('POST', '/recipients/readership', JSON.parse(asked)),
    retry: false,
  });
  const all = found.data?.items ?? [];
  const chosen = all.filter(({ id }) => recipientIds.includes(id));
  const shown = chosen.length > 0 ? chosen : all;
  return (
    <>
      <Title order={3} size="sm">
        {orderEditor.who}
      </Title>
      {found.error && (
        <Text size="sm" c="red">
          <RefusedText error={found.error} />
        </Text>
      )}
      {found.data && shown.length === 0 && (
        <Text size="sm" c="dimmed">
          {orderEditor.noRecipients}
        </Text>
      )}
      {shown.map(({ id, name, mayHave }) => (
        <Group key={id} gap={6} wrap="nowrap">
          {mayHave ? <IconCheck size={16} aria-hidden /> : <IconX size={16} aria-hidden />}
          <Text size="sm">
            {name} {mayHave ? orderEditor.mayHave : orderEditor.mayNotHave}
          </Text>
        </Group>
      ))}
    </>
  );
}
