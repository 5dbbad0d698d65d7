import { Kbd, Modal, Table, Title } from '@mantine/core';
import { useWords } from '../words/words-context.tsx';
import { DESK, placesFor } from './places.ts';

interface ShortcutSheetProps {
  /** Of whoever is signed in: nobody is told of keys that lead nowhere for them. */
  readonly roles: readonly string[];
  readonly isOpen: boolean;
  close(): void;
}

/** All keys on one sheet. */
export function ShortcutSheet({ roles, isOpen, close }: ShortcutSheetProps) {
  const { shortcuts, nav, common } = useWords();
  const triage = [
    ['j', shortcuts.next],
    ['k', shortcuts.previous],
    ['r', shortcuts.relevant],
    ['n', shortcuts.notRelevant],
    ['v', shortcuts.toVerify],
    ['x', shortcuts.select],
    ['a', shortcuts.assign],
    ['s', shortcuts.snooze],
    ['z', shortcuts.undo],
    ['o', shortcuts.document],
    ['w', shortcuts.answerWith],
  ] as const;
  const writing = [
    ['Alt Enter', shortcuts.acceptMark],
    ['Alt m', shortcuts.mark],
    ['Alt c', shortcuts.cite],
    ['Ctrl Alt 0–3', shortcuts.headings],
    ['Ctrl Shift 7–9', shortcuts.lists],
    ['Alt ↑↓', shortcuts.moveBlock],
    ['Tab', shortcuts.indent],
    ['Esc Tab', shortcuts.leaveText],
    ['Ctrl s', shortcuts.saveNow],
  ] as const;
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={shortcuts.title}
      closeButtonProps={{ 'aria-label': common.close }}
      size="md"
    >
      <Sheet title={shortcuts.go} lines={placesFor(roles).map(({ key, name }) => [`g ${key}`, nav[name]] as const)} />
      {roles.some((role) => DESK.includes(role)) && (
        <>
          <Sheet title={shortcuts.triage} lines={triage} />
          <Sheet title={shortcuts.writing} lines={writing} />
        </>
      )}
      <Sheet
        title={common.keyboard}
        lines={[
          ['?', shortcuts.help],
          ['Ctrl K', shortcuts.palette],
        ]}
      />
    </Modal>
  );
}

function Sheet({ title, lines }: { readonly title: string; readonly lines: readonly (readonly [string, string])[] }) {
  return (
    <>
      <Title order={3} size="sm" mt="sm">
        {title}
      </Title>
      <Table withRowBorders={false} verticalSpacing={3}>
        <Table.Tbody>
          {lines.map(([keys, meaning]) => (
            <Table.Tr key={keys}>
              <Table.Td w={150}>
                {keys.split(' ').map((key) => (
                  <Kbd key={key} mr={4}>
                    {key}
                  </Kbd>
                ))}
              </Table.Td>
              <Table.Td>{meaning}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
