import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, NodeSelection, TextSelection } from '@tiptap/pm/state';
import { unitsOf } from './portion-keeping.ts';
import { type Surroundings, type UnitMark, unitMark } from './shown-blocks.ts';

/** Something marked: a block or a row, and where it stands. */
export interface MarkedUnit {
  readonly node: Node;
  readonly at: number;
}

/** The row or the block in which the caret stands. */
export function unitAtCaret({ selection: { $from }, doc }: EditorState): MarkedUnit | undefined {
  if ($from.depth > 1 && $from.node(2).type.name === 'row') return { node: $from.node(2), at: $from.before(2) };
  if ($from.depth > 0) return { node: $from.node(1), at: $from.before(1) };
  const node = doc.nodeAt($from.pos);
  return node ? { node, at: $from.pos } : undefined;
}

/** Returns what is not marked yet and has something in it, in its order. */
export function unmarkedUnits(document: Node, around: Pick<Surroundings, 'handling' | 'cited'>): readonly MarkedUnit[] {
  return unitsOf(document).filter(({ node }) => {
    if (node.isTextblock && node.content.size === 0) return false;
    const { state }: UnitMark = unitMark(node, around);
    return state === 'unmarked' || state === 'unreadable';
  });
}

/** Puts the caret into the text at a place and shows it. */
export function goToPlace({ view }: Editor, at: number): void {
  const { doc, tr } = view.state;
  view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(Math.min(at + 1, doc.content.size)))).scrollIntoView());
  view.focus();
}

export function goToPortion(editor: Editor, id: string): void {
  const found = unitsOf(editor.state.doc).find(({ node }) => node.attrs['id'] === id);
  if (found) goToPlace(editor, found.at);
}

function citationsAt(document: Node, id: string): readonly number[] {
  const places: number[] = [];
  document.descendants((node, at) => {
    if (node.type.name === 'citation' && node.attrs['id'] === id) places.push(at);
  });
  return places;
}

/** Selects the first place at which a source is cited. */
export function goToCitation({ view }: Editor, id: string): void {
  const [first] = citationsAt(view.state.doc, id);
  if (first === undefined) return;
  view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, first)).scrollIntoView());
  view.focus();
}

/** Takes a source out of the text, wherever it is cited. */
export function removeCitation({ view }: Editor, id: string): void {
  const { tr } = view.state;
  for (const at of citationsAt(view.state.doc, id).toReversed()) tr.delete(at, at + 1);
  view.dispatch(tr);
  view.focus();
}

/** Puts a sign that points to a source behind the caret. */
export function insertCitation({ view }: Editor, id: string): void {
  const { tr, schema, selection } = view.state;
  const sign = schema.nodes['citation']!.create({ id });
  view.dispatch(
    tr
      .insert(selection.to, sign)
      .setSelection(TextSelection.create(tr.doc, selection.to + 1))
      .scrollIntoView(),
  );
  view.focus();
}
