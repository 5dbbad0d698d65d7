import type { Editor } from '@tiptap/core';
import { type RefObject, useEffect, useReducer, useRef, useState } from 'react';
import { bodyOf, type DocumentNode, type ReportBody } from './report-document.ts';
import type { Surroundings } from './shown-blocks.ts';
import { createTextEditor, showAround, type TextEditorParts } from './text-editor.ts';

interface TextEditorUse extends Omit<TextEditorParts, 'element'> {
  change(body: ReportBody): void;
}

/** Makes a part of the page the text of a report; its owner is drawn again with each change and each step of the caret. */
export function useTextEditor(use: TextEditorUse): {
  readonly editor: Editor | undefined;
  readonly place: RefObject<HTMLDivElement | null>;
} {
  const place = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor>();
  const [, tell] = useReducer((times: number) => times + 1, 0);
  const latest = useRef(use);
  useEffect(() => {
    latest.current = use;
  });
  useEffect(() => {
    const { body, around, label, asked } = latest.current;
    const keys = Object.fromEntries(
      Object.keys(asked.keys).map((key) => [
        key,
        (...parts: Parameters<(typeof asked.keys)[string]>) => latest.current.asked.keys[key]!(...parts),
      ]),
    );
    const made = createTextEditor({
      ...{ element: place.current!, body, around, label },
      asked: {
        mark: (at) => latest.current.asked.mark(at),
        citation: (id) => latest.current.asked.citation(id),
        keys,
      },
    });
    made.on('transaction', tell);
    made.on('update', () => latest.current.change(bodyOf(made.state.doc.toJSON() as DocumentNode)));
    setEditor(made);
    return () => {
      setEditor(undefined);
      made.destroy();
    };
  }, []);
  useAround(editor, use.around);
  return { editor, place };
}

function useAround(editor: Editor | undefined, around: Surroundings): void {
  useEffect(() => {
    if (editor) showAround(editor, around);
  }, [editor, around]);
}
