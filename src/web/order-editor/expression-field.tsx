import { Group, Input, Stack, Text, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { Fragment, type ReactNode, useId, useMemo, useRef } from 'react';
import type { Finding } from '../../query/finding.ts';
import { useWords } from '../words/words-context.tsx';
import styles from './expression-field.module.css';
import { expressionFindings, type NamedTarget } from './expression-reading.ts';
import { FindingText, useFindingAt } from './findings.tsx';
import { useCompletion } from './use-completion.ts';

interface ExpressionFieldProps {
  readonly path: string;
  readonly value: string;
  readonly language: string;
  readonly targets: readonly NamedTarget[] | undefined;
  onType(value: string): void;
}

const PAUSE = 250;
const NO_TARGETS: readonly NamedTarget[] = [];

/** An expression: what is wrong with it is underlined and said while it is written, and what may follow is offered. */
export function ExpressionField({ path, value, language, targets, onType }: ExpressionFieldProps) {
  const { orderEditor } = useWords();
  const refused = useFindingAt(path);
  const field = useRef<HTMLTextAreaElement>(null);
  const [id, told] = [useId(), useId()];
  const [settled] = useDebouncedValue(value, PAUSE);
  const findings = useMemo(
    () => (settled.trim() === '' ? [] : expressionFindings(settled, { language, targets })),
    [settled, language, targets],
  );
  const current = settled === value ? findings : [];
  const isWrong =
    current.some(({ severity }) => severity === 'error') || (refused !== undefined && value.trim() === '');
  const completion = useCompletion({ field, value, onType, targets: targets ?? NO_TARGETS });
  const isOpen = completion.shown !== undefined;
  return (
    <Stack gap={4}>
      <Input.Label htmlFor={id}>{orderEditor.expression(language)}</Input.Label>
      <div className={styles['field']} data-wrong={isWrong || undefined}>
        <div className={styles['shown']} aria-hidden>
          <Underlined text={value} findings={current} />
        </div>
        <textarea
          ref={field}
          id={id}
          name={path}
          className={styles['typed']}
          value={value}
          rows={3}
          lang={language}
          spellCheck={false}
          autoCapitalize="off"
          placeholder={orderEditor.expressionHint}
          aria-invalid={isWrong}
          aria-describedby={told}
          aria-autocomplete="list"
          aria-controls={isOpen ? `${id}-options` : undefined}
          aria-activedescendant={isOpen ? `${id}-${completion.chosen}` : undefined}
          onChange={({ currentTarget }) => {
            onType(currentTarget.value);
            completion.show(currentTarget.value, currentTarget.selectionStart);
          }}
          onKeyDown={completion.onKey}
          onClick={completion.close}
          onBlur={completion.close}
        />
        {completion.shown && <Options id={id} {...completion} options={completion.shown.options} />}
      </div>
      <div id={told} aria-live="polite">
        <Told
          findings={current}
          isSound={value.trim() !== '' && settled === value}
          refused={refused}
          show={({ span }) => {
            field.current?.focus();
            field.current?.setSelectionRange(span.start, span.end);
          }}
        />
      </div>
    </Stack>
  );
}

function Underlined({ text, findings }: { readonly text: string; readonly findings: readonly Finding[] }) {
  const pieces: { readonly at: number; readonly text: string; readonly severity?: Finding['severity'] }[] = [];
  let at = 0;
  for (const { span, severity } of [...findings].sort((a, b) => a.span.start - b.span.start)) {
    if (span.start < at || span.start > text.length) continue;
    // What is missing has no signs of its own: a space behind the text stands for it.
    const wrong = text.slice(span.start, span.end) || '\u00a0';
    pieces.push({ at, text: text.slice(at, span.start) }, { at: span.start, text: wrong, severity });
    at = Math.max(span.end, span.start);
  }
  return (
    <>
      {[...pieces, { at, text: text.slice(at) }].map((piece) =>
        'severity' in piece && piece.severity ? (
          <span key={`wrong-${piece.at}`} className={styles[piece.severity]}>
            {piece.text}
          </span>
        ) : (
          <Fragment key={`text-${piece.at}`}>{piece.text}</Fragment>
        ),
      )}
      {'\u200b'}
    </>
  );
}

interface OptionsProps {
  readonly id: string;
  readonly options: readonly { readonly text: string; readonly title?: string }[];
  readonly chosen: number;
  pick(at: number): void;
}

function Options({ id, options, chosen, pick }: OptionsProps) {
  const { orderEditor } = useWords();
  const said: Readonly<Record<string, string>> = orderEditor.operators;
  return (
    <div className={styles['options']} id={`${id}-options`} role="listbox" aria-label={orderEditor.completions}>
      {options.map(({ text, title }, at) => (
        <div
          key={text}
          id={`${id}-${at}`}
          role="option"
          tabIndex={-1}
          aria-selected={at === chosen}
          className={styles['option']}
          onMouseDown={(event) => {
            event.preventDefault();
            pick(at);
          }}
        >
          <code>{text}</code>
          <span>{title ?? said[text]}</span>
        </div>
      ))}
    </div>
  );
}

interface ToldProps {
  readonly findings: readonly Finding[];
  readonly isSound: boolean;
  readonly refused: ReactNode;
  show(finding: Finding): void;
}

function Told({ findings, isSound, refused, show }: ToldProps) {
  const { orderEditor } = useWords();
  if (findings.length > 0) {
    return findings.map((finding) => (
      <UnstyledButton
        key={`${finding.code}-${finding.span.start}`}
        onClick={() => show(finding)}
        display="block"
        w="100%"
      >
        <Group gap={6} wrap="nowrap" align="flex-start" c={finding.severity === 'error' ? 'red' : 'dimmed'}>
          <IconAlertTriangle size={16} aria-hidden />
          <Text size="sm" span>
            <FindingText {...finding} />
          </Text>
        </Group>
      </UnstyledButton>
    ));
  }
  if (isSound) {
    return (
      <Group gap={6} c="dimmed">
        <IconCircleCheck size={16} aria-hidden />
        <Text size="sm">{orderEditor.expressionFine}</Text>
      </Group>
    );
  }
  return refused === undefined ? null : (
    <Text size="sm" c="red">
      {refused}
    </Text>
  );
}
