import { Group, Paper, Select, Stack, Text } from '@mantine/core';
import type { Target } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';
import { type Draft, type DraftTarget, freeLetter, freshKey } from './draft.ts';
import { useFindingAt } from './findings.tsx';
import { MarkingInput } from './marking-picker.tsx';
import { RowList } from './row-list.tsx';
import { TextField } from './text-field.tsx';

interface TargetRowsProps {
  readonly draft: Draft;
  readonly known: readonly Target[] | undefined;
  change(changed: Partial<Draft>): void;
}

/** The targets of an order, each with its letter, among those that the desk has. */
export function TargetRows({ draft, known, change }: TargetRowsProps) {
  const { orderEditor } = useWords();
  if (known?.length === 0 && draft.targets.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {orderEditor.noTargets}
      </Text>
    );
  }
  return (
    <RowList
      rows={draft.targets}
      onChange={(targets) => change({ targets })}
      fresh={() => ({
        key: freshKey(),
        letter: freeLetter(draft.targets),
        target: '',
        marking: '',
        note: '',
        necessity: '',
      })}
      addLabel={orderEditor.addTarget}
      sayRow={({ letter, target }) => `${letter} ${target}`}
    >
      {(target, changeRow, at) => <TargetRow {...{ draft, target, known, at }} change={changeRow} />}
    </RowList>
  );
}

interface TargetRowProps {
  readonly draft: Draft;
  readonly target: DraftTarget;
  readonly known: readonly Target[] | undefined;
  readonly at: number;
  change(changed: Partial<DraftTarget>): void;
}

function TargetRow({ draft, target: row, known = [], at, change }: TargetRowProps) {
  const { orderEditor } = useWords();
  const path = `order.targets.${at}`;
  const refused = useFindingAt(`${path}.target`);
  const found = known.find(({ name }) => name === row.target);
  const data = [
    ...new Map(known.map(({ name, title }) => [name, { value: name, label: `${title} (@${name})` }])).values(),
  ];
  const own = row.target && !found ? [{ value: row.target, label: `@${row.target}` }] : [];
  return (
    <Paper withBorder p="sm">
      <Stack gap="xs">
        <Group gap="sm" align="flex-start">
          <Select
            label={orderEditor.target}
            data={[...data, ...own]}
            value={row.target || null}
            error={refused}
            searchable
            limit={50}
            flex={1}
            miw={200}
            onChange={(target) => change({ target: target ?? '' })}
          />
          <TextField
            path={`${path}.letter`}
            label={orderEditor.letter}
            value={row.letter}
            onType={(letter) => change({ letter })}
          />
          <MarkingInput
            path={`${path}.marking`}
            label={orderEditor.partMarking}
            scheme={draft.scheme}
            value={row.marking}
            onType={(marking) => change({ marking })}
          />
        </Group>
        <TextField
          path={`${path}.note`}
          label={orderEditor.targetNote}
          value={row.note}
          onType={(note) => change({ note })}
        />
        {(found?.kind === 'person' || row.necessity !== '') && (
          <TextField
            path={`${path}.necessity`}
            label={orderEditor.targetNecessity}
            value={row.necessity}
            onType={(necessity) => change({ necessity })}
          />
        )}
      </Stack>
    </Paper>
  );
}
