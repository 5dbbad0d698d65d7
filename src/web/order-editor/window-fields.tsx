import { Checkbox, Group, Input, Stack } from '@mantine/core';
import { useWords } from '../words/words-context.tsx';
import { type Draft, freshKey } from './draft.ts';
import { RowList } from './row-list.tsx';
import { TextField } from './text-field.tsx';

interface WindowFieldsProps {
  readonly draft: Draft;
  change(changed: Partial<Draft>): void;
}

/** From when to when an order holds, and what happens in between. */
export function WindowFields({ draft, change }: WindowFieldsProps) {
  const { orderEditor } = useWords();
  return (
    <Stack gap="sm">
      <Group gap="sm" align="flex-start">
        <TextField
          path="order.window.from"
          label={orderEditor.from}
          value={draft.from}
          type="date"
          onType={(from) => change({ from })}
        />
        <TextField
          path="order.window.until"
          label={orderEditor.until}
          value={draft.isEndUnknown ? '' : draft.until}
          isDisabled={draft.isEndUnknown}
          type="date"
          onType={(until) => change({ until })}
        />
      </Group>
      <Checkbox
        label={orderEditor.untilUnknown}
        checked={draft.isEndUnknown}
        onChange={({ currentTarget }) => change({ isEndUnknown: currentTarget.checked })}
      />
      <Checkbox
        label={orderEditor.replay}
        checked={draft.replay}
        onChange={({ currentTarget }) => change({ replay: currentTarget.checked })}
      />
      <Input.Label labelElement="div">{orderEditor.events}</Input.Label>
      <RowList
        rows={draft.events}
        onChange={(events) => change({ events })}
        fresh={() => ({ key: freshKey(), date: '', title: '' })}
        addLabel={orderEditor.addEvent}
        sayRow={({ title, date }) => title || date || orderEditor.eventTitle}
      >
        {(event, changeRow, at) => (
          <Group gap="sm" align="flex-start" grow preventGrowOverflow={false}>
            <TextField
              path={`order.events.${at}.date`}
              label={orderEditor.eventDay}
              value={event.date}
              type="date"
              onType={(date) => changeRow({ date })}
            />
            <TextField
              path={`order.events.${at}.title`}
              label={orderEditor.eventTitle}
              value={event.title}
              onType={(title) => changeRow({ title })}
            />
          </Group>
        )}
      </RowList>
    </Stack>
  );
}
