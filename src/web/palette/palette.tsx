import { Modal, Text, TextInput } from '@mantine/core';
import { type KeyboardEvent, useId, useState } from 'react';
import type { SignedInAs } from '../wire/session.ts';
import { useWords } from '../words/words-context.tsx';
import { type Command, matching } from './commands.ts';
import classes from './palette.module.css';
import { useCommands, useSearch } from './use-commands.ts';

interface PaletteProps {
  readonly session: SignedInAs;
  close(): void;
  openSheet(): void;
}

/** Everything by its name: typed, chosen by arrows, done by Enter. */
export function Palette({ session, close, openSheet }: PaletteProps) {
  const { palette: words } = useWords();
  const [typed, setTyped] = useState('');
  const [place, setPlace] = useState(0);
  const list = useId();
  const commands = useCommands(session, openSheet);
  const searching = useSearch(session);
  const shown = [...matching(commands, typed), ...searching(typed)];
  const chosen = Math.min(place, shown.length - 1);
  const run = (command: Command | undefined): void => {
    if (!command) return;
    close();
    command.run();
  };
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setPlace((chosen + step + shown.length) % Math.max(shown.length, 1));
    else if (event.key === 'Enter') run(shown[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <Modal
      opened
      onClose={close}
      withCloseButton={false}
      padding={0}
      size="lg"
      yOffset="12dvh"
      title={words.title}
      classNames={{ header: classes['header'] ?? '' }}
    >
      <TextInput
        data-autofocus
        size="md"
        variant="unstyled"
        className={classes['input']}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setPlace(0);
        }}
        onKeyDown={press}
        placeholder={words.placeholder}
        aria-label={words.title}
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={shown[chosen] && `${list}-${chosen}`}
        autoComplete="off"
      />
      <div id={list} role="listbox" aria-label={words.title} className={classes['list']}>
        {shown.map((command, index) => (
          <Line key={command.id} id={`${list}-${index}`} command={command} isChosen={index === chosen} run={run} />
        ))}
      </div>
      {shown.length === 0 && (
        <Text p="md" c="dimmed">
          {words.none}
        </Text>
      )}
    </Modal>
  );
}

interface LineProps {
  readonly id: string;
  readonly command: Command;
  readonly isChosen: boolean;
  run(command: Command): void;
}

function Line({ id, command, isChosen, run }: LineProps) {
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      className={classes['line']}
      ref={(line) => {
        if (isChosen) line?.scrollIntoView({ block: 'nearest' });
      }}
      // The text keeps the focus, so that what is typed goes on.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => run(command)}
      onKeyDown={undefined}
    >
      <span>{command.label}</span>
      <Text span size="xs" c="dimmed">
        {command.kind}
      </Text>
    </div>
  );
}
