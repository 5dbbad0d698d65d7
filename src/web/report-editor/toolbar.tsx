import { ActionIcon, Button, Group, Menu, NativeSelect, Popover, Stack, Text, TextInput } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowDown,
  IconArrowForwardUp,
  IconArrowUp,
  IconBold,
  IconIndentDecrease,
  IconIndentIncrease,
  IconItalic,
  IconLink,
  IconQuote,
  IconSection,
  IconTable,
} from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { toggleMark } from '@tiptap/pm/commands';
import { redo, undo } from '@tiptap/pm/history';
import type { Command } from '@tiptap/pm/state';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useWords } from '../words/words-context.tsx';
import { type BlockKind, blockAt, indent, moveBlock, turnInto } from './block-commands.ts';
import styles from './report-editor.module.css';
import { ADDRESS } from './report-nodes.ts';
import { addColumn, addRow, insertTable, removeColumn, removeRow, removeTable, tableAt } from './table-commands.ts';

/** A heading or table that can be referred to. */
export interface Referable {
  readonly id: string;
  readonly label: string;
}

interface ToolbarProps {
  readonly editor: Editor;
  readonly referable: readonly Referable[];
  cite(): void;
  mark(): void;
}

/** Runs a command where the caret stands, and gives the focus back to the text. */
export function run({ view }: Editor, command: Command): void {
  command(view.state, view.dispatch, view);
  view.focus();
}

const KINDS: Readonly<Record<string, BlockKind>> = {
  paragraph: { kind: 'paragraph' },
  'heading-1': { kind: 'heading', level: 1 },
  'heading-2': { kind: 'heading', level: 2 },
  'heading-3': { kind: 'heading', level: 3 },
  quote: { kind: 'quote' },
  bullets: { kind: 'item', isNumbered: false },
  numbers: { kind: 'item', isNumbered: true },
};

export function Toolbar({ editor, referable, cite, mark }: ToolbarProps) {
  const { reportEditor } = useWords();
  const words = reportEditor.tools;
  const isInTable = tableAt(editor.state) !== undefined;
  const isInItem = blockAt(editor.state)?.node.type.name === 'item';
  const toggle = (name: string): Command => toggleMark(editor.schema.marks[name]!);
  return (
    <Group gap={4} role="toolbar" aria-label={words.label} className={styles['tools']}>
      <KindChoice editor={editor} />
      <Button size="compact-sm" variant="default" onClick={mark}>
        {words.mark}
      </Button>
      <Tool label={words.strong} run={() => run(editor, toggle('strong'))}>
        <IconBold size={16} />
      </Tool>
      <Tool label={words.emphasis} run={() => run(editor, toggle('emphasis'))}>
        <IconItalic size={16} />
      </Tool>
      <LinkTool editor={editor} />
      <Tool label={words.cite} run={cite}>
        <IconQuote size={16} />
      </Tool>
      <ReferenceTool editor={editor} referable={referable} />
      {isInTable ? (
        <TableTools editor={editor} />
      ) : (
        <Tool label={words.table} run={() => run(editor, insertTable)}>
          <IconTable size={16} />
        </Tool>
      )}
      {isInItem && (
        <>
          <Tool label={words.outdent} run={() => run(editor, indent(-1))}>
            <IconIndentDecrease size={16} />
          </Tool>
          <Tool label={words.indent} run={() => run(editor, indent(1))}>
            <IconIndentIncrease size={16} />
          </Tool>
        </>
      )}
      <Tool label={words.up} run={() => run(editor, moveBlock(-1))}>
        <IconArrowUp size={16} />
      </Tool>
      <Tool label={words.down} run={() => run(editor, moveBlock(1))}>
        <IconArrowDown size={16} />
      </Tool>
      <Tool label={words.undo} run={() => run(editor, undo)}>
        <IconArrowBackUp size={16} />
      </Tool>
      <Tool label={words.redo} run={() => run(editor, redo)}>
        <IconArrowForwardUp size={16} />
      </Tool>
    </Group>
  );
}

interface ToolProps {
  readonly label: string;
  readonly children: ReactNode;
  run(): void;
}

function Tool({ label, children, run: work }: ToolProps) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={label}
      title={label}
      // The words that are selected stay so.
      onMouseDown={(event) => event.preventDefault()}
      onClick={work}
    >
      {children}
    </ActionIcon>
  );
}

function KindChoice({ editor }: { readonly editor: Editor }) {
  const { reportEditor } = useWords();
  const words = reportEditor.tools;
  const node = blockAt(editor.state)?.node;
  const kind =
    node?.type.name === 'heading'
      ? `heading-${node.attrs['level']}`
      : node?.type.name === 'item'
        ? node.attrs['isNumbered']
          ? 'numbers'
          : 'bullets'
        : (node?.type.name ?? 'paragraph');
  const kinds = Object.entries(words.kinds).map(([value, label]) => ({ value, label }));
  return (
    <NativeSelect
      size="xs"
      aria-label={words.kind}
      value={kind}
      disabled={kind === 'table'}
      data={kind === 'table' ? [{ value: 'table', label: words.isTable }] : kinds}
      onChange={({ currentTarget }) => run(editor, turnInto(KINDS[currentTarget.value]!))}
    />
  );
}

function LinkTool({ editor }: { readonly editor: Editor }) {
  const { reportEditor } = useWords();
  const words = reportEditor.tools;
  const [isOpen, setIsOpen] = useState(false);
  const [address, setAddress] = useState('');
  const type = editor.schema.marks['link']!;
  const isWrong = address.trim() !== '' && !ADDRESS.test(address.trim());
  const end = (command?: Command): void => {
    setIsOpen(false);
    if (command) run(editor, command);
    else editor.view.focus();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const href = address.trim();
    if (isWrong || href === '') return;
    end((state, dispatch) => {
      const { from, to, empty } = state.selection;
      const mark = type.create({ href });
      dispatch?.(
        empty
          ? state.tr.replaceSelectionWith(state.schema.text(href, [mark]), false)
          : state.tr.addMark(from, to, mark),
      );
      return true;
    });
  };
  return (
    <Popover opened={isOpen} onChange={setIsOpen} trapFocus returnFocus width={300}>
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={words.link}
          title={words.link}
          onClick={() => {
            const { $from } = editor.state.selection;
            setAddress(String($from.marks().find((mark) => mark.type === type)?.attrs['href'] ?? ''));
            setIsOpen(!isOpen);
          }}
        >
          <IconLink size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit}>
          <Stack gap="xs">
            <TextInput
              label={words.linkTo}
              description={words.linkHint}
              error={isWrong && words.linkHint}
              value={address}
              onChange={({ currentTarget }) => setAddress(currentTarget.value)}
            />
            <Group gap="xs" justify="flex-end">
              <Button
                size="xs"
                variant="default"
                onClick={() => end(toggleMark(type, null, { removeWhenPresent: true }))}
              >
                {words.linkRemove}
              </Button>
              <Button size="xs" type="submit">
                {words.linkTake}
              </Button>
            </Group>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

function ReferenceTool({ editor, referable }: Pick<ToolbarProps, 'editor' | 'referable'>) {
  const { reportEditor } = useWords();
  const words = reportEditor.tools;
  const refer = (id: string): void =>
    run(editor, (state, dispatch) => {
      dispatch?.(state.tr.replaceSelectionWith(state.schema.nodes['reference']!.create({ id }), false));
      return true;
    });
  return (
    <Menu returnFocus={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={words.refer} title={words.refer}>
          <IconSection size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {referable.length === 0 && (
          <Text size="sm" p="xs">
            {words.referNone}
          </Text>
        )}
        {referable.map(({ id, label }) => (
          <Menu.Item key={id} onClick={() => refer(id)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function TableTools({ editor }: { readonly editor: Editor }) {
  const { reportEditor } = useWords();
  const words = reportEditor.tools;
  const all = { addRow, removeRow, addColumn, removeColumn, removeTable } as const;
  return (
    <Menu returnFocus={false}>
      <Menu.Target>
        <Button size="compact-sm" variant="default" leftSection={<IconTable size={14} aria-hidden />}>
          {words.table}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(Object.keys(all) as (keyof typeof all)[]).map((name) => (
          <Menu.Item key={name} onClick={() => run(editor, all[name])}>
            {words[name]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
