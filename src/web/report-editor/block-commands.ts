import type { Attrs, Node, NodeType } from '@tiptap/pm/model';
import { type Command, type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { MOST_DEPTH } from './report-nodes.ts';

/** The block in which the selection begins, and where it stands. */
export function blockAt({
  selection: { $from },
}: EditorState): { readonly node: Node; readonly at: number } | undefined {
  if ($from.depth > 0) return { node: $from.node(1), at: $from.before(1) };
  return $from.nodeAfter ? { node: $from.nodeAfter, at: $from.pos } : undefined;
}

/** The text block of one portion in which the caret stands; not one in a table. */
function textBlockAt({ selection: { $from } }: EditorState) {
  if ($from.depth !== 1) return undefined;
  return { node: $from.parent, at: $from.before(1), offset: $from.parentOffset };
}

/** What a block that begins behind another one takes over: its mark as a proposal, since nobody gave it to these words. */
function fresh({ type, attrs }: Node, kinds: EditorState['schema']['nodes']): Node {
  const follows = (attrs['mark'] as string) || (attrs['follows'] as string);
  if (type.name !== 'item') return kinds['paragraph']!.create({ follows });
  return type.create({ follows, depth: attrs['depth'], isNumbered: attrs['isNumbered'] });
}

/** What is left of the attributes of a block for words that were split off it: they keep their mark. */
function splitOff({ mark, hint, follows, depth, isNumbered, level }: Attrs): Attrs {
  return { mark, hint, follows, depth, isNumbered, level };
}

/** Enter: a new block, or a plain paragraph where one is left empty. */
export const splitBlock: Command = (state, dispatch) => {
  const { selection, schema, tr } = state;
  if (!selection.empty) tr.deleteSelection();
  const { $from } = tr.selection;
  if ($from.depth !== 1) return false;
  const [block, at] = [$from.parent, $from.before(1)];
  if (block.content.size === 0) {
    if (block.type.name === 'paragraph') {
      tr.insert(at + block.nodeSize, fresh(block, schema.nodes));
      tr.setSelection(TextSelection.create(tr.doc, at + block.nodeSize + 1));
    } else if (block.attrs['depth'] > 0) tr.setNodeAttribute(at, 'depth', block.attrs['depth'] - 1);
    else tr.setNodeMarkup(at, schema.nodes['paragraph'], kept(block.attrs));
  } else if ($from.parentOffset === 0) {
    tr.insert(at, fresh(block, schema.nodes));
  } else if ($from.parentOffset === block.content.size) {
    tr.insert(at + block.nodeSize, fresh(block, schema.nodes));
    tr.setSelection(TextSelection.create(tr.doc, at + block.nodeSize + 1));
  } else {
    tr.split($from.pos, 1, [{ type: block.type, attrs: splitOff(block.attrs) }]);
  }
  dispatch?.(tr.scrollIntoView());
  return true;
};

/** What a block keeps when it becomes one of another kind. */
function kept({ id, mark, hint, follows, confidence, likelihood, answers }: Attrs): Attrs {
  return { id, mark, hint, follows, confidence, likelihood, answers };
}

/** Backspace before the first word: an item comes out of its list, and what is no paragraph becomes one. */
export const liftBlock: Command = (state, dispatch) => {
  const block = textBlockAt(state);
  if (!block || !state.selection.empty || block.offset > 0 || block.node.type.name === 'paragraph') return false;
  const { node, at } = block;
  const tr =
    node.attrs['depth'] > 0
      ? state.tr.setNodeAttribute(at, 'depth', node.attrs['depth'] - 1)
      : state.tr.setNodeMarkup(at, state.schema.nodes['paragraph'], kept(node.attrs));
  dispatch?.(tr);
  return true;
};

/** Moves the items that are selected in or out by a step. */
export function indent(by: 1 | -1): Command {
  return (state, dispatch) => {
    const { from, to } = state.selection;
    const { tr } = state;
    let isItem = false;
    state.doc.nodesBetween(from, to, (node, at) => {
      if (node.type.name !== 'item') return false;
      isItem = true;
      const depth = node.attrs['depth'] + by;
      if (depth >= 0 && depth <= MOST_DEPTH) tr.setNodeAttribute(at, 'depth', depth);
      return false;
    });
    if (isItem) dispatch?.(tr);
    return isItem;
  };
}

/** A kind of block that words can be turned into. */
export type BlockKind =
  | { readonly kind: 'paragraph' | 'quote' }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 }
  | { readonly kind: 'item'; readonly isNumbered: boolean };

/** Turns the blocks that are selected into another kind; tables stay what they are. */
export function turnInto({ kind, ...own }: BlockKind): Command {
  return (state, dispatch) => {
    const { from, to } = state.selection;
    const type = state.schema.nodes[kind] as NodeType;
    const { tr } = state;
    let found = false;
    state.doc.nodesBetween(from, to, (node, at) => {
      if (node.isTextblock && node.type.name !== 'cell' && node.type.name !== 'caption') {
        found = true;
        tr.setNodeMarkup(at, type, {
          ...kept(node.attrs),
          ...own,
          ...(kind === 'item' && { depth: node.attrs['depth'] ?? 0 }),
        });
      }
      return false;
    });
    if (found) dispatch?.(tr.scrollIntoView());
    return found;
  };
}

/** Says something of a block, or of a row of a table; which one, where it stands says. */
export function describeUnit(at: number, said: Readonly<Record<string, unknown>>): Command {
  return (state, dispatch) => {
    if (!state.doc.nodeAt(at)) return false;
    const { tr } = state;
    for (const [name, value] of Object.entries(said)) tr.setNodeAttribute(at, name, value);
    dispatch?.(tr);
    return true;
  };
}

/** Puts blocks behind all others, and the caret at the end of the last one. */
export function appendBlocks(tr: Transaction, blocks: readonly Node[]): Transaction {
  const last = tr.doc.lastChild;
  const isBlank = last?.type.name === 'paragraph' && last.content.size === 0;
  const end = tr.doc.content.size;
  if (isBlank) tr.replaceWith(end - last.nodeSize, end, blocks);
  else tr.insert(end, blocks);
  return tr.setSelection(TextSelection.near(tr.doc.resolve(tr.doc.content.size), -1)).scrollIntoView();
}

/** Moves the block in which the caret stands before the one above it, or behind the one below. */
export function moveBlock(by: 1 | -1): Command {
  return (state, dispatch) => {
    const block = blockAt(state);
    const other = block && state.doc.maybeChild(state.doc.resolve(block.at).index(0) + by);
    if (!block || !other) return false;
    const { node, at } = block;
    const { tr, selection } = state;
    const to = by === 1 ? at + other.nodeSize : at - other.nodeSize;
    tr.delete(at, at + node.nodeSize).insert(to, node);
    tr.setSelection(TextSelection.near(tr.doc.resolve(to + Math.max(1, selection.from - at))));
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}
