import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, type Transaction } from '@tiptap/pm/state';

/** What carries a mark of its own: a block, or a row of a table. */
interface Unit {
  readonly node: Node;
  readonly at: number;
}

/** Returns all that carries a mark, in its order. */
export function unitsOf(document: Node): readonly Unit[] {
  const units: Unit[] = [];
  document.forEach((node, at) => {
    units.push({ node, at });
    if (node.type.name !== 'table') return;
    node.forEach((row, offset) => {
      if (row.type.name === 'row') units.push({ node: row, at: at + 1 + offset });
    });
  });
  return units;
}

/** The words that are marked by a unit itself, and not by a row within it: where they begin and end. */
function ownLeaves({ node, at }: Unit): readonly { readonly from: number; readonly to: number }[] {
  const leaves: { from: number; to: number }[] = [];
  node.descendants((leaf, offset) => {
    if (node.type.name === 'table' && leaf.type.name === 'row') return false;
    if (leaf.isInline) leaves.push({ from: at + 1 + offset, to: at + 1 + offset + leaf.nodeSize });
    return true;
  });
  return leaves;
}

function unitAt(document: Node, place: number): number | undefined {
  const at = document.resolve(place);
  for (let depth = at.depth; depth > 0; depth--) {
    if (depth === 1 || at.node(depth).type.name === 'row') return at.before(depth);
  }
  return undefined;
}

/** What a unit is marked as, or may be: one mark a line. */
function saysOf({ attrs }: Node): readonly string[] {
  const { mark, hint, follows } = attrs as { readonly mark: string; readonly hint: string; readonly follows: string };
  const own = [mark, ...hint.split('\n')].filter((one) => one !== '');
  return own.length > 0 || follows === '' ? own : [follows];
}

/** Returns the marks that words had which stand in one unit now, for each unit in which several kinds came together. */
function mixed(before: Node, { doc: after }: EditorState, transactions: readonly Transaction[]) {
  const moved = (place: number, side: number) => transactions.reduce((at, { mapping }) => mapping.map(at, side), place);
  const came = new Map<number, Map<string, readonly string[]>>();
  for (const unit of unitsOf(before)) {
    for (const { from, to } of ownLeaves(unit)) {
      const [start, end] = [moved(from, 1), moved(to, -1)];
      const place = end > start ? unitAt(after, start) : undefined;
      if (place === undefined) continue;
      const own = came.get(place) ?? new Map<string, readonly string[]>();
      came.set(place, own.set(String(unit.node.attrs['mark']), saysOf(unit.node)));
    }
  }
  return [...came].flatMap(([at, marks]) => (marks.size > 1 ? [{ at, says: [...marks.values()].flat() }] : []));
}

/** Takes the mark from a unit: what it may be is only proposed. */
function unmark(tr: Transaction, at: number, says: readonly string[]): void {
  const node = tr.doc.nodeAt(at);
  if (!node) return;
  tr.setNodeAttribute(at, 'mark', '').setNodeAttribute(at, 'hint', [...new Set(says)].join('\n'));
}

/** Marks of what was pasted last, by the block that took the beginning or the end of it in. */
export const PASTED_MARKS = 'pasted-marks';

/**
 * Keeps every block apart from the others by an id of its own; and lets no words stand under a mark that was given to
 * others: where words of differently marked blocks come together in one, it is unmarked until somebody marks it.
 */
export function portionKeeping(newId: () => string): Plugin {
  return new Plugin({
    appendTransaction(transactions, before, after) {
      if (!transactions.some(({ docChanged }) => docChanged)) return null;
      const { tr } = after;
      // What is undone was kept so before.
      const isUndone = transactions.some((one) => one.getMeta('history$'));
      if (!isUndone) for (const { at, says } of mixed(before.doc, after, transactions)) unmark(tr, at, says);
      for (const one of transactions) {
        const marks = one.getMeta(PASTED_MARKS) as readonly string[] | undefined;
        if (marks && !isUndone) unmarkPasted(tr, { before: before.doc, marks, transaction: one });
      }
      giveIds(tr, newId);
      evenTables(tr);
      return tr.docChanged ? tr : null;
    },
  });
}

interface Pasted {
  readonly before: Node;
  readonly marks: readonly string[];
  readonly transaction: Transaction;
}

/** Blocks that were there before and took in pasted words of another mark. */
function unmarkPasted(tr: Transaction, { before, marks, transaction }: Pasted): void {
  const known = new Set(unitsOf(before).map(({ node }) => node.attrs['id'] as string | undefined));
  const { from } = transaction.selection;
  const ends = new Set<number | undefined>([unitAt(tr.doc, from)]);
  transaction.mapping.maps.forEach((map) => {
    map.forEach((_oldStart, _oldEnd, start) => {
      ends.add(unitAt(tr.doc, Math.min(start, tr.doc.content.size)));
    });
  });
  for (const at of ends) {
    const node = at === undefined ? null : tr.doc.nodeAt(at);
    if (at === undefined || !node || !(known.has(node.attrs['id']) || node.type.name === 'row')) continue;
    const others = marks.filter((mark) => mark !== node.attrs['mark']);
    if (others.length > 0 && node.textContent !== '') unmark(tr, at, [...saysOf(node), ...others]);
  }
}

function giveIds(tr: Transaction, newId: () => string): void {
  const taken = new Set<string>();
  tr.doc.forEach(({ attrs }, at) => {
    const id = attrs['id'] as string;
    if (id === '' || taken.has(id)) tr.setNodeAttribute(at, 'id', newId());
    else taken.add(id);
  });
}

/** Gives each line of a table as many cells as the longest has: tables of other pages come in all shapes. */
function evenTables(tr: Transaction): void {
  const missing: { readonly at: number; readonly cells: number }[] = [];
  tr.doc.forEach((table, at) => {
    if (table.type.name !== 'table') return;
    const columns = Math.max(1, ...table.children.slice(1).map(({ childCount }) => childCount));
    table.forEach((line, offset, index) => {
      const end = at + 1 + offset + line.nodeSize - 1;
      if (index > 0 && line.childCount < columns) missing.push({ at: end, cells: columns - line.childCount });
    });
  });
  const { cell } = tr.doc.type.schema.nodes;
  for (const { at, cells } of missing.reverse())
    tr.insert(
      at,
      Array.from({ length: cells }, () => cell!.create()),
    );
}
