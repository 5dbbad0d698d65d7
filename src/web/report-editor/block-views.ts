import type { Node } from '@tiptap/pm/model';
import { NodeSelection } from '@tiptap/pm/state';
import type { Decoration, EditorView, NodeView, NodeViewConstructor } from '@tiptap/pm/view';
import styles from './report-editor.module.css';
import type { ShownSign, ShownUnit } from './shown-blocks.ts';

/** What is asked for from within the text. */
export interface AskedInText {
  /** The mark of a block, or of a row of a table; which one, where it stands says. */
  mark(at: number): void;
  citation(id: string): void;
}

function shownIn<Shown extends ShownUnit | ShownSign>(
  decorations: readonly Decoration[],
  kind: Shown['shown'],
): Shown | undefined {
  return decorations.map(({ spec }) => spec as Shown).find(({ shown }) => shown === kind);
}

function element(name: string, className: string | undefined): HTMLElement {
  const made = document.createElement(name);
  if (className !== undefined) made.className = className;
  return made;
}

/** Something beside the words, which nobody types into. */
function beside(name: string, className: string | undefined): HTMLElement {
  const made = element(name, className);
  made.contentEditable = 'false';
  return made;
}

type Place = () => number | undefined;

/** The mark before a block or a row, as a button that asks for another one. */
function markButton(asked: AskedInText, place: Place): HTMLButtonElement {
  const button = beside('button', styles['mark']) as HTMLButtonElement;
  button.type = 'button';
  button.addEventListener('click', () => {
    const at = place();
    if (at !== undefined) asked.mark(at);
  });
  return button;
}

function showMark(button: HTMLButtonElement, shown: ShownUnit | undefined): void {
  if (!shown) return;
  button.textContent = shown.label;
  button.dataset['state'] = shown.state;
  button.setAttribute('aria-label', shown.said);
  button.title = shown.said;
}

function elementOf({ type, attrs }: Node): HTMLElement {
  // The title of the report is the heading above them.
  if (type.name === 'heading') return element(`h${Number(attrs['level']) + 1}`, styles['words']);
  return element(type.name === 'quote' ? 'blockquote' : 'p', styles['words']);
}

function unitView(
  kept: { readonly dom: HTMLElement; readonly contentDOM: HTMLElement; readonly tools: readonly HTMLElement[] },
  again: (node: Node, decorations: readonly Decoration[]) => boolean,
): NodeView {
  const { dom, contentDOM, tools } = kept;
  return {
    dom,
    contentDOM,
    update: again,
    stopEvent: ({ target }) => tools.some((tool) => tool.contains(target as HTMLElement)),
    ignoreMutation: ({ target, type }) => type !== 'selection' && !contentDOM.contains(target),
  };
}

/** What stands around every block: its mark in the margin, the sign before it, and what is said of it below. */
function blockFrame(asked: AskedInText, place: Place, contentDOM: HTMLElement) {
  const dom = element('div', styles['block']);
  const button = markButton(asked, place);
  const sign = beside('span', styles['sign']);
  const notes = beside('div', styles['notes']);
  dom.append(button, sign, contentDOM, notes);
  const show = ({ type, attrs }: Node, around: readonly Decoration[]): void => {
    const shown = shownIn<ShownUnit>(around, 'unit');
    showMark(button, shown);
    dom.dataset['kind'] = type.name;
    dom.dataset['depth'] = String(attrs['depth'] ?? 0);
    dom.dataset['level'] = String(attrs['level'] ?? '');
    dom.toggleAttribute('data-wrong', shown?.isWrong ?? false);
    sign.textContent = shown?.sign ?? '';
    notes.textContent = shown?.notes ?? '';
  };
  return { dom, contentDOM, tools: [button, sign, notes], show };
}

/** A block, in an element that is made for it: another level of a heading takes another element. */
function blockView(asked: AskedInText, contentOf: (node: Node) => HTMLElement): NodeViewConstructor {
  return (first, _view, place, decorations) => {
    const { show, ...kept } = blockFrame(asked, place, contentOf(first));
    show(first, decorations);
    return unitView(kept, (node, around) => {
      if (node.type !== first.type || node.attrs['level'] !== first.attrs['level']) return false;
      show(node, around);
      return true;
    });
  };
}

/** No element of that name, since the marks of its rows stand between row and cells. */
function tableElement(): HTMLElement {
  const made = element('div', styles['table']);
  made.setAttribute('role', 'table');
  return made;
}

function rowView(asked: AskedInText): NodeViewConstructor {
  return (first, _view, place, decorations) => {
    const dom = element('div', styles['row']);
    dom.setAttribute('role', 'row');
    const margin = beside('div', styles['margin']);
    margin.setAttribute('role', 'cell');
    const contentDOM = element('div', styles['cells']);
    contentDOM.setAttribute('role', 'presentation');
    dom.append(margin, contentDOM);
    const button = first.type.name === 'row' ? markButton(asked, place) : undefined;
    if (button) margin.append(button);
    const show = (around: readonly Decoration[]): void => {
      if (button) showMark(button, shownIn<ShownUnit>(around, 'unit'));
    };
    show(decorations);
    return unitView({ dom, contentDOM, tools: [margin] }, (node, around) => {
      if (node.type !== first.type) return false;
      show(around);
      return true;
    });
  };
}

/** Words in a table: the caption, or a cell. */
function wordsView(role: string, className: string | undefined): NodeViewConstructor {
  return () => {
    const dom = element('div', className);
    dom.setAttribute('role', role);
    return { dom, contentDOM: dom };
  };
}

/** A sign that points to a source or to another portion; what it points to is said where it is selected. */
function signView(asked: AskedInText): NodeViewConstructor {
  return (first, view: EditorView, place, decorations) => {
    const dom = beside('span', styles['pointer']);
    dom.setAttribute('role', 'img');
    const show = (around: readonly Decoration[]): void => {
      const shown = shownIn<ShownSign>(around, 'sign');
      dom.textContent = shown?.label ?? '?';
      dom.dataset['said'] = shown?.said ?? '';
      dom.setAttribute('aria-label', shown?.said ?? '');
    };
    show(decorations);
    dom.addEventListener('click', () => {
      const at = place();
      if (at !== undefined) view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, at)));
    });
    dom.addEventListener('dblclick', () => first.type.name === 'citation' && asked.citation(first.attrs['id']));
    return {
      dom,
      selectNode: () => dom.toggleAttribute('data-selected', true),
      deselectNode: () => dom.toggleAttribute('data-selected', false),
      ignoreMutation: () => true,
      update(node, around) {
        if (node.type !== first.type || node.attrs['id'] !== first.attrs['id']) return false;
        show(around);
        return true;
      },
    };
  };
}

/** How each kind of node stands in the page while it is edited. */
export function blockViews(asked: AskedInText): Readonly<Record<string, NodeViewConstructor>> {
  const text = blockView(asked, elementOf);
  return {
    ...{ paragraph: text, heading: text, quote: text, item: text },
    ...{ table: blockView(asked, tableElement), row: rowView(asked), header: rowView(asked) },
    ...{ caption: wordsView('caption', styles['caption']), cell: wordsView('cell', styles['cell']) },
    ...{ citation: signView(asked), reference: signView(asked) },
  };
}
