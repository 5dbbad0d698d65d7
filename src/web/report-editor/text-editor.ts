import { Editor, Extension } from '@tiptap/core';
import { baseKeymap, chainCommands, toggleMark } from '@tiptap/pm/commands';
import { history, redo, undo } from '@tiptap/pm/history';
import { InputRule, inputRules } from '@tiptap/pm/inputrules';
import { keymap } from '@tiptap/pm/keymap';
import { Fragment, type Node, type Schema, Slice } from '@tiptap/pm/model';
import { type Command, Plugin } from '@tiptap/pm/state';
import { indent, liftBlock, moveBlock, splitBlock, turnInto } from './block-commands.ts';
import { type AskedInText, blockViews } from './block-views.ts';
import { PASTED_MARKS, portionKeeping } from './portion-keeping.ts';
import { documentOf, type ReportBody } from './report-document.ts';
import { REPORT_NODES } from './report-nodes.ts';
import { SHOWN, type Surroundings, shownBlocks } from './shown-blocks.ts';
import { goDown, goToCell } from './table-commands.ts';

export interface TextEditorParts {
  readonly element: HTMLElement;
  readonly body: ReportBody;
  readonly around: Surroundings;
  readonly label: string;
  /** What the keys for it and the buttons in the text ask for. */
  readonly asked: AskedInText & { readonly keys: Readonly<Record<string, Command>> };
}

/** Makes the text of a report writable in the page. */
export function createTextEditor({ element, body, around, label, asked }: TextEditorParts): Editor {
  const own = Extension.create({
    name: 'report',
    addProseMirrorPlugins() {
      return [
        keymap(asked.keys),
        keymap(OWN_KEYS),
        tabKeys(),
        keymap(baseKeymap),
        beginnings(this.editor.schema),
        history(),
        portionKeeping(() => crypto.randomUUID()),
        shownBlocks(around),
        pasting(),
        new Plugin({ props: { nodeViews: blockViews(asked) } }),
      ];
    },
  });
  return new Editor({
    element,
    injectCSS: false,
    enableCoreExtensions: { keymap: false },
    enableInputRules: false,
    enablePasteRules: false,
    extensions: [...REPORT_NODES, own],
    content: documentOf(body) as unknown as Record<string, unknown>,
    editorProps: { attributes: { 'aria-label': label, role: 'textbox', 'aria-multiline': 'true' } },
  });
}

const withMark =
  (name: string): Command =>
  (state, dispatch, view) =>
    toggleMark(state.schema.marks[name]!)(state, dispatch, view);

const OWN_KEYS: Readonly<Record<string, Command>> = {
  Enter: chainCommands(goDown, splitBlock),
  Backspace: liftBlock,
  'Mod-b': withMark('strong'),
  'Mod-i': withMark('emphasis'),
  'Mod-z': undo,
  'Mod-y': redo,
  'Mod-Shift-z': redo,
  'Mod-Alt-0': turnInto({ kind: 'paragraph' }),
  'Mod-Alt-1': turnInto({ kind: 'heading', level: 1 }),
  'Mod-Alt-2': turnInto({ kind: 'heading', level: 2 }),
  'Mod-Alt-3': turnInto({ kind: 'heading', level: 3 }),
  'Mod-Shift-7': turnInto({ kind: 'item', isNumbered: true }),
  'Mod-Shift-8': turnInto({ kind: 'item', isNumbered: false }),
  'Mod-Shift-9': turnInto({ kind: 'quote' }),
  'Alt-ArrowUp': moveBlock(-1),
  'Alt-ArrowDown': moveBlock(1),
};

/** Tab moves items and goes through tables; behind Escape, and everywhere else, it leaves the text. */
function tabKeys(): Plugin {
  let leaves = false;
  const stay = (by: 1 | -1): Command => chainCommands(goToCell(by), indent(by));
  return new Plugin({
    props: {
      handleKeyDown(view, { key, shiftKey }) {
        if (key === 'Shift') return false;
        const isLeaving = leaves;
        leaves = key === 'Escape';
        if (key !== 'Tab' || isLeaving) return false;
        return stay(shiftKey ? -1 : 1)(view.state, view.dispatch, view);
      },
    },
  });
}

/** What is typed at the beginning of a block makes it one of another kind. */
function beginnings({ nodes }: Schema): Plugin {
  const rule = (pattern: RegExp, kind: (signs: string) => Parameters<typeof turnInto>[0]): InputRule =>
    new InputRule(pattern, (state, match, start, end) => {
      if (state.doc.resolve(start).parent.type !== nodes['paragraph']) return null;
      let { tr } = state;
      turnInto(kind(match[1] ?? ''))(state, (turned) => {
        tr = turned.delete(start, end);
      });
      return tr;
    });
  return inputRules({
    rules: [
      rule(/^(#{1,3})\s$/, ({ length }) => ({ kind: 'heading', level: length as 1 | 2 | 3 })),
      rule(/^>\s$/, () => ({ kind: 'quote' })),
      rule(/^[-*•]\s$/, () => ({ kind: 'item', isNumbered: false })),
      rule(/^1[.)]\s$/, () => ({ kind: 'item', isNumbered: true })),
    ],
  });
}

/**
 * What is copied and pasted within one report keeps its marks. What comes from elsewhere is not marked, and what it was marked
 * as is proposed; it cites nothing, since the sources are those of another report.
 */
function pasting(): Plugin {
  let copied: string | undefined;
  const wordsOf = ({ content }: Slice): string => content.textBetween(0, content.size, '\n');
  return new Plugin({
    props: {
      transformCopied(slice) {
        copied = wordsOf(slice);
        return slice;
      },
      transformPasted(slice, view) {
        const isOwn = copied === wordsOf(slice);
        const { cited } = SHOWN.getState(view.state)!.around;
        const content = pastedFragment(slice.content, { isOwn, isKnown: (id) => cited.has(id) });
        return new Slice(content, slice.openStart, slice.openEnd);
      },
      handlePaste(view, _event, slice) {
        const { content, openStart, openEnd } = slice;
        const open = [...(openStart > 0 ? [content.firstChild] : []), ...(openEnd > 0 ? [content.lastChild] : [])];
        const marks = open.flatMap((node) => [node?.attrs['mark'], node?.attrs['hint']]).filter(Boolean);
        const tr = view.state.tr.replaceSelection(slice).setMeta('paste', true);
        view.dispatch((marks.length > 0 ? tr.setMeta(PASTED_MARKS, marks) : tr).scrollIntoView());
        return true;
      },
    },
  });
}

interface PastedFrom {
  readonly isOwn: boolean;
  readonly isKnown: (citation: string) => boolean;
}

function pastedFragment(fragment: Fragment, from: PastedFrom): Fragment {
  const nodes = fragment.content.flatMap((node): Node[] => {
    if (node.isText) return [node];
    if (node.type.name === 'citation') return from.isKnown(node.attrs['id']) ? [node] : [];
    if (node.type.name === 'reference') return from.isOwn ? [node] : [];
    const { mark, hint } = node.attrs;
    const attrs = from.isOwn || !mark ? node.attrs : { ...node.attrs, id: '', mark: '', hint: mark || hint };
    return [node.type.create(attrs, pastedFragment(node.content, from), node.marks)];
  });
  return Fragment.fromArray(nodes);
}

/** Shows the text with other things beside it. */
export function showAround({ view, isDestroyed }: Editor, around: Surroundings): void {
  if (isDestroyed) return;
  view.dispatch(view.state.tr.setMeta(SHOWN, around).setMeta('addToHistory', false));
}
