import { Input, MultiSelect, Stack } from '@mantine/core';
import { useWords } from '../words/words-context.tsx';
import { type Draft, freshKey } from './draft.ts';
import { useFindingAt } from './findings.tsx';
import { RowList } from './row-list.tsx';
import { TextField } from './text-field.tsx';

interface BackgroundFieldsProps {
  readonly draft: Draft;
  change(changed: Partial<Draft>): void;
}

/** What stands behind an order, and what the rules on people ask of it. */
export function BackgroundFields({ draft, change }: BackgroundFieldsProps) {
  const { orderEditor } = useWords();
  const refused = useFindingAt('order.sensitive');
  const categories = Object.entries(orderEditor.sensitiveCategory).map(([value, label]) => ({ value, label }));
  const texts = [
    ['background', 3],
    ['requestedBy', 1],
    ['legalBasis', 1],
  ] as const;
  return (
    <Stack gap="sm">
      {texts.map(([name, rows]) => (
        <TextField
          key={name}
          path={`order.${name}`}
          label={orderEditor[name]}
          value={draft[name]}
          rows={rows}
          onType={(typed) => change({ [name]: typed })}
        />
      ))}
      <TextField
        path="order.necessity"
        label={orderEditor.necessity}
        hint={orderEditor.necessityHint}
        value={draft.necessity}
        onType={(necessity) => change({ necessity })}
      />
      <MultiSelect
        label={orderEditor.sensitive}
        description={orderEditor.sensitiveHint}
        data={categories}
        value={[...draft.sensitive]}
        error={refused}
        onChange={(chosen) => change({ sensitive: chosen as Draft['sensitive'] })}
      />
      <Input.Label labelElement="div">{orderEditor.unknowns}</Input.Label>
      <RowList
        rows={draft.unknowns}
        onChange={(unknowns) => change({ unknowns })}
        fresh={() => ({ key: freshKey(), text: '' })}
        addLabel={orderEditor.addUnknown}
        sayRow={({ text }) => text.slice(0, 40) || orderEditor.unknown}
      >
        {(unknown, changeRow, at) => (
          <TextField
            path={`order.unknowns.${at}`}
            label={orderEditor.unknown}
            value={unknown.text}
            onType={(text) => changeRow({ text })}
          />
        )}
      </RowList>
    </Stack>
  );
}
