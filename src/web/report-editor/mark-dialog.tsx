import { Button, Group, Modal, Stack, Text, UnstyledButton } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { markingMeaning, USUAL } from '../order-editor/marking-meaning.ts';
import { MarkingInput } from '../order-editor/marking-picker.tsx';
import { MarkingInALine, MarkingSentences } from '../order-editor/marking-sentences.tsx';
import { isSchemeName } from '../order-editor/schemes.ts';
import { Marking } from '../parts/marking.tsx';
import { useWords } from '../words/words-context.tsx';
import { isReadable, type Marked } from './least-mark.ts';
import styles from './report-editor.module.css';
import type { CitedSource, UnitMark } from './shown-blocks.ts';

/** What is marked, and by what it should be. */
export interface MarkAsked {
  /** What it is, in words, such as “this portion”. */
  readonly what: string;
  readonly excerpt: string;
  readonly unit: UnitMark;
  readonly cited: readonly CitedSource[];
}

interface MarkDialogProps {
  readonly asked: MarkAsked;
  readonly handling: Marked;
  /** Marks that the report has already. */
  readonly inUse: readonly string[];
  take(mark: string): void;
  close(): void;
}

/** Where a portion is marked: what is proposed comes first, and Enter takes what is shown. */
export function MarkDialog({ asked, handling, inUse, take, close }: MarkDialogProps) {
  const { reportEditor, common } = useWords();
  const words = reportEditor.mark;
  const { unit, what, excerpt } = asked;
  const [typed, setTyped] = useState(unit.state === 'marked' ? unit.mark : (unit.proposal ?? unit.mark));
  const isUsable = isReadable(typed, handling);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isUsable) take(typed.trim());
  };
  return (
    <Modal opened onClose={close} title={words.title(what)} closeButtonProps={{ 'aria-label': common.close }} size="lg">
      <form onSubmit={submit}>
        <Stack gap="sm">
          {excerpt !== '' && (
            <Text size="sm" c="dimmed" lineClamp={2}>
              {excerpt}
            </Text>
          )}
          <Proposal asked={asked} take={take} />
          <MarkingInput
            path="mark"
            label={words.input}
            hint={words.hint}
            scheme={handling.scheme}
            value={typed}
            isAlone
            onType={setTyped}
          />
          <Meaning scheme={handling.scheme} mark={typed} />
          <Group justify="flex-end">
            <Button type="submit" disabled={!isUsable}>
              {isUsable ? words.accept(typed.trim()) : words.take}
            </Button>
          </Group>
          <Known handling={handling} inUse={inUse} take={take} />
        </Stack>
      </form>
    </Modal>
  );
}

function Proposal({ asked: { unit, cited }, take }: { readonly asked: MarkAsked; take(mark: string): void }) {
  const { reportEditor } = useWords();
  const words = reportEditor.mark;
  const { proposal, foreign, mark, state } = unit;
  const isOpen = proposal !== undefined && (state !== 'marked' || proposal !== mark);
  if (!isOpen && cited.length === 0 && foreign.length === 0) return null;
  return (
    <Stack gap={6}>
      {isOpen && (
        <Group gap="sm">
          <Button variant="light" onClick={() => take(proposal)}>
            {words.accept(proposal)}
          </Button>
          <Text size="sm">{cited.length > 0 ? words.least : words.leastHint}</Text>
        </Group>
      )}
      {cited.length > 0 && (
        <ul className={styles['cited']} aria-label={words.cited}>
          {cited.map(({ title, marking }) => (
            <li key={title}>
              {marking && <Marking text={marking.marking} size="xs" />}{' '}
              <Text span size="sm">
                {title}
              </Text>
            </li>
          ))}
        </ul>
      )}
      {foreign.length > 0 && (
        <Text size="sm" c="red">
          {words.foreign(foreign.join(', '))}
        </Text>
      )}
    </Stack>
  );
}

function Meaning({ scheme, mark }: { readonly scheme: string; readonly mark: string }) {
  const meaning = markingMeaning(scheme, mark);
  return <div aria-live="polite">{meaning && <MarkingSentences meaning={meaning} />}</div>;
}

function InALine({ scheme, mark }: { readonly scheme: string; readonly mark: string }) {
  const meaning = markingMeaning(scheme, mark);
  return meaning && <MarkingInALine meaning={meaning} />;
}

/** Marks to choose from, each with what it means in a line. */
function Known({ handling: { scheme, marking }, inUse, take }: Pick<MarkDialogProps, 'handling' | 'inUse' | 'take'>) {
  const { reportEditor } = useWords();
  const usual = isSchemeName(scheme) ? USUAL[scheme] : [];
  const all = [...new Set([...inUse, ...usual, marking])].filter((mark) => mark !== '');
  return (
    <Stack gap={2} component="section" aria-label={reportEditor.mark.known}>
      <Text size="sm" fw={600}>
        {reportEditor.mark.known}
      </Text>
      {all.map((mark) => (
        <UnstyledButton key={mark} className={styles['choice']} onClick={() => take(mark)}>
          <Marking text={mark} size="xs" />
          <Text span size="xs" c="dimmed" lineClamp={2}>
            <InALine scheme={scheme} mark={mark} />
          </Text>
        </UnstyledButton>
      ))}
    </Stack>
  );
}
