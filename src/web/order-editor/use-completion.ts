import { type KeyboardEvent, type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { completed, completionAt, type NamedTarget } from './expression-reading.ts';

interface CompletedField {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly value: string;
  onType(value: string): void;
  readonly targets: readonly NamedTarget[];
}

/** Where something may be put, and whether that was asked for. */
interface AskedPlace {
  readonly text: string;
  readonly caret: number;
  readonly asks: boolean;
}

/** What may be put where the caret is, and how keys choose among it. */
export function useCompletion({ field, value, onType, targets }: CompletedField) {
  const [asked, setAsked] = useState<AskedPlace>();
  // Targets may come when the name of one is half written.
  const shown = useMemo(
    () => asked && completionAt(asked.text, asked.caret, { targets, asks: asked.asks }),
    [asked, targets],
  );
  const [chosen, setChosen] = useState(0);
  const caretAfter = useRef<number>(undefined);
  useLayoutEffect(() => {
    if (caretAfter.current === undefined) return;
    field.current?.setSelectionRange(caretAfter.current, caretAfter.current);
    caretAfter.current = undefined;
  });
  const show = (text: string, caret: number, asks = false): void => {
    setAsked({ text, caret, asks });
    setChosen(0);
  };
  const close = (): void => setAsked(undefined);
  const pick = (at: number): void => {
    const option = shown?.options[at];
    if (!option || !shown) return;
    const after = completed(value, field.current?.selectionStart ?? value.length, {
      start: shown.start,
      text: option.text,
    });
    caretAfter.current = after.caret;
    onType(after.source);
    close();
    field.current?.focus();
  };
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    const { currentTarget, key, ctrlKey } = event;
    if (key === ' ' && ctrlKey) show(value, currentTarget.selectionStart, true);
    else if (!shown) return;
    else if (key === 'ArrowDown') setChosen((chosen + 1) % shown.options.length);
    else if (key === 'ArrowUp') setChosen((chosen + shown.options.length - 1) % shown.options.length);
    else if (key === 'Enter') pick(chosen);
    else if (key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { shown, chosen, show, close, pick, onKey };
}
