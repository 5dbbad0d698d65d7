import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useWords } from '../words/words-context.tsx';

interface RowListProps<Row extends { readonly key: string }> {
  readonly rows: readonly Row[];
  onChange(rows: readonly Row[]): void;
  fresh(): Row;
  readonly addLabel: string;
  sayRow(row: Row, at: number): string;
  readonly least?: number;
  children(row: Row, change: (changed: Partial<Row>) => void, at: number): ReactNode;
}

/** Lines of a list: added, changed, taken away and put back. */
export function RowList<Row extends { readonly key: string }>(props: RowListProps<Row>) {
  const { rows, onChange, fresh, addLabel, sayRow, least = 0, children } = props;
  const [removed, setRemoved] = useState<{ readonly row: Row; readonly at: number }>();
  const { list, focusRow, adder } = useRowFocus();
  const add = (): void => {
    const row = fresh();
    focusRow(row.key);
    onChange([...rows, row]);
  };
  const remove = (row: Row, at: number): void => {
    setRemoved({ row, at });
    onChange(rows.filter(({ key }) => key !== row.key));
    adder.current?.focus();
  };
  const putBack = ({ row, at }: { readonly row: Row; readonly at: number }): void => {
    setRemoved(undefined);
    focusRow(row.key);
    onChange([...rows.slice(0, at), row, ...rows.slice(at)]);
  };
  return (
    <Stack gap="sm" ref={list}>
      {rows.map((row, at) => (
        <Group key={row.key} data-row={row.key} gap="xs" align="flex-start" wrap="nowrap">
          <Stack gap="xs" flex={1} miw={0}>
            {children(
              row,
              (changed) => onChange(rows.map((one) => (one.key === row.key ? { ...one, ...changed } : one))),
              at,
            )}
          </Stack>
          {rows.length > least && <RemoveButton what={sayRow(row, at)} remove={() => remove(row, at)} />}
        </Group>
      ))}
      <Group gap="sm">
        <Button ref={adder} variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
          {addLabel}
        </Button>
        {removed && <PutBack what={sayRow(removed.row, removed.at)} putBack={() => putBack(removed)} />}
      </Group>
    </Stack>
  );
}

/** A row that was made or put back has the focus in its first field, once it is there. */
function useRowFocus() {
  const list = useRef<HTMLDivElement>(null);
  const adder = useRef<HTMLButtonElement>(null);
  const awaited = useRef<string>(undefined);
  useEffect(() => {
    if (awaited.current === undefined) return;
    const row = list.current?.querySelector(`[data-row="${awaited.current}"]`);
    row?.querySelector<HTMLElement>('input:not([type=hidden]), textarea')?.focus();
    awaited.current = undefined;
  });
  const focusRow = (key: string): void => {
    awaited.current = key;
  };
  return { list, adder, focusRow };
}

function RemoveButton({ what, remove }: { readonly what: string; remove(): void }) {
  const { orderEditor } = useWords();
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      onClick={remove}
      aria-label={orderEditor.remove(what)}
      title={orderEditor.remove(what)}
    >
      <IconTrash size={16} />
    </ActionIcon>
  );
}

function PutBack({ what, putBack }: { readonly what: string; putBack(): void }) {
  const { orderEditor } = useWords();
  return (
    <Group gap={6} role="status">
      <Text size="sm" c="dimmed">
        {orderEditor.removed(what)}
      </Text>
      <Button size="compact-xs" variant="subtle" onClick={putBack}>
        {orderEditor.putBack}
      </Button>
    </Group>
  );
}
