import type { Node, Schema } from '@tiptap/pm/model';
import { type Command, type EditorState, TextSelection } from '@tiptap/pm/state';

/** Where the caret stands in a table. */
interface TablePlace {
  readonly table: Node;
  readonly tableAt: number;
  /** Among the children of the table: 0 is the caption, 1 the header. */
  readonly line: number;
  readonly column: number;
}

export function tableAt({ selection: { $from } }: EditorState): TablePlace | undefined {
  if ($from.depth < 2 || $from.node(1).type.name !== 'table') return undefined;
  const column = $from.depth > 2 ? $from.index(2) : 0;
  return { table: $from.node(1), tableAt: $from.before(1), line: $from.index(1), column };
}

function lineOf(
  { nodes }: Schema,
  kind: 'header' | 'row',
  { cells, follows = '' }: { readonly cells: number; readonly follows?: string },
): Node {
  const attrs = kind === 'row' ? { follows } : null;
  return nodes[kind]!.create(
    attrs,
    Array.from({ length: cells }, () => nodes['cell']!.create()),
  );
}

const COLUMNS = 3;
const ROWS = 2;

/** Puts an empty table behind the block in which the caret stands. */
export const insertTable: Command = (state, dispatch) => {
  const { schema, selection, tr } = state;
  const before = selection.$from.node(1);
  const { mark = '', follows: proposed = '' } = before?.attrs ?? {};
  const follows = String(mark || proposed);
  const rows = Array.from({ length: ROWS }, () => lineOf(schema, 'row', { cells: COLUMNS, follows }));
  const table = schema.nodes['table']!.create({ follows }, [
    ...[schema.nodes['caption']!.create(), lineOf(schema, 'header', { cells: COLUMNS })],
    ...rows,
  ]);
  // An empty paragraph becomes the table.
  const isBlank = before?.type.name === 'paragraph' && before.content.size === 0;
  const end = before ? selection.$from.after(1) : selection.to;
  const at = isBlank ? selection.$from.before(1) : end;
  tr.replaceWith(at, end, table);
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, at + 2)).scrollIntoView());
  return true;
};

/** Where the words of a cell begin. */
function cellStart({ table, tableAt: at }: TablePlace, line: number, column: number): number {
  let place = at + 1;
  for (let before = 0; before < line; before++) place += table.child(before).nodeSize;
  place += 1;
  if (line === 0) return place;
  for (let before = 0; before < column; before++) place += table.child(line).child(before).nodeSize;
  return place + 1;
}

/** Goes to the next cell or the one before it; behind the last one begins a new row. */
export function goToCell(by: 1 | -1): Command {
  return (state, dispatch, view) => {
    const place = tableAt(state);
    if (!place) return false;
    let { line, column } = place;
    const count = (at: number) => (at === 0 ? 1 : place.table.child(at).childCount);
    column += by;
    while (line >= 0 && line < place.table.childCount && (column < 0 || column >= count(line))) {
      line += by;
      if (line < 0 || line >= place.table.childCount) break;
      column = by === 1 ? 0 : count(line) - 1;
    }
    if (line < 0) return false;
    if (line >= place.table.childCount) return addRow(state, dispatch, view);
    const start = cellStart(place, line, column);
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, start)).scrollIntoView());
    return true;
  };
}

/** Enter: to the same cell of the next row, or to a new one; from the caption to the first cell. */
export const goDown: Command = (state, dispatch, view) => {
  const place = tableAt(state);
  if (!place) return false;
  const { table, line, column } = place;
  if (line + 1 >= table.childCount) return addRow(state, dispatch, view);
  const cells = table.child(line + 1).childCount;
  if (cells === 0) return true;
  const start = cellStart(place, line + 1, Math.min(column, cells - 1));
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, start)).scrollIntoView());
  return true;
};

/** A row below the one in which the caret stands; its mark is proposed by the row before it. */
export const addRow: Command = (state, dispatch) => {
  const place = tableAt(state);
  if (!place) return false;
  const { table, line, column } = place;
  const after = Math.max(1, line);
  const cells = Math.max(1, table.child(1).childCount, after > 1 ? table.child(after).childCount : 0);
  const { mark, follows } = (after > 1 ? table.child(after) : table).attrs;
  const at = cellStart(place, after, 0) - 2 + table.child(after).nodeSize;
  const { tr } = state;
  tr.insert(at, lineOf(state.schema, 'row', { cells, follows: String(mark || follows) }));
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, at + 2 + Math.min(column, cells - 1) * 2)).scrollIntoView());
  return true;
};

export const removeRow: Command = (state, dispatch) => {
  const place = tableAt(state);
  if (!place || place.line < 2) return false;
  const at = cellStart(place, place.line, 0) - 2;
  dispatch?.(state.tr.delete(at, at + place.table.child(place.line).nodeSize).scrollIntoView());
  return true;
};

/** Does something to each line of cells, from the last to the first, so that no place moves before it is used. */
function eachLine(
  state: EditorState,
  work: (tr: EditorState['tr'], line: number, place: TablePlace) => void,
): EditorState['tr'] | undefined {
  const place = tableAt(state);
  if (!place) return undefined;
  const { tr } = state;
  for (let line = place.table.childCount - 1; line > 0; line--) work(tr, line, place);
  return tr;
}

export const addColumn: Command = (state, dispatch) => {
  const tr = eachLine(state, (changed, line, place) => {
    const cells = place.table.child(line).childCount;
    const after = Math.min(cells, place.column + 1);
    changed.insert(cellStart(place, line, after) - 1, state.schema.nodes['cell']!.create());
  });
  if (tr) dispatch?.(tr);
  return tr !== undefined;
};

export const removeColumn: Command = (state, dispatch) => {
  const tr = eachLine(state, (changed, line, place) => {
    const row = place.table.child(line);
    if (row.childCount <= 1 || place.column >= row.childCount) return;
    const at = cellStart(place, line, place.column) - 1;
    changed.delete(at, at + row.child(place.column).nodeSize);
  });
  if (tr) dispatch?.(tr);
  return tr !== undefined;
};

export const removeTable: Command = (state, dispatch) => {
  const place = tableAt(state);
  if (!place) return false;
  const { tr, schema } = state;
  const end = place.tableAt + place.table.nodeSize;
  if (state.doc.childCount > 1) tr.delete(place.tableAt, end);
  else tr.replaceWith(place.tableAt, end, schema.nodes['paragraph']!.create());
  dispatch?.(tr.scrollIntoView());
  return true;
};
