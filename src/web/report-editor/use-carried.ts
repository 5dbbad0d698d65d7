import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { useEffect, useRef } from 'react';
import type { Citation, Reliability } from '../../schema/report-text.ts';
import { read } from '../wire/ask.ts';
import type { Source } from '../wire/shapes.ts';
import { appendBlocks } from './block-commands.ts';
import { type Carried, unload } from './carried.ts';

/** Puts what was taken along from a document into the text, once: its words with their source, and room for a judgement below. */
export function useCarried(
  editor: Editor | undefined,
  keep: (citation: Citation, title: string, source: string | null) => void,
): void {
  const keeping = useRef(keep);
  useEffect(() => {
    keeping.current = keep;
  });
  useEffect(() => {
    if (!editor) return;
    const carried = unload();
    if (!carried) return;
    void reliabilityOf(carried).then((reliability) => {
      const { documentId, hit, quotation, title, sourceName } = carried;
      const citation: Citation = {
        ...{ id: crypto.randomUUID(), documentId, reliability, credibility: hit?.credibility ?? null },
        ...(hit && { hitId: hit.id }),
        ...(quotation !== '' && { quotation }),
      };
      keeping.current(citation, title, sourceName);
      if (editor.isDestroyed) return;
      editor.view.dispatch(appendBlocks(editor.state.tr, blocksOf(editor, carried, citation.id)));
      editor.view.focus();
    });
  }, [editor]);
}

/** As the desk holds the source; not graded where one may not know of it. */
async function reliabilityOf({ sourceId }: Carried): Promise<Reliability | null> {
  if (sourceId === null) return null;
  return read<Source>(`/sources/${sourceId}`).then(
    ({ reliability }) => reliability,
    () => null,
  );
}

function blocksOf({ schema }: Editor, { quotation, answers }: Carried, citationId: string): readonly Node[] {
  const sign = schema.nodes['citation']!.create({ id: citationId });
  const own = answers ? [{ questionId: answers.questionId, isWhole: false }] : [];
  const paragraph = (content: readonly Node[]) => schema.nodes['paragraph']!.create({ answers: own }, content);
  if (quotation === '') return [paragraph([sign])];
  return [schema.nodes['quote']!.create(null, [schema.text(`${quotation} `), sign]), paragraph([])];
}
