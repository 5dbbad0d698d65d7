import { Checkbox, Group, Input, MultiSelect, Stack } from '@mantine/core';
import { useAllItems } from '../wire/all-items.ts';
import { useRecipients } from '../wire/recipients.ts';
import type { Source } from '../wire/shapes.ts';
import { useWords } from '../words/words-context.tsx';
import { type Draft, freshKey } from './draft.ts';
import { useFindingAt } from './findings.tsx';
import { RowList } from './row-list.tsx';
import { TextField } from './text-field.tsx';

interface ReachFieldsProps {
  readonly draft: Draft;
  change(changed: Partial<Draft>): void;
}

/** Which collectors and sources an order takes documents of, and to whom its answers go. */
export function ReachFields({ draft, change }: ReachFieldsProps) {
  const { orderEditor } = useWords();
  const sources = useAllItems<Source>('sources', '/sources');
  const recipients = useRecipients();
  const refused = useFindingAt('order.disciplines');
  const disciplines = Object.entries(orderEditor.discipline);
  return (
    <Stack gap="sm">
      <Checkbox.Group
        label={orderEditor.disciplines}
        error={refused}
        value={draft.disciplines}
        onChange={(chosen) => change({ disciplines: chosen as Draft['disciplines'] })}
      >
        <Group gap="md" mt={4}>
          {disciplines.map(([value, label]) => (
            <Checkbox key={value} value={value} label={label} />
          ))}
        </Group>
      </Checkbox.Group>
      <MultiSelect
        label={orderEditor.sources}
        description={orderEditor.sourcesHint}
        data={choices(sources.data, draft.sourceIds)}
        value={[...draft.sourceIds]}
        searchable
        limit={50}
        onChange={(sourceIds) => change({ sourceIds })}
      />
      <MultiSelect
        label={orderEditor.recipients}
        description={recipients.data?.isWhole === false ? orderEditor.recipientsMore : orderEditor.recipientsHint}
        data={choices(recipients.data?.items, draft.recipientIds)}
        value={[...draft.recipientIds]}
        searchable
        limit={50}
        onChange={(recipientIds) => change({ recipientIds })}
      />
      <OtherRecipients {...{ draft, change }} />
    </Stack>
  );
}

/** Things by their ids; what is chosen and not known of keeps its id for a name. */
function choices(known: readonly { readonly id: string; readonly name: string }[] = [], chosen: readonly string[]) {
  const more = chosen.filter((id) => !known.some((one) => one.id === id));
  return [
    ...known.map(({ id, name }) => ({ value: id, label: name })),
    ...more.map((id) => ({ value: id, label: id })),
  ];
}

function OtherRecipients({ draft, change }: ReachFieldsProps) {
  const { orderEditor } = useWords();
  return (
    <>
      <Input.Label labelElement="div">{orderEditor.otherRecipients}</Input.Label>
      <RowList
        rows={draft.recipients}
        onChange={(recipients) => change({ recipients })}
        fresh={() => ({ key: freshKey(), name: '', address: '' })}
        addLabel={orderEditor.addRecipient}
        sayRow={({ name }) => name || orderEditor.recipientName}
      >
        {(recipient, changeRow, at) => (
          <Group gap="sm" align="flex-start" grow preventGrowOverflow={false}>
            <TextField
              path={`order.recipients.${at}.name`}
              label={orderEditor.recipientName}
              value={recipient.name}
              onType={(name) => changeRow({ name })}
            />
            <TextField
              path={`order.recipients.${at}.address`}
              label={orderEditor.recipientAddress}
              value={recipient.address}
              type="email"
              onType={(address) => changeRow({ address })}
            />
          </Group>
        )}
      </RowList>
    </>
  );
}
